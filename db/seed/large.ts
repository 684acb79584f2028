// For measuring: one person with very many conversations and one with a hundredth of them, alike in everything else.
// All rows are made inside Postgres, from one number each (`i` for a conversation, `s` for a message in it), so they
// come out the same every time but for ids and times.
import { connect, type Tx } from '../client'
import { firstNames, lastNames, phrases } from './phrases'

export type Size = { conversations: number; messages: number }
type Say = (line: string) => void

/** Makes both people and a crowd to talk to, in one transaction. False when they are there already. */
export const seedLarge = async (url: string, size: Size, say: Say = () => {}): Promise<boolean> => {
  const sql = connect(url, {
    max: 1,
    connection: { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 },
  })
  try {
    const made = await sql.begin(async tx => {
      await tx`select pg_advisory_xact_lock(7468726, 4)`
      const standing = await tx`select from users where external_id in ('large', 'small')`
      if (standing.length) return false
      await tx.unsafe(idAt)
      await writePeople(tx, size)
      for (const [handle, owned] of Object.entries({ large: size, small: hundredth(size) })) {
        await plan(tx, handle, owned)
        await writeConversations(tx, handle)
        await writeMessages(tx, handle, owned, say)
      }
      return true
    })
    if (!made) return false
    say('Vacuuming and analyzing …')
    for (const table of ['users', 'reports', 'conversations', 'members', 'messages'])
      await sql.unsafe(`vacuum (analyze) ${table}`)
    return true
  } finally {
    await sql.end({ timeout: 5 })
  }
}

export const hundredth = ({ conversations, messages }: Size): Size => ({
  conversations: Math.ceil(conversations / 100),
  messages: Math.ceil(messages / 100),
})

/** A UUIDv7 of a time in milliseconds since 1970. One expression, so that Postgres puts it where it is called. */
const idAt = `create function pg_temp.id_at(ms bigint) returns uuid language sql volatile as $$
  select (lpad(to_hex(ms >> 16), 8, '0') || '-' || lpad(to_hex(ms & 65535), 4, '0') || '-7'
    || substr(gen_random_uuid()::text, 16))::uuid $$`

/** Both people, a crowd that outnumbers the widest conversation, and reports enough that no two dms are the same. */
const writePeople = async (tx: Tx, { conversations }: Size) => {
  const crowd = Math.min(1000, Math.max(80, Math.ceil(conversations / 5)))
  const reports = Math.ceil(conversations / crowd)
  await tx`create temp table clock on commit drop as
    select (extract(epoch from now()) * 1000)::bigint as now_ms, (extract(epoch from now()) * 1000)::bigint - 1100 * 86400000::bigint as began_ms`
  await tx`
    insert into users (id, external_id, name, search_name, created_at)
    select pg_temp.id_at(began_ms), external_id, name, lower(name), to_timestamp(began_ms / 1000.0)
    from clock, (
      select 'large', 'Large Inbox' union all select 'small', 'Small Inbox' union all
      select 'crowd-' || n, (${firstNames}::text[])[1 + n % ${firstNames.length}] || ' '
        || (${lastNames}::text[])[1 + n / ${firstNames.length} % ${lastNames.length}]
      from generate_series(0, ${crowd - 1}) as n
    ) as people(external_id, name)`
  await tx`create temp table crowd on commit drop as
    select substr(external_id, 7)::int as n, id from users where external_id like 'crowd-%'`
  await tx`
    insert into reports (id, external_id, kind, title, url, owner_id, metadata, created_at)
    select pg_temp.id_at(began_ms), key, 'listing', 'Flat no. ' || n, '/reports/' || key, u.id,
      jsonb_build_object('number', key, 'state', 'available'), to_timestamp(began_ms / 1000.0)
    from clock, generate_series(1, ${reports}) as n, users u, lateral (select u.external_id || '-' || n) as named(key)
    where u.external_id in ('large', 'small')`
}

/**
 * One row for each conversation: who is in it, how many messages (few in most, many in some, most of all in the first),
 * how many of them are unread, and when. One in four is a group, one in five hundred is wide.
 */
