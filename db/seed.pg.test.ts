// The demo cast: what stands in the tables is what would stand there had they all really talked.
import { describe, expect, test } from 'vitest'
import { content, happening, type Message } from '../lib/contract/message'
import { metadata } from '../lib/contract/primitives'
import { call, tokenFor } from '../lib/testing/api'
import { testDb } from '../lib/testing/test-db'
import { searchable } from './derived'
import { seed } from './seed'
import { faultsIn, rules } from './seed/consistency'
import { conversations as scripts } from './seed/conversations'
import { cast, type Handle, handles } from './seed/people'
import { type ReportKey, reportsAt } from './seed/reports'
import { rowsOf } from './seed/rows'

const { sql, url } = await testDb()
const first = await Promise.all([seed(url), seed(url), seed(url)])

const tables = [
  'users',
  'reports',
  'report_versions',
  'conversations',
  'members',
  'messages',
  'reactions',
  'outbox',
  'events',
]
const everything = () =>
  Promise.all(tables.map(table => sql.unsafe(`select * from ${table} as t order by t::text`)))

test('three starts at once seed once, and a later one changes nothing', async () => {
  expect(first.filter(Boolean)).toHaveLength(1)
  const before = await everything()
  expect(await seed(url)).toBe(false)
  expect(await everything()).toEqual(before)
})

test('the cast is whole: people, three kinds of reports, hundreds of messages, one conversation of many pages', async () => {
  const [found] = await sql`
    select (select count(*)::int from users) as people, (select count(distinct kind)::int from reports) as kinds,
      (select count(*)::int from messages) as messages, (select max(seq)::int from conversations) as longest,
      (select count(*)::int from conversations where visibility = 'public') as open,
      (select count(*)::int from conversations where last_message_id is null) as empty,
      (select count(*)::int from messages where deleted_at is not null) as deleted,
      (select count(*)::int from messages where edited_at is not null) as edited,
      (select count(*)::int from messages where reply_to_id is not null) as replies,
      (select count(*)::int from reactions) as reactions,
      (select count(*)::int from report_versions) as versions,
      (select count(*)::int from members where left_seq is not null) as former`
  expect(found).toMatchObject({ people: handles.length, kinds: 3, open: 2, empty: 1, former: 1 })
  expect(found!.messages).toBeGreaterThan(500)
  expect(found!.longest).toBeGreaterThan(200)
  expect(Math.min(found!.deleted, found!.edited, found!.replies, found!.reactions)).toBeGreaterThan(2)
  expect(found!.versions).toBeGreaterThan(1)
})

test('every derived column is what its base rows say', async () => {
  expect(await faultsIn(sql)).toEqual([])
})

describe('each rule notices what breaks it', () => {
  const breaks: Record<keyof typeof rules, string> = {
    'a conversation’s seqs are dense': 'update conversations set seq = seq + 1',
    'the last message is the newest one': `update conversations set last_message_at = last_message_at - interval '1 ms'`,
    'member_count counts who is there': 'update conversations set member_count = member_count + 1',
    'preview_member_ids are the first three who are there':
      'update conversations set preview_member_ids = preview_member_ids[2:3]',
    'an inbox place is the conversation’s activity': 'update members set activity_seq = activity_seq + 1',
    'a dm is of two people and known by them and its report': `update conversations set dm_key = dm_key || 'x' where type = 'dm'`,
    'a group has one owner, its founder, and a dm none': `update members set role = 'member'`,
    'joining with one event has an order': 'update members set join_order = 1',
    'what is read is delivered, and all of it is in the log':
      'update members set last_read_seq = last_delivered_seq + 1',
    'who sends has read up to there': 'update members set last_read_seq = joined_seq',
    'only members send': `update messages set sender_id = (select id from users where external_id = 'tomas')`,
    'later in the log is later': `update messages set created_at = created_at - interval '20 days' where seq > 5`,
    'nothing is in the future': `update messages set edited_at = now() + interval '1 minute'`,
    'an id is a UUIDv7 of its time': `update users set created_at = created_at + interval '2 minutes'`,
    'a reply is to something earlier here':
      'update messages set reply_to_id = id where reply_to_id is not null',
    'what is deleted is empty and what is not says something': `update messages set content = 'x ' where deleted_at is not null`,
    'a system message has no words, and its own id for a key': `update messages set content = 'x' where type = 'system'`,
    'reactions stand beside their message as they come to': `update messages set reactions = '[]'`,
    'a message names a version that its report had': 'update messages set report_version = 0',
    'a retry is compared with what was sent': `update messages set content = content || '!'`,
  }

  test('there is a case for each', () => {
    expect(Object.keys(breaks)).toEqual(Object.keys(rules))
  })

  test.each(Object.entries(breaks))('%s', async (rule, breaking) => {
    const back = new Error('take it back')
    const noticed = sql.begin(async tx => {
      await tx.unsafe(breaking)
      const faults = await faultsIn(tx)
      throw faults.some(fault => fault.startsWith(`${rule}:`)) ? back : new Error('nobody noticed')
    })
    await expect(noticed).rejects.toBe(back)
  })
})

