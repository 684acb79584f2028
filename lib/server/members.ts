// Who is in a conversation: listed, added, removed, how far the viewer has got and read, and what they have set for themself.
import type { explainUnread } from '../contract/conversation'
import type {
  getMembers,
  markDelivered,
  markRead,
  patchMember,
  patchMembership,
  removeMember,
} from '../contract/member'
import { notFound } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { formatPlace, parsePlace } from './place'

/** GET /api/conversations/:id/members, in the order in which they joined. */
export const page = async ({
  viewer,
  params,
  query,
}: Context<typeof getMembers>): Promise<Reply<typeof getMembers>> => {
  const [seq, order] = parsePlace('members', 'after', query.after) ?? [0, 0]
  const [row] = await db()`
    with found as (
      select m, row_number() over (order by joined_seq, join_order) as n from members m
      where conversation_id = ${params.id} and left_seq is null and (joined_seq, join_order) > (${seq}, ${order})
      order by joined_seq, join_order limit ${query.limit + 1}
    ), shown as (select * from found where n <= ${query.limit})
    select coalesce((select jsonb_agg(member_for(m, ${viewer.id}) order by n) from shown), '[]') as members,
      users_json(array(select (m).user_id from shown)) as users,
      (select jsonb_build_array((m).joined_seq, (m).join_order) from shown
        where n = ${query.limit} and (select count(*) from found) > ${query.limit}) as next,
      log_cursor() as cursor`
  const { members, users, next, cursor } = row!
  return { status: 200, body: { members, users, next: formatPlace(next), cursor } }
}

/** PATCH /api/conversations/:id/members/:userId: the role they have already stays as it is, without an event. */
export const setRole = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof patchMember>): Promise<Reply<typeof patchMember>> => {
  const [row] =
    await db()`select set_role_as(${viewer.id}, ${params.id}, ${params.userId}, ${body.role}, ${origin}) as member`
  nudge()
  return { status: 200, body: { member: row!.member } }
}

/** DELETE /api/conversations/:id/members/:userId */
export const remove = async ({
  viewer,
  params,
  origin,
}: Context<typeof removeMember>): Promise<Reply<typeof removeMember>> => {
  await db()`select remove_member_as(${viewer.id}, ${params.id}, ${params.userId}, ${origin})`
  nudge()
  return { status: 204, body: null }
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

/** POST /api/conversations/:id/delivered */
export const delivered = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof markDelivered>): Promise<Reply<typeof markDelivered>> => {
  await db()`select mark_delivered(${params.id}, ${viewer.id}, ${body.seq}, ${origin})`
  nudge()
  return { status: 204, body: null }
}

/** GET /api/conversations/:id/unread */
export const explain = async ({
  viewer,
  params,
}: Context<typeof explainUnread>): Promise<Reply<typeof explainUnread>> => {
  const [row] = await db()`
    with mine as (
      select *, seen_up_to(members) as seen from members
      where conversation_id = ${params.id} and user_id = ${viewer.id} and left_seq is null
    ), counted as (
      select m from mine join messages m on m.conversation_id = mine.conversation_id and m.seq > mine.seen
      where m.sender_id <> ${viewer.id} and m.type <> 'system' and m.deleted_at is null
      order by m.seq limit 20
    )
    select unread_count(conversation_id, user_id, seen), last_read_seq, iso(read_at) as read_at, read_by_client,
      coalesce((select jsonb_agg(message_for(m, ${viewer.id}) order by (m).seq) from counted), '[]') as messages,
      users_json(array(select unnest(named_in(m)) from counted)) as users, log_cursor() as cursor
    from mine`
  // Left since the check.
  if (!row) throw notFound()
  const { unread_count, messages, users, last_read_seq, read_at, read_by_client, cursor } = row
  return {
    status: 200,
    body: { unread_count, messages, users, last_read_seq, read_at, read_by_client, cursor },
  }
}

/** PATCH /api/conversations/:id/membership: only what differs is written and told, to the viewer's own devices. */
export const patch = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof patchMembership>): Promise<Reply<typeof patchMembership>> => {
  const [row] = await db()`
    select patch_membership(${params.id}, ${viewer.id}, ${db().json(body)}, ${origin}) as membership`
  nudge()
  return { status: 200, body: { membership: row!.membership } }
}
