// Whether every column that is derived from others says what they say. Each rule is a query for what breaks it.
import type { Db } from '../client'

const activity = 'coalesce(c.last_message_at, c.created_at)'
const wide = 'c.member_count > wide_above()'
const madeAt = (table: string) =>
  `(('x' || substr(replace(${table}.id::text, '-', ''), 1, 12))::bit(48)::bigint)`
const millis = (table: string) => `round(extract(epoch from ${table}.created_at) * 1000)::bigint`

/** Conversations that break a rule; each query gives their ids (or, where it says so, a person's or report's). */
export const rules: Record<string, string> = {
  // A log event each: founding, later joins, leaving, messages, reactions; an edit and a deletion leave only their traces.
  'a conversation’s seqs are dense': `
    with taken as (
      select id as conversation_id, 1::bigint as seq from conversations
      union all select conversation_id, joined_seq from members where joined_seq > 1
      union all select conversation_id, left_seq from members where left_seq is not null
      union all select conversation_id, seq from messages
      union all select m.conversation_id, r.seq from reactions r join messages m on m.id = r.message_id
    ), known as (
      select conversation_id, count(*) as events, count(distinct seq) as places, min(seq) as first, max(seq) as last
      from taken group by conversation_id
    ), traces as (
      select conversation_id, count(edited_at) + count(deleted_at) as changes from messages group by conversation_id
    )
    select c.id from conversations c left join known k on k.conversation_id = c.id
      left join traces t on t.conversation_id = c.id
    where k.first is distinct from 1 or k.events <> k.places or k.last > c.seq
      or k.events + coalesce(t.changes, 0) <> c.seq`,
  'the last message is the newest one': `
    select c.id from conversations c
    left join lateral (select id, created_at from messages where conversation_id = c.id order by seq desc limit 1) m on true
    where c.last_message_id is distinct from m.id or c.last_message_at is distinct from m.created_at`,
  'member_count counts who is there': `
    select id from conversations c
    where member_count <> (select count(*) from members where conversation_id = c.id and left_seq is null)`,
  'preview_member_ids are the first three who are there': `
    select id from conversations c
    where preview_member_ids <> array(select user_id from members where conversation_id = c.id and left_seq is null
      order by joined_seq, join_order limit 3)`,
  'an inbox place is the conversation’s activity': `
    select c.id from members m join conversations c on c.id = m.conversation_id
    where m.activity_at is distinct from case when m.left_seq is null and not (${wide}) then ${activity} end
      or m.activity_seq is distinct from case when m.left_seq is null and not (${wide})
        then coalesce((select max(seq) from messages where conversation_id = c.id and type <> 'system'), 0) end`,
  'a dm is of two people and known by them and its report': `
    select id from conversations c where type = 'dm' and (member_count <> 2 or dm_key <>
      (select string_agg(user_id::text, ':' order by user_id) from members where conversation_id = c.id)
        || ':' || coalesce(report_id::text, 'none'))`,
  'a group has one owner, its founder, and a dm none': `
    select c.id from conversations c
    where (select array_agg(user_id) from members m where m.conversation_id = c.id and role = 'owner')
      is distinct from case when type = 'group' then array[created_by] end
      or type = 'dm' and exists (select from members m where m.conversation_id = c.id and role <> 'member')`,
  'joining with one event has an order': `
    select conversation_id as id from members group by conversation_id, joined_seq, join_order having count(*) > 1`,
  'what is read is delivered, and all of it is in the log': `
    select c.id from members m join conversations c on c.id = m.conversation_id
    where not (m.joined_seq <= m.last_read_seq and m.last_read_seq <= m.last_delivered_seq
      and m.last_delivered_seq <= c.seq)`,
  'who sends has read up to there': `
    select m.conversation_id as id from members m
    where m.left_seq is null and last_read_seq < (select max(seq) from messages
      where conversation_id = m.conversation_id and sender_id = m.user_id and type <> 'system')`,
  'only members send': `
    select conversation_id as id from messages s where not exists (select from members m
      where m.conversation_id = s.conversation_id and m.user_id = s.sender_id and m.joined_seq < s.seq
        and (m.left_seq is null or m.left_seq > s.seq))`,
  'later in the log is later': `
    select id from (
      select conversation_id as id, created_at, lag(created_at) over (partition by conversation_id order by seq) as before
      from messages) m
    where created_at <= before
    union all select c.id from conversations c join messages m on m.conversation_id = c.id and m.created_at <= c.created_at
    union all select c.id from conversations c join reports r on r.id = c.report_id and c.created_at <= r.created_at
    union all select conversation_id from messages where edited_at <= created_at or deleted_at <= created_at
    union all select c.id from members m join conversations c on c.id = m.conversation_id
      where (m.joined_at = c.created_at) <> (m.joined_seq = 1) or m.joined_at < c.created_at`,
  'nothing is in the future': `
    select conversation_id as id from messages where greatest(created_at, edited_at, deleted_at) > now()
    union all select id from reports where created_at > now()
    union all select id from users where created_at > now()
    union all select conversation_id from members where greatest(joined_at, archived_at, pinned_at, marked_unread_at) > now()`,
  // Drawn by another clock than the database's, a little before.
  'an id is a UUIDv7 of its time': ['users', 'reports', 'conversations', 'messages']
    .map(
      table =>
        `select id from ${table} where substr(id::text, 15, 1) <> '7' or abs(${madeAt(table)} - ${millis(table)}) > 60000`,
    )
    .join(' union all '),
  'a reply is to something earlier here': `
    select s.conversation_id as id from messages s left join messages r on r.id = s.reply_to_id
    where s.reply_to_id is not null and (r.id is null or r.conversation_id <> s.conversation_id or r.seq >= s.seq)`,
  'what is deleted is empty and what is not says something': `
    select conversation_id as id from messages where type <> 'system' and (
      (deleted_at is not null) <> (content = '') or content <> btrim(content, E' \\n\\t') or char_length(content) > 5000)`,
  'a system message has no words, and its own id for a key': `
    select conversation_id as id from messages where type = 'system'
      and (content <> '' or client_message_id <> id::text or metadata ->> 'event' is null)`,
  'reactions stand beside their message as they come to': `
    select conversation_id as id from messages m where reactions <> (
      select coalesce(jsonb_agg(jsonb_build_object('emoji', emoji, 'count', count, 'user_ids', to_jsonb(people[1:5]))
        order by first), '[]')
      from (select emoji, count(*) as count, array_agg(user_id order by seq) as people, min(seq) as first
        from reactions where message_id = m.id group by emoji) as each)
    union all select m.conversation_id from reactions r join messages m on m.id = r.message_id
      where r.seq <= m.seq or r.created_at <= m.created_at`,
  'a message names a version that its report had': `
    select m.conversation_id as id from messages m join conversations c on c.id = m.conversation_id
    left join reports r on r.id = c.report_id
    where report_version is not null and (r.id is null or report_version not between 1 and r.version)
      or report_version < r.version and not exists (
        select from report_versions v where v.report_id = r.id and v.version = report_version)`,
  'a retry is compared with what was sent': `
    select conversation_id as id from messages
    where type <> 'system' and (edited_at is null and deleted_at is null) <> (sent_hash =
      sha256(convert_to(coalesce(reply_to_id::text, ''), 'UTF8') || '\\x00' || convert_to(content, 'UTF8')))`,
}

/** The rules that something breaks, with how often. */
export const faultsIn = async (sql: Db): Promise<string[]> => {
  const faults = []
  for (const [rule, query] of Object.entries(rules)) {
    const [row] = await sql.unsafe(
      `select count(*)::int as count, min(id::text) as example from (${query}) as broken`,
    )
    if (row!.count) faults.push(`${rule}: ${row!.count}, such as ${row!.example}`)
  }
  return faults
}
