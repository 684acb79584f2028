// Conversations: found, looked at, renamed. Who is in them is members.ts, what is said in them messages.ts.
import { v7 as uuidv7 } from 'uuid'
import { dmKey } from '../../db/derived'
import type { createConversation, getConversation, patchConversation } from '../contract/conversation'
import type { Access } from './access'
import { invalid } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'

const mostOthers = 500

/** POST /api/conversations */
export const create = async ({
  viewer,
  body,
  origin,
}: Context<typeof createConversation>): Promise<Reply<typeof createConversation>> => {
  const others = body.member_ids.filter(id => id !== viewer.id)
  if (others.length > mostOthers) throw invalid(['member_ids'], `names more than ${mostOthers} people`)
  const reportId = body.report_id ?? null
  await refuseUnknown(viewer.id, others, reportId)
  if (body.type === 'dm') {
    const [counterpart, ...more] = others
    if (!counterpart || more.length)
      throw invalid(['member_ids'], 'must name exactly one other person for a dm')
    return openDm(viewer.id, counterpart, reportId, origin)
  }
  const { name = null, icon = null, visibility } = body
  const id = uuidv7()
  await db()`select found_group(${id}, ${visibility}, ${reportId}, ${name}, ${icon}, ${viewer.id},
    ${[viewer.id, ...others]}, ${origin})`
  nudge()
  return { status: 201, body: await shown(viewer.id, id) }
}

/**
 * The one dm of two people about one report or none: 201 when it is new, 200 when it stood, however many ask at once. A new
 * one is forbidden while one of them blocks the other.
 */
export const openDm = async (
  viewerId: string,
  counterpartId: string,
  reportId: string | null,
  origin: string | null,
) => {
  const key = dmKey(viewerId, counterpartId, reportId)
  const standing = async () =>
    (await db()<{ id: string }[]>`select id from conversations where dm_key = ${key}`)[0]?.id
  const known = await standing()
  if (known) return { status: 200 as const, body: await shown(viewerId, known) }
  const id = uuidv7()
  try {
    await db()`select open_dm(${id}, ${reportId}, ${viewerId}, ${counterpartId}, ${key}, ${origin})`
  } catch (error) {
    // Somebody was quicker: the unique key took everything of ours back.
    if ((error as { code?: string }).code !== '23505') throw error
    return { status: 200 as const, body: await shown(viewerId, (await standing())!) }
  }
  nudge()
  return { status: 201 as const, body: await shown(viewerId, id) }
}

/** GET /api/conversations/:id */
export const show = async ({
  viewer,
  params,
  access,
}: Context<typeof getConversation, Access>): Promise<Reply<typeof getConversation>> => {
  const sql = db()
  const [row] = await sql`
    select conversation_for(c, ${viewer.id}) as conversation,
      coalesce((select jsonb_agg(message_for(m, ${viewer.id})) from messages m where m.id = c.last_message_id
        and m.seq >= ${access.visibleFrom} and ${access.role !== null}), '[]') as messages,
      users_json(${access.role === null ? sql`named_to_all(c)` : sql`named_by(c)`}) as users,
      reports_for(array[c.report_id], ${viewer.id}) as reports, log_cursor() as cursor
    from conversations c where id = ${params.id}`
  const { conversation, messages, users, reports, cursor } = row!
  return { status: 200, body: { conversation, messages, users, reports, cursor } }
}

/** PATCH /api/conversations/:id: only what differs is written and told; nothing different takes no seq. */
export const patch = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof patchConversation>): Promise<Reply<typeof patchConversation>> => {
  const [row] = await db()`
    select patch_conversation_as(${viewer.id}, ${params.id}, ${db().json(body)}, ${origin}) as conversation`
  nudge()
  return { status: 200, body: { conversation: row!.conversation } }
}

/** The conversation as an answer to who made it or asked for it. */
export const shown = async (viewerId: string, id: string) => {
  const [row] = await db()`
    select conversation_for(c, ${viewerId}) as conversation, users_json(named_by(c)) as users,
      reports_json(array[c.report_id]) as reports
    from conversations c where id = ${id}`
  const { conversation, users, reports } = row!
  return { conversation, users, reports }
}

const refuseUnknown = async (viewerId: string, userIds: string[], reportId: string | null) => {
  const [row] = await db()`
    select (select count(*)::int from users where id = any(${userIds})) = ${userIds.length} as people,
      (${reportId}::uuid is null or exists (select from reports r where id = ${reportId} and may_see_report(r, ${viewerId}))) as report`
  if (!row!.people) throw invalid(['member_ids'], 'names somebody who does not exist')
  if (!row!.report) throw invalid(['report_id'], 'names no report')
}
