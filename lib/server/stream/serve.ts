// The stream and its twin without a stream, as the API serves them.
import type { getConversationEvents, getEvents, getStream } from '../../contract/events'
import type { Access } from '../access'
import { AppError } from '../error'
import type { Context, Reply } from '../http/context'
import { db, instance } from '../instance'
import { formatCursor, type Place, resolveCursor } from './cursor'
import { type Entry, payloadFor, seenFrom } from './entry'
import { isKept, missed, newest } from './replay'
import type { Session } from './session'
import { settingsOf } from './settings'
import { responseSink } from './sink'
import { reset } from './sse'

const page = 500

/** GET /api/stream */
export const stream = async ({
  viewer,
  query,
  request,
  origin,
}: Context<typeof getStream>): Promise<Response> => {
  const given = request.headers.get('last-event-id') || query.cursor
  const from = given ? await resolveCursor(db(), given) : null
  const { hub, pump } = instance()
  if (!pump.healthy)
    throw new AppError('unavailable', 'The log is not being read right now. Try again in a moment.', {
      retryAfter: 1,
    })
  // Who starts now is not told what was over before they asked.
  if (!from) await pump.caughtUp()
  const settings = await settingsOf(db(), viewer.id)
  let session: Session | null = null
  const { sink, response } = responseSink(request.signal, () => session?.end('broken'))
  if (from && 'reset' in from) {
    sink.write(reset(from.reset))
    sink.end('whole')
    return response
  }
  session = hub.open(viewer, sink, from, { device: origin ?? '', settings })
  if (request.signal.aborted) session.end('broken')
  return response
}

/** GET /api/events */
export const events = async ({
  viewer,
  query,
}: Context<typeof getEvents>): Promise<Reply<typeof getEvents>> => {
  const { epoch, ...end } = await newest(db())
  const { receipts } = await settingsOf(db(), viewer.id)
  if (!query.cursor) return { status: 200, body: { events: [], cursor: formatCursor(epoch, end) } }
  const from = await resolveCursor(db(), query.cursor)
  if ('reset' in from) return { status: 200, body: { reset: true, reason: from.reset } }
  const found = []
  let at = from.position
  while (at < end.position && found.length < page) {
    const { entries, reached } = await missed(db(), viewer.id, at, end.position, page - found.length)
    if (!(await isKept(db(), at))) return { status: 200, body: { reset: true, reason: 'pruned' } }
    found.push(...entries)
    at = reached
  }
  const place: Place = found.length === page ? found.at(-1)! : end.position > from.position ? end : from
  return {
    status: 200,
    body: {
      events: found.map(entry => ({
        cursor: formatCursor(epoch, entry),
        event: entry.event as 'message-created',
        payload: JSON.parse(payloadFor(entry, viewer.id, !receipts)),
      })),
      cursor: formatCursor(epoch, place),
    },
  }
}

/**
 * GET /api/conversations/:id/events. What is committed but has no position yet is in the outbox: an event is in one of
 * the two in every snapshot, so the answer reaches to the conversation's own seq.
 */
export const conversationEvents = async ({
  viewer,
  params,
  query,
  access,
}: Context<typeof getConversationEvents, Access>): Promise<Reply<typeof getConversationEvents>> => {
  const after = Math.max(query.after, access.visibleFrom - 1)
  const rows = await db()`
    with found as (
      select seq, message_seq, event, subject_id, payload, own from events where conversation_id = ${params.id} and seq > ${after}
      union all
      select seq, message_seq, event, subject_id, payload, own from outbox where conversation_id = ${params.id} and seq > ${after}
      order by seq limit ${page}
    )
    select c.id as conversation_id, c.seq as newest, (select receipts from users where id = ${viewer.id}) as receipts, found.seq,
      message_seq, event, subject_id, payload::text as payload, own::text as own
    from conversations c left join found on true where c.id = ${params.id} order by found.seq`
  const { newest: seq, seq: first, receipts } = rows[0]!
  if (after < seq && first !== after + 1)
    throw new AppError('gone', 'Events from so long ago are no longer kept: fetch the conversation anew.')
  const found = rows
    .filter(row => row.event !== null)
    .map(row => seenFrom(row as unknown as Entry, access.visibleFrom))
  return {
    status: 200,
    body: {
      events: found.map(row => ({
        event: row.event as 'message-created',
        payload: JSON.parse(payloadFor(row, viewer.id, !receipts)),
      })),
    },
  }
}
