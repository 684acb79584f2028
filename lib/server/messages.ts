// Messages: sent, read page by page, edited and deleted.
import { v7 as uuidv7 } from 'uuid'
import { isAway } from '../../db/client'
import { sentHash } from '../../db/derived'
import type {
  deleteMessage,
  editMessage,
  getMessage,
  getMessages,
  Message,
  sendMessage,
} from '../contract/message'
import type { Access } from './access'
import { AppError } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { countMessage, uncountMessage } from './rate-limit'

type Sending = Context<typeof sendMessage>

/**
 * POST /api/conversations/:id/messages. The key is older than any refusal: what is stored under it is answered whatever has
 * happened since, so a retry is never limited, refused or written a second time.
 */
export const send = async (context: Sending): Promise<Reply<typeof sendMessage>> => {
  try {
    return { status: 201, body: { message: await sendNew(context) } }
  } catch (refusal) {
    const stored = await storedUnder(context.viewer.id, context.body.client_message_id)
    if (!stored) throw refusal
    return { status: 200, body: { message: again(stored, context) } }
  }
}

/** Only what is written counts towards the limit. */
const sendNew = async ({ viewer, params, body, origin }: Sending): Promise<Message> => {
  await countMessage(viewer.id)
  const { client_message_id, content, reply_to_id } = body
  try {
    const [row] = await db()<{ message: Message }[]>`
      select send_message(${uuidv7()}, ${params.id}, ${viewer.id}, ${client_message_id}, ${content}, ${reply_to_id},
        ${sentHash(content, reply_to_id)}, ${origin}) as message`
    nudge()
    return row!.message
  } catch (refusal) {
    if (!isAway(refusal)) await uncountMessage(viewer.id)
    throw refusal
  }
}

type Stored = { message: Message; conversation_id: string; sent_hash: Uint8Array }

const storedUnder = async (senderId: string, key: string): Promise<Stored | undefined> => {
  const [row] = await db()<Stored[]>`select message_for(m, sender_id) as message, conversation_id, sent_hash
    from messages m where sender_id = ${senderId} and client_message_id = ${key}`
  return row
}

/** The stored message as it stands now, if this is what was sent under the key the first time. */
const again = (stored: Stored, { params, body }: Sending) => {
  const same = Buffer.compare(stored.sent_hash, sentHash(body.content, body.reply_to_id)) === 0
  if (stored.conversation_id !== params.id || !same)
    throw new AppError(
      'conflict',
      'This client_message_id already stands for another message: send this one under a new id.',
    )
  return stored.message
}

/** GET /api/conversations/:id/messages */
export const page = async ({
  viewer,
  params,
  query,
  access,
}: Context<typeof getMessages, Access>): Promise<Reply<typeof getMessages>> => {
  const { limit, before, after, around } = query
  const sql = db()
  const older = (below: number | null, most: number) => sql`
    (select m from messages m where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
      ${below === null ? sql`` : sql`and seq < ${below}`} order by seq desc limit ${most})`
  const newer = (from: number, most: number) => sql`
    (select m from messages m where conversation_id = ${params.id} and seq >= ${Math.max(from, access.visibleFrom)}
      order by seq limit ${most})`
  const window =
    around !== undefined
      ? sql`${older(around, Math.floor(limit / 2))} union all ${newer(around, Math.ceil(limit / 2))}`
      : after !== undefined
        ? newer(after + 1, limit)
        : older(before ?? null, limit)
  const [row] = await sql`
    with page as (${window}),
    quoted as (
      select m from messages m where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
        and id in (select (m).reply_to_id from page) and id not in (select (m).id from page)),
    versions as (
      select v.* from conversations c, lateral (
        select id as report_id, version, title, metadata, iso(gone_at) as gone_at from reports where id = c.report_id
        union all select report_id, version, title, metadata, iso(gone_at) from report_versions
        where report_id = c.report_id) as v
      where c.id = ${params.id} and version in (select (m).report_version from page)),
    bounds as (select min((m).seq) as first, max((m).seq) as last from page)
    select coalesce((select jsonb_agg((m).id order by (m).seq) from page), '[]') as ids,
      coalesce((select jsonb_agg(message_for(m, ${viewer.id}) order by (m).seq) from page), '[]') as messages,
      coalesce((select jsonb_agg(message_for(m, ${viewer.id}) order by (m).seq) from quoted), '[]') as quoted,
      coalesce((select jsonb_agg(to_jsonb(v) order by version) from versions v), '[]') as report_versions,
      users_json(array(select unnest(named_in(m)) from page union select unnest(named_in(m)) from quoted)) as users,
      exists (select from messages where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
        and seq < coalesce((select first from bounds), ${after === undefined ? (before ?? around ?? 0) : after + 1})) as has_before,
      exists (select from messages where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
        and seq > coalesce((select last from bounds), ${before === undefined ? (after ?? around ?? 0) : before - 1})) as has_after,
      (select seq from conversations where id = ${params.id}) as seq, log_cursor() as cursor`
  const { ids, messages, quoted, report_versions, users, has_before, has_after, seq, cursor } = row!
  return {
    status: 200,
    body: { ids, messages, quoted, report_versions, users, has_before, has_after, seq, cursor },
  }
}

/** Where a message of this conversation stands, as far as its history is to be seen; null where there is none. */
export const placeOf = async ({ id, visibleFrom }: Access, messageId: string): Promise<number | null> => {
  const [row] = await db()<{ seq: number }[]>`select seq from messages
    where id = ${messageId} and conversation_id = ${id} and seq >= ${visibleFrom}`
  return row?.seq ?? null
}

/** GET /api/messages/:id */
export const show = async ({
  viewer,
  params,
}: Context<typeof getMessage>): Promise<Reply<typeof getMessage>> => {
  const [row] = await db()`select message_for(m, ${viewer.id}) as message, users_json(named_in(m)) as users,
    (select seq from conversations where id = m.conversation_id) as seq, log_cursor() as cursor
    from messages m where id = ${params.id}`
  const { message, users, seq, cursor } = row!
  return { status: 200, body: { message, users, seq, cursor } }
}

/** PATCH /api/messages/:id */
export const edit = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof editMessage>): Promise<Reply<typeof editMessage>> => {
  const [row] =
    await db()`select edit_message_as(${viewer.id}, ${params.id}, ${body.content}, ${origin}) as message`
  nudge()
  return { status: 200, body: { message: row!.message } }
}

/** DELETE /api/messages/:id */
export const remove = async ({
  viewer,
  params,
  origin,
}: Context<typeof deleteMessage>): Promise<Reply<typeof deleteMessage>> => {
  await db()`select delete_message_as(${viewer.id}, ${params.id}, ${origin})`
  nudge()
  return { status: 204, body: null }
}
