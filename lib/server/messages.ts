// Messages: sent, and read page by page.
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { getMessage, getMessages, Message, sendMessage } from '../contract/message'
import type { Access } from './access'
import { AppError, notFound } from './error'
import type { Context, Reply } from './http/handle'
import { db, nudge } from './instance'
import { countMessage } from './rate-limit'

/** POST /api/conversations/:id/messages: the key first, so that a retry is answered whatever has happened since. */
export const send = async ({
  viewer,
  params,
  body,
  access,
  origin,
}: Context<typeof sendMessage, { conceal?: boolean }>): Promise<Reply<typeof sendMessage>> => {
  const key = { senderId: viewer.id, key: body.client_message_id }
  const sent = { conversationId: params.id, hash: hashOf(body.content, body.reply_to_id) }
  const stored = await storedUnder(key)
  if (access.conceal && stored?.conversation_id !== params.id) throw notFound()
  if (stored) return again(stored, sent)
  await countMessage(viewer.id)
  try {
    const [row] =
      await db()`select send_message(${uuidv7()}, ${params.id}, ${viewer.id}, ${key.key}, ${body.content},
      ${body.reply_to_id}, ${sent.hash}, ${origin}) as message`
    nudge()
    return { status: 201, body: { message: row!.message } }
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    // The same key came twice at once and the other was first: ours was taken back, its seq included.
    return again((await storedUnder(key))!, sent)
  }
}

type Stored = { message: Message; conversation_id: string; sent_hash: Uint8Array }

const storedUnder = async ({
  senderId,
  key,
}: {
  senderId: string
  key: string
}): Promise<Stored | undefined> => {
  const [row] = await db()<Stored[]>`select message_json(m) as message, conversation_id, sent_hash
    from messages m where sender_id = ${senderId} and client_message_id = ${key}`
  return row
}

/** The stored message as it stands now, if this is what was sent under the key the first time. */
const again = (stored: Stored, sent: { conversationId: string; hash: Uint8Array }) => {
  if (stored.conversation_id !== sent.conversationId || Buffer.compare(stored.sent_hash, sent.hash) !== 0)
    throw new AppError(
      'conflict',
      'This client_message_id already stands for another message: send this one under a new id.',
    )
  return { status: 200 as const, body: { message: stored.message } }
}

/** What a retry is compared by, even after the message was edited or deleted. */
export const hashOf = (content: string, replyTo: string | null) =>
  createHash('sha256')
    .update(`${replyTo ?? ''}\0${content}`)
    .digest()

/** GET /api/conversations/:id/messages */
export const page = async ({
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
    bounds as (select min((m).seq) as first, max((m).seq) as last from page)
    select coalesce((select jsonb_agg((m).id order by (m).seq) from page), '[]') as ids,
      coalesce((select jsonb_agg(message_json(m) order by (m).seq) from page), '[]') as messages,
      users_json(array(select (m).sender_id from page)) as users,
      exists (select from messages where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
        and seq < coalesce((select first from bounds), ${after === undefined ? (before ?? around ?? 0) : after + 1})) as has_before,
      exists (select from messages where conversation_id = ${params.id} and seq >= ${access.visibleFrom}
        and seq > coalesce((select last from bounds), ${before === undefined ? (after ?? around ?? 0) : before - 1})) as has_after,
      (select seq from conversations where id = ${params.id}) as seq, log_cursor() as cursor`
  const { ids, messages, users, has_before, has_after, seq, cursor } = row!
  return { status: 200, body: { ids, messages, users, has_before, has_after, seq, cursor } }
}

/** GET /api/messages/:id */
export const show = async ({ params }: Context<typeof getMessage>): Promise<Reply<typeof getMessage>> => {
  const [row] = await db()`select message_json(m) as message, users_json(array[m.sender_id]) as users,
    log_cursor() as cursor from messages m where id = ${params.id}`
  return { status: 200, body: { message: row!.message, users: row!.users, cursor: row!.cursor } }
}