test('what is said could have been sent, and names are found as people type them', async () => {
  const said = await sql`select content from messages where deleted_at is null and type <> 'system'`
  for (const message of said) expect(content.parse(message.content)).toBe(message.content)
  const told = await sql`select metadata from messages where type = 'system'`
  for (const message of told) expect(happening.parse(message.metadata)).toEqual(message.metadata)
  expect(told.length).toBeGreaterThan(5)
  for (const { name, search_name } of await sql`select name, search_name from users`)
    expect(search_name).toBe(searchable(name))
  for (const report of await sql`select metadata from reports`) metadata.parse(report.metadata)
})

describe.each(cast)('%s', who => {
  type Row = { id: string; membership: { unread_count: number } }
  const inbox = async (token: string) => {
    const rows: Row[] = []
    let before = ''
    do {
      const { status, body } = await call('GET', `/api/conversations?limit=3${before}`, { token })
      expect(status).toBe(200)
      rows.push(...body.conversations)
      before = body.next && `&before=${body.next}`
    } while (before)
    return rows
  }

  test('reads their inbox, where unread is what SQL counts', async () => {
    const token = await tokenFor({ sub: who })
    const rows = await inbox(token)
    const counted = await sql`
      select v.conversation_id as id, v.muted_until is not null as muted, least(count(m.id), 100)::int as unread
      from users u join members v on v.user_id = u.id
      left join messages m on m.conversation_id = v.conversation_id and m.seq > v.last_read_seq
        and m.sender_id <> u.id and m.type <> 'system' and m.deleted_at is null
      where u.external_id = ${who} and v.left_seq is null and v.archived_at is null
      group by v.conversation_id, v.muted_until`
    expect(Object.fromEntries(rows.map(row => [row.id, row.membership.unread_count]))).toEqual(
      Object.fromEntries(counted.map(row => [row.id, row.unread])),
    )
    const { body } = await call('GET', '/api/unread-count', { token })
    const loud = counted.filter(row => !row.muted && row.unread > 0)
    expect(body).toMatchObject({
      conversations: loud.length,
      unread_count: loud.reduce((sum, row) => sum + row.unread, 0),
    })
  })

  test('reads every page of every conversation', async () => {
    const token = await tokenFor({ sub: who })
    for (const { id } of await inbox(token)) {
      const seqs: number[] = []
      let before = ''
      do {
        const { body } = await call('GET', `/api/conversations/${id}/messages?limit=60${before}`, { token })
        seqs.unshift(...body.messages.map(({ seq }: Message) => seq))
        before = body.has_before ? `&before=${seqs[0]}` : ''
      } while (before)
      const stored = await sql`select seq from messages where conversation_id = ${id} order by seq`
      expect(seqs).toEqual(stored.map(({ seq }) => seq))
    }
  })
})

test('ana’s inbox shows what an inbox can show', async () => {
  const token = await tokenFor({ sub: 'ana' })
  const { body } = await call('GET', '/api/conversations', { token })
  const [lamp, flat] = body.conversations
  expect(lamp).toMatchObject({ name: 'Vecinos de Mayor', member_count: 5, membership: { unread_count: 3 } })
  expect(flat).toMatchObject({ type: 'dm', membership: { unread_count: 1 } })
  const mine = body.conversations.map((row: { membership: object }) => row.membership)
  for (const setting of ['pinned_at', 'muted_until', 'marked_unread_at'])
    expect(mine.some((membership: Record<string, unknown>) => membership[setting] !== null)).toBe(true)
  const archived = await call('GET', '/api/conversations?filter=archived', { token })
  expect(archived.body.ids).toHaveLength(1)
})

test('the talk goes on where the seed has left it, and its own events are pruned', async () => {
  const token = await tokenFor({ sub: 'ana' })
  const { body } = await call('GET', '/api/conversations?limit=1', { token })
  const [{ id, seq }] = body.conversations
  const pruned = await call('GET', `/api/conversations/${id}/events`, { token })
  expect(pruned.status).toBe(410)
  const sent = await call('POST', `/api/conversations/${id}/messages`, {
    token,
    body: { client_message_id: 'goes-on', content: 'I can be there at 9.' },
  })
  expect(sent.body.message.seq).toBe(seq + 1)
  const { body: log } = await call('GET', `/api/conversations/${id}/events?after=${seq}`, { token })
  expect(log.events).toHaveLength(1)
  expect(await faultsIn(sql)).toEqual([])
})

test('at whatever hour it is seeded, nothing is said in the future or out of order', () => {
  const id = () => crypto.randomUUID()
  const people = Object.fromEntries(handles.map(handle => [handle, id()])) as Record<Handle, string>
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(2026, 2, 29, hour, 4)
    const reports = Object.fromEntries(Object.keys(reportsAt(now)).map(key => [key, id()]))
    for (const script of scripts) {
      const rows = rowsOf(script, {
        people,
        reports: reports as Record<ReportKey, string>,
        versions: {},
        now,
      })
      const times = [rows.conversation, ...rows.messages].map(({ created_at }) => created_at.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(new Set(times).size).toBe(times.length)
      expect(times.at(-1)).toBeLessThan(now.getTime())
    }
  }
})
