// The inbox: one page of the viewer's conversations, at the same cost with ten of them and with ten thousand.
import type { Fragment, Sql } from '../../db/client'
import { likeLiteral, searchable } from '../../db/derived'
import type { getConversations } from '../contract/conversation'
import type { getUnreadCount, readAll as readAllEndpoint } from '../contract/member'
import type { Person } from './caller'
import { isRefused } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { formatPlace, parsePlace } from './place'

type Filter = 'all' | 'unread' | 'groups' | 'reports' | 'archived'

/**
 * GET /api/conversations. Two sources, each read in inbox order and cut at the limit: member rows that carry their place
 * (an index walk), and the few wide conversations, whose place is the conversation's own. What is archived has an index of its
 * own, so where it is listed beside the rest it is a third.
 */
export const page = async ({
  viewer,
  query,
}: Context<typeof getConversations>): Promise<Reply<typeof getConversations>> => {
  const { filter, report_id, query: sought } = query
  const limit = sought === undefined ? query.limit : Math.min(query.limit, mostFound)
  const sql = db()
  const after = parsePlace('inbox', 'before', query.before)
  const beyond = (activity: Fragment) =>
    after
      ? sql`and ((m.pinned_at is not null), ${activity}, m.conversation_id) < (${after[0]}::boolean, ${after[1]}::timestamptz, ${after[2]}::uuid)`
      : sql``
  const order = (activity: Fragment) =>
    sql`order by (m.pinned_at is not null) desc, ${activity} desc, m.conversation_id desc limit ${limit + 1}`
  const about = report_id
    ? sql`and m.conversation_id in (select id from conversations where report_id = ${report_id})`
    : sql``
  const called = sought === undefined ? sql`` : sql`and m.conversation_id in (select id from found)`
  const isTidied = filter !== 'all' || (report_id === undefined && sought === undefined)
  const walks: Filter[] = isTidied ? [filter] : ['all', 'archived']
  const own = sql`m.activity_at`
  const shared = sql`coalesce(c.last_message_at, c.created_at)`
  const [row] = await sql`
    with ${sought === undefined ? sql`` : find(sql, viewer, sought)} mine as (
      ${walks.map(
        walked => sql`(select m.conversation_id, m.pinned_at is not null as pinned, m.activity_at as activity
        from members m
        where m.user_id = ${viewer.id} and m.left_seq is null and m.activity_at is not null ${about} ${called}
          ${narrow[walked](sql)} ${filter === 'unread' ? sql`and (m.last_read_seq < m.activity_seq or m.marked_unread_at is not null)` : sql``}
          ${beyond(own)} ${order(own)})
      union all`,
      )}
      (select m.conversation_id, m.pinned_at is not null, ${shared}
        from members m join conversations c on c.id = m.conversation_id
        where m.user_id = ${viewer.id} and m.left_seq is null and m.activity_at is null ${about} ${called}
          ${isTidied ? narrow[filter](sql) : sql``} ${beyond(shared)} ${order(shared)})
    ), page as (
      select *, row_number() over (order by pinned desc, activity desc, conversation_id desc) as n from mine
      order by n limit ${limit + 1}
    ), shown as (
      select c, p.n from page p join conversations c on c.id = p.conversation_id where p.n <= ${limit}
    ), last as (
      select m from shown join messages m on m.id = (shown.c).last_message_id
      join members v on v.conversation_id = m.conversation_id and v.user_id = ${viewer.id}
      where m.seq >= v.visible_from_seq
    ), named as (
      select coalesce(array_agg(distinct id), '{}') as ids from shown, unnest(named_by(shown.c)) as id
    )
    select
      coalesce((select jsonb_agg((c).id order by n) from shown), '[]') as ids,
      coalesce((select jsonb_agg(conversation_for(c, ${viewer.id}) order by n) from shown), '[]') as conversations,
      coalesce((select jsonb_agg(message_for(m, ${viewer.id})) from last), '[]') as messages,
      users_json((select ids from named)) as users,
      reports_json(array(select (c).report_id from shown)) as reports,
      (select jsonb_build_array(pinned, iso(activity), conversation_id) from page
        where n = ${limit} and (select count(*) from page) > ${limit}) as next,
      log_cursor() as cursor`
  const { ids, conversations, messages, users, reports, next, cursor } = row!
  return {
    status: 200,
    body: { ids, conversations, messages, users, reports, next: formatPlace(next), cursor },
  }
}

/** Of what is found by name. */
const mostFound = 20

/**
 * Of the viewer's conversations, as `found`, those that have this in what they are called or in what they are about, whatever its
 * capitals and accents. Its cost goes by what one person has, not by how many people and reports there are.
 */
