// The two inboxes for measuring, in small, and beside people who were here before any seed.
import { expect, test } from 'vitest'
import { call, tokenFor } from '../../lib/testing/api'
import { testDb } from '../../lib/testing/test-db'
import { seed } from '../seed'
import { faultsIn } from './consistency'
import { hundredth, seedLarge } from './large'

const { sql, url } = await testDb()
const size = { conversations: 50, messages: 2000 }
const ana = await tokenFor({ sub: 'ana', name: 'Ana R.' })
const bruno = await tokenFor({ sub: 'bruno' })
const { body: known } = await call('GET', '/api/me', { token: bruno })
const { body: dm } = await call('POST', '/api/conversations', {
  token: ana,
  body: { type: 'dm', member_ids: [known.user.id] },
})

test('people and dms that are here already stay as they are', async () => {
  expect(await seed(url)).toBe(true)
  const [row] = await sql`select id, name from users where external_id = 'ana'`
  expect(row!.name).toBe('Ana R.')
  const { body } = await call('GET', `/api/conversations/${dm.conversation.id}`, { token: ana })
  expect(body.conversation).toMatchObject({ seq: 1, last_message_id: null })
  expect(await faultsIn(sql)).toEqual([])
})

test('it makes what was asked for, once, in good order', async () => {
  const said: string[] = []
  expect(await seedLarge(url, size, line => said.push(line))).toBe(true)
  expect(await seedLarge(url, size)).toBe(false)
  expect(said).not.toEqual([])
  expect(await faultsIn(sql)).toEqual([])
  const made = await sql`
    select u.external_id as who, count(*)::int as conversations, sum(c.seq - 1)::int as messages,
      bool_or(c.member_count > wide_above()) as wide, count(distinct c.type)::int as types
    from users u join members m on m.user_id = u.id join conversations c on c.id = m.conversation_id
    where u.external_id in ('large', 'small') group by u.external_id order by u.external_id`
  expect(made).toMatchObject([
    { who: 'large', ...size, wide: true, types: 2 },
    { who: 'small', ...hundredth(size) },
  ])
})

test('their unread counts are what SQL counts, read page by page', async () => {
  const token = await tokenFor({ sub: 'large' })
  const unread: Record<string, number> = {}
  let before = ''
  do {
    const { body } = await call('GET', `/api/conversations?limit=20${before}`, { token })
    for (const { id, membership } of body.conversations) unread[id] = membership.unread_count
    before = body.next && `&before=${body.next}`
  } while (before)
  const counted = await sql`
    select c.id, least(100, (select count(*) from messages where conversation_id = c.id and seq > m.last_read_seq
      and sender_id <> m.user_id))::int as unread
    from users u join members m on m.user_id = u.id join conversations c on c.id = m.conversation_id
    where u.external_id = 'large' and m.archived_at is null`
  expect(unread).toEqual(Object.fromEntries(counted.map(row => [row.id, row.unread])))
  expect(new Set(Object.values(unread)).size).toBeGreaterThan(5)
})
