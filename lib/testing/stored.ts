// What is stored, in one comparable value: a refused request leaves it exactly as it was.
import type { Sql } from '../../db/client'

/**
 * A digest of each table. Events are counted: between two looks they may have moved from the outbox to their position.
 * Both are counted in one snapshot, so none is missed on its way.
 */
export const stored = async (sql: Sql): Promise<Record<string, unknown>> => {
  const [row] = await sql`select
    (select md5(string_agg(t::text, ',' order by id)) from messages t) as messages,
    (select md5(string_agg(t::text, ',' order by id)) from conversations t) as conversations,
    (select md5(string_agg(t::text, ',' order by message_id, user_id, emoji)) from reactions t) as reactions,
    (select md5(string_agg(t::text, ',' order by conversation_id, user_id)) from members t) as members,
    (select md5(string_agg(t::text, ',' order by id)) from invitations t) as invitations,
    (select md5(string_agg(t::text, ',' order by id)) from reports t) as reports,
    (select md5(string_agg(t::text, ',' order by blocker_id, blocked_id)) from blocks t) as blocks,
    (select md5(string_agg(t::text, ',' order by id)) from concerns t) as concerns,
    (select md5(string_agg(t::text, ',' order by concern_id, reporter_id)) from flags t) as flags,
    (select md5(string_agg(t::text, ',' order by conversation_id, user_id)) from bars t) as bars,
    (select md5(string_agg(t::text, ',' order by id)) from moderation_acts t) as acts,
    (select md5(string_agg(t::text, ',' order by id)) from users t) as users,
    (select md5(string_agg(id, ',' order by id)) from sessions) as sessions,
    (select count(*)::int from outbox) + (select count(*)::int from events) as events`
  return row!
}
