// Who is in a conversation: listed, added, removed, and how far the viewer has read.
import type { Tx } from '../../db/client'
import type { addMembers, getMembers, markRead, removeMember } from '../contract/member'
import { canRemove, canSeeGroup, isAdmin } from './access'
import { AppError, invalid } from './error'
import type { Context, Reply } from './http/handle'
import { db, nudge } from './instance'
import { inConversation } from './write'

/** GET /api/conversations/:id/members, in the order in which they joined. */
export const page = async ({
  params,
  query,
}: Context<typeof getMembers>): Promise<Reply<typeof getMembers>> => {
  const [seq, order] = query.after === undefined ? [0, 0] : parsePlace(query.after)
  const [row] = await db()`
    with found as (
      select m, row_number() over (order by joined_seq, join_order) as n from members m
      where conversation_id = ${params.id} and left_seq is null and (joined_seq, join_order) > (${seq}, ${order})
      order by joined_seq, join_order limit ${query.limit + 1}
    ), shown as (select * from found where n <= ${query.limit})
    select coalesce((select jsonb_agg(member_json(m) order by n) from shown), '[]') as members,
      users_json(array(select (m).user_id from shown)) as users,
      (select (m).joined_seq || '.' || (m).join_order from shown
        where n = ${query.limit} and (select count(*) from found) > ${query.limit}) as next,
      log_cursor() as cursor`
  const { members, users, next, cursor } = row!
  return { status: 200, body: { members, users, next, cursor } }
}

/** POST /api/conversations/:id/members: who is there already stays as they are, without an event. */
export const add = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof addMembers>): Promise<Reply<typeof addMembers>> => {
  const ids = [...new Set(body.user_ids)]
  const joins = ids.length === 1 && ids[0] === viewer.id
  const reply = await inConversation(params.id, async tx => {
    // Joining needs to see the conversation, adding others a role in it; both are looked at under the lock.
    await (joins ? canSeeGroup(viewer, params, tx) : isAdmin(viewer, params, tx))
    const [known] = await tx`select count(*)::int as count from users where id = any(${ids})`
    if (known!.count !== ids.length) throw invalid(['user_ids'], 'names somebody who does not exist')
    await tx`select add_member(${params.id}, id, ${origin}) from unnest(${ids}::uuid[]) with ordinality as given(id, n) order by n`
    const [row] = await tx`
      select coalesce(jsonb_agg(member_json(m) order by joined_seq, join_order), '[]') as members,
        users_json(${ids}) as users
      from members m where conversation_id = ${params.id} and user_id = any(${ids}) and left_seq is null`
    return row!
  })
  return { status: 200, body: { members: reply.members, users: reply.users } }
}

/** DELETE /api/conversations/:id/members/:userId */
export const remove = async ({
  viewer,
  params,
  origin,
}: Context<typeof removeMember>): Promise<Reply<typeof removeMember>> => {
  await inConversation(params.id, async tx => {
    const { target } = await canRemove(viewer, params, tx)
    if (target === 'owner') await refuseLastOwner(tx, params)
    await tx`select remove_member(${params.id}, ${params.userId}, ${origin})`
  })
  return { status: 204, body: null }
}

/** A conversation with people in it always has an owner. */
const refuseLastOwner = async (tx: Tx, { id, userId }: { id: string; userId: string }) => {
  const [rest] =
    await tx`select count(*)::int as people, count(*) filter (where role = 'owner')::int as owners
    from members where conversation_id = ${id} and left_seq is null and user_id <> ${userId}`
  if (rest!.people > 0 && rest!.owners === 0)
    throw new AppError(
      'conflict',
      'The last owner cannot leave while others stay: make somebody else an owner first.',
    )
}

/** POST /api/conversations/:id/read */
export const read = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof markRead>): Promise<Reply<typeof markRead>> => {
  const [row] = await db()`select mark_read(${params.id}, ${viewer.id}, ${body.seq}, ${origin}) as membership`
  nudge()
  return { status: 200, body: { membership: row!.membership } }
}

const parsePlace = (text: string): [number, number] => {
  const [, seq, order] = text.match(/^(\d{1,15})\.(\d{1,9})$/) ?? []
  if (!seq) throw invalid(['after'], 'is not the next of a page')
  return [Number(seq), Number(order)]
}