const plan = async (tx: Tx, handle: string, { conversations, messages }: Size) => {
  await tx`drop table if exists planned`
  await tx`
    create temp table planned on commit drop as
    with size as (select ${conversations}::bigint as conversations, ${messages}::bigint as messages, (select count(*) from crowd) as crowd),
    kinds as (
      select i, case when i % 500 = 25 then 60 when i % 4 = 0 then 3 + i % 10 else 2 end as people,
        case when i = 1 then conversations / 500.0 else 0 end + 1 / (1 + (i * 7919 % 97) / 5.0) as weight
      from size, generate_series(1, conversations) as i
    ),
    shares as (
      select *, floor(messages * weight / sum(weight) over ())::bigint as share from kinds, size
    ),
    counted as (
      -- What rounding has left goes to the first.
      select *, case when i = 1 then share + messages - sum(share) over () else share end::bigint as count from shares
    ),
    dated as (
      select *, now_ms - 120000 - (power(i * 0.6180339887 % 1, 2) * 700 * 86400000)::bigint as last_ms,
        (5 + i % 300) * 86400000 / greatest(count, 1) as gap_ms,
        least(count, case when i * 37 % 101 < 60 then 0 when i * 37 % 101 < 90 then 1 + i * 31 % 40 else 50 + i * 17 % 120 end) as unread
      from counted, clock
    )
    select i, pg_temp.id_at(last_ms - count * gap_ms) as id, case when people = 2 then 'dm' else 'group' end as type,
      case when people > 2 and i % 8 = 0 then i % (conversations / crowd + 1) when people = 2 then i / crowd else 0 end as report,
      array[(select id from users where external_id = ${handle})] || array(
        select c.id from generate_series(0, people - 2) as j join crowd c on c.n = (i + 13 * j) % crowd order by j) as people,
      count, unread, last_ms, gap_ms, last_ms - count * gap_ms as founded_ms,
      case when count > 0 then pg_temp.id_at(last_ms) end as last_message_id
    from dated`
  await tx`create unique index on planned (i)`
  await tx`analyze planned`
}

const writeConversations = async (tx: Tx, handle: string) => {
  await tx`
    insert into conversations (id, type, visibility, report_id, name, created_by, created_at, seq, last_message_id,
      last_message_at, member_count, preview_member_ids, dm_key)
    select p.id, type, 'private', r.id, case when type = 'group' then 'Group no. ' || i end, people[1],
      to_timestamp(founded_ms / 1000.0), 1 + count, last_message_id,
      case when count > 0 then to_timestamp(last_ms / 1000.0) end, cardinality(people), people[1:3],
      case when type = 'dm' then least(people[1], people[2]) || ':' || greatest(people[1], people[2]) || ':'
        || coalesce(r.id::text, 'none') end
    from planned p left join reports r on p.report > 0 and r.external_id = ${handle} || '-' || p.report
    order by i`
  await tx`
    insert into members (conversation_id, user_id, role, joined_at, joined_seq, join_order, last_read_seq,
      last_delivered_seq, archived_at, muted_until, pinned_at, activity_at, activity_seq)
    select id, user_id, case when type = 'group' and n = 1 then 'owner' else 'member' end, founded, 1, n,
      1 + count - case when n = 1 then unread else 0 end, 1 + count,
      case when n = 1 and i % 20 = 11 then last end, case when n = 1 and i % 50 = 3 then now() + interval '1 year' end,
      case when n = 1 and i % 1000 = 7 then last end,
      case when cardinality(people) <= wide_above() then last end,
      case when cardinality(people) <= wide_above() and count > 0 then 1 + count
        when cardinality(people) <= wide_above() then 0 end
    from planned, unnest(people) with ordinality as person(user_id, n),
      lateral (select to_timestamp(founded_ms / 1000.0) as founded, to_timestamp(last_ms / 1000.0) as last) as times
    order by i, n`
}

/** Conversation by conversation, in a number of steps that can be watched. Whoever has unread ones did not send them. */
const writeMessages = async (tx: Tx, handle: string, { conversations, messages }: Size, say: Say) => {
  const step = Math.ceil(conversations / 20)
  for (let from = 1, done = 0; from <= conversations; from += step) {
    const { count } = await tx`
      insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, created_at, sent_hash)
      select case when s = count then last_message_id else pg_temp.id_at(ms) end, id, 1 + s,
        case when s > count - unread then people[2 + dice % (cardinality(people) - 1)]
          else people[1 + dice % cardinality(people)] end,
        ${handle} || '-' || i || '-' || s, 'text', content, to_timestamp(ms / 1000.0),
        sha256('\\x00'::bytea || convert_to(content, 'UTF8'))
      from planned, generate_series(1, count) as s,
        lateral (select s * 7919 + i * 104729 + s * s % 31 as dice, last_ms - (count - s) * gap_ms as ms) as drawn,
        lateral (select (${phrases}::text[])[1 + dice % ${phrases.length}]
          || case when dice % 3 = 0 then ' ' || (${phrases}::text[])[1 + (dice / 7) % ${phrases.length}] else '' end as content) as said
      where i between ${from} and ${from + step - 1}
      order by i, s`
    done += count
    if (conversations >= 1000)
      say(`${done.toLocaleString('en')} of ${messages.toLocaleString('en')} messages`)
  }
}