const find = (sql: Sql, viewer: Person, query: string) => {
  const person = `%${likeLiteral(searchable(query))}%`
  const other = sql`'%' || searchable(${likeLiteral(query)}) || '%'`
  return sql`own as materialized (
      select c.id, c.name, c.report_id,
        case when c.type = 'dm' then (array_remove(c.preview_member_ids, m.user_id))[1] end as counterpart_id
      from members m join conversations c on c.id = m.conversation_id
      where m.user_id = ${viewer.id} and m.left_seq is null
    ), found as materialized (
      select id from own where ${person} <> '%%' and (
        searchable(name) like ${other}
        or counterpart_id in (select id from users
          where id in (select counterpart_id from own) and search_name like ${person})
        or report_id in (select id from reports
          where id in (select report_id from own) and searchable(concat_ws(' ', title, metadata ->> 'title_es')) like ${other}))
    ),`
}

type Part = (sql: Sql) => Fragment

/** What a list leaves out. Unread is looked at only where the read pointer is behind, or a mark says so. */
const narrow: Record<Filter, Part> = {
  all: sql => sql`and m.archived_at is null`,
  archived: sql => sql`and m.archived_at is not null`,
  groups: sql => sql`and m.archived_at is null and exists (
    select from conversations a where a.id = m.conversation_id and a.type = 'group')`,
  reports: sql => sql`and m.archived_at is null and exists (
    select from conversations a where a.id = m.conversation_id and a.report_id is not null)`,
  unread: sql => sql`and m.archived_at is null
    and (m.marked_unread_at is not null or unread_count(m.conversation_id, m.user_id, seen_up_to(m)) > 0)`,
}

/** GET /api/unread-count: only conversations whose read pointer is behind are counted, each up to 100. */
export const unread = async ({
  viewer,
}: Context<typeof getUnreadCount>): Promise<Reply<typeof getUnreadCount>> => {
  const [row] = await db()`
    with behind as (
      select conversation_id, seen_up_to(m) as last_read_seq from members m
      where user_id = ${viewer.id} and left_seq is null and archived_at is null and activity_at is not null
        and (last_read_seq < activity_seq or marked_unread_at is not null)
        and (muted_until is null or muted_until <= now())
      union all
      select m.conversation_id, seen_up_to(m) from members m
      where m.user_id = ${viewer.id} and m.left_seq is null and m.archived_at is null and m.activity_at is null
        and (m.muted_until is null or m.muted_until <= now())
    ), counted as (
      select n from behind, lateral (
        select count(*) as n from (
          select from messages m
          where m.conversation_id = behind.conversation_id and seq > last_read_seq
            and sender_id <> ${viewer.id} and type <> 'system' and deleted_at is null
          limit 100
        ) as unread
      ) as each
    )
    select coalesce(sum(n), 0)::int as unread_count, count(*) filter (where n > 0)::int as conversations,
      log_cursor() as cursor
    from counted`
  const { unread_count, conversations, cursor } = row!
  return { status: 200, body: { unread_count, conversations, cursor } }
}

const mostRead = 500

/**
 * POST /api/read. Each conversation by a statement of its own, as if it were read alone: no two are locked at once, and one
 * that the viewer has left since is passed over.
 */
export const readAll = async ({
  viewer,
  origin,
}: Context<typeof readAllEndpoint>): Promise<Reply<typeof readAllEndpoint>> => {
  const sql = db()
  const found = await sql<{ id: string; seq: number }[]>`
    with mine as (
      select conversation_id, last_read_seq, marked_unread_at from members
      where user_id = ${viewer.id} and left_seq is null and archived_at is null and activity_at is not null
        and (last_read_seq < activity_seq or marked_unread_at is not null)
      union all
      select conversation_id, last_read_seq, marked_unread_at from members
      where user_id = ${viewer.id} and left_seq is null and archived_at is null and activity_at is null
    )
    select id, seq from (
      select c.id, c.seq from mine m join conversations c on c.id = m.conversation_id
      where m.marked_unread_at is not null or unread_count(m.conversation_id, ${viewer.id}, m.last_read_seq) > 0
      limit ${mostRead + 1}
    ) as found order by id`
  const page = found.slice(0, mostRead)
  let conversations = 0
  for (const { id, seq } of page)
    try {
      await sql`select mark_read(${id}, ${viewer.id}, ${seq}, ${origin})`
      conversations += 1
    } catch (error) {
      if (!isRefused(error)) throw error
    }
  nudge()
  return { status: 200, body: { conversations, more: found.length > page.length } }
}
