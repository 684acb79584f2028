// Why a conversation says that something is unread: which messages, above which pointer, set by whom and when.
import { describe, expect, test } from 'vitest'
import type { Fragment } from '../../db/client'
import { group, type Made, must, people, say } from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Place = { id: string }

const explained = ({ token }: Made, { id }: Place) =>
  must('GET', `/api/conversations/${id}/unread`, { token })
const by = (tab: string) => ({ 'x-client-id': tab })

test('it names the first 20 that count, and the pointer with its tab and its time', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await group(ana, [bruno])
  const at = `/api/conversations/${talk.id}`
  expect(await explained(bruno, talk)).toMatchObject({
    unread_count: 0,
    messages: [],
    users: [],
    last_read_seq: 1,
    read_at: null,
    read_by_client: null,
  })
  const said = []
  for (let n = 0; n < 23; n++) said.push(await say(ana, talk, `${n}`))
  const before = Date.now()
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 3 }, headers: by('phone') })
  const why = await explained(bruno, talk)
  expect(why).toMatchObject({ unread_count: 21, last_read_seq: 3, read_by_client: 'phone' })
  expect(why.messages).toEqual(said.slice(2, 22))
  expect(why.users.map(({ id }: Place) => id)).toEqual([ana.id])
  expect(Math.abs(Date.parse(why.read_at) - before)).toBeLessThan(10_000)

  // What moves nothing leaves it; what one says oneself reads.
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 2 }, headers: by('desk') })
  expect(await explained(bruno, talk)).toMatchObject({ read_by_client: 'phone', read_at: why.read_at })
  await must('POST', `${at}/messages`, {
    token: bruno.token,
    body: { client_message_id: 'mine', content: 'x' },
    headers: by('desk'),
  })
  expect(await explained(bruno, talk)).toMatchObject({
    unread_count: 0,
    messages: [],
    last_read_seq: 25,
    read_by_client: 'desk',
  })
  expect(await explained(ana, talk)).toMatchObject({ unread_count: 1, read_by_client: null })
})

test('who leaves and comes back starts anew', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await group(ana, [bruno])
  const at = `/api/conversations/${talk.id}`
  await say(ana, talk)
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 2 }, headers: by('phone') })
  await must('DELETE', `${at}/members/${bruno.id}`, { token: ana.token })
  await must('POST', `${at}/members`, { token: ana.token, body: { user_ids: [bruno.id] } })
  expect(await explained(bruno, talk)).toMatchObject({
    last_read_seq: 5,
    read_at: null,
    read_by_client: null,
  })
})

describe('a conversation full of what is unread to nobody', () => {
  const made = async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await say(ana, talk)
    await sql`insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, created_at,
        deleted_at, sent_hash)
      select gen_random_uuid(), ${talk.id}, 10 + n, ${ana.id}, 'full-' || n, case when n % 2 = 0 then 'system' else 'text' end,
        '', now(), case when n % 2 = 1 then now() end, '' from generate_series(1, 20000) as n`
    await sql`update conversations set seq = 20010 where id = ${talk.id}`
    await sql`analyze messages`
    return { ana, bruno, talk }
  }
  const planOf = async (query: Fragment) => {
    const rows = await sql`explain (analyze, costs off, timing off, summary off) ${query}`
    return rows.map(row => row['QUERY PLAN'] as string).join('\n')
  }

  test('is counted by what may be, and so is the newest of it', async () => {
    const { bruno, talk } = await made()
    expect(await explained(bruno, talk)).toMatchObject({ unread_count: 1 })
    const counting = await planOf(sql`select count(*) from (select from messages
      where conversation_id = ${talk.id} and seq > 1 and sender_id <> ${bruno.id} and type <> 'system'
        and deleted_at is null limit 100) as unread`)
    const newest = await planOf(sql`select max(seq) from messages
      where conversation_id = ${talk.id} and type <> 'system' and deleted_at is null`)
    for (const plan of [counting, newest]) {
      expect(plan).toContain('messages_unread')
      expect(plan).not.toMatch(/Rows Removed by Filter: \d{3}/)
    }
    // The functions are these queries.
    const [row] =
      await sql`select last_message_seq(c) as seq, pg_get_functiondef('last_message_seq'::regproc) as newest,
      pg_get_functiondef('unread_count'::regproc) as counting from conversations c where id = ${talk.id}`
    expect(row!.seq).toBe(2)
    for (const source of [row!.newest, row!.counting])
      expect(source).toMatch(/type <> 'system'\s+and deleted_at is null/)
  })
})
