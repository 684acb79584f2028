// How much one person may write in a minute, beside what they say: counted for each of them, whatever it is that they write.
import { describe, expect, test } from 'vitest'
import { endpoints } from '../contract/all'
import { call, type Verb } from '../testing/api'
import { range } from '../testing/log-faults'
import { dm, group, type Made, must, people, react, say } from '../testing/make'
import { testDb } from '../testing/test-db'
import { countWrite } from './rate-limit'

const [changes, messages] = [12, 6]
const { sql } = await testDb({
  RATE_LIMIT_CHANGES_PER_MINUTE: String(changes),
  RATE_LIMIT_MESSAGES_PER_MINUTE: String(messages),
})

const used = async ({ id }: Made, what: string) =>
  (await sql`select points from rate_limits where key = ${`${what}:${id}`}`)[0]?.points ?? 0
/** As if they had done so much already. */
const use = ({ id }: Made, what: string, points: number) =>
  sql`insert into rate_limits (key, points, expire) values (${`${what}:${id}`}, ${points}, ${Date.now() + 60_000})
    on conflict (key) do update set points = excluded.points, expire = excluded.expire`

const talking = async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  return { ana, bruno, carla, talk, message: await say(ana, talk) }
}

test('more is refused (429, with when to come back), and changes nothing; others go on', async () => {
  const { ana, bruno, message } = await talking()
  await use(ana, 'change', 0)
  const edit = (n: number) =>
    call('PATCH', `/api/messages/${message.id}`, { token: ana.token, body: { content: `${n}` } })
  const answers = []
  for (const n of range(1, changes + 3)) answers.push(await edit(n))
  expect(answers.map(({ status }) => status)).toEqual([...Array(changes).fill(200), 429, 429, 429])
  expect(Number(answers.at(-1)!.headers.get('retry-after'))).toSatisfy((n: number) => n >= 1 && n <= 60)
  const { message: now } = await must('GET', `/api/messages/${message.id}`, { token: ana.token })
  expect(now.content).toBe(`${changes}`)
  expect((await react(bruno, message)).reactions).toHaveLength(1)
  // Speaking has a limit of its own.
  expect((await say(ana, { id: message.conversation_id } as never)).seq).toBeGreaterThan(message.seq)
})

describe('who is at their limit', () => {
  test('is refused whatever they would change, after all that says that they may not or that it makes no sense', async () => {
    const { ana, bruno, carla, talk, message } = await talking()
    const theirs = await dm(bruno, carla)
    for (const what of ['change', 'mark']) await use(ana, what, 1000)
    const at = `/api/conversations/${talk.id}`
    const asked: [Verb, string, unknown?][] = [
      ['PATCH', `/api/messages/${message.id}`, { content: 'x' }],
      ['PUT', `/api/messages/${message.id}/reactions/%F0%9F%91%8D`],
      ['DELETE', `/api/messages/${message.id}/reactions/%F0%9F%91%8D`],
      ['DELETE', `/api/messages/${message.id}`],
      ['PATCH', at, { name: 'x' }],
      ['POST', `${at}/members`, { user_ids: [bruno.id] }],
      ['PATCH', `${at}/members/${bruno.id}`, { role: 'admin' }],
      ['DELETE', `${at}/members/${bruno.id}`],
      ['PATCH', `${at}/membership`, { pinned: true }],
      ['POST', `${at}/read`, { seq: 1 }],
      ['POST', `${at}/delivered`, { seq: 1 }],
      ['POST', '/api/read'],
      ['POST', '/api/conversations', { type: 'group', member_ids: [] }],
    ]
    for (const [verb, path, body] of asked)
      expect([verb, path, (await call(verb, path, { token: ana.token, body })).status]).toEqual([
        verb,
        path,
        429,
      ])
    const other = `/api/conversations/${theirs.id}/membership`
    expect((await call('PATCH', other, { token: ana.token, body: { pinned: true } })).status).toBe(404)
    expect((await call('PATCH', `${at}/membership`, { token: ana.token, body: {} })).status).toBe(422)
    expect((await call('GET', at, { token: ana.token })).status).toBe(200)
  })

  test('may still type, and sign out', async () => {
    const { ana, talk } = await talking()
    for (const what of ['change', 'mark', 'send']) await use(ana, what, 1000)
    const typing = await call('POST', `/api/conversations/${talk.id}/typing`, {
      token: ana.token,
      body: { is_typing: true },
    })
    expect(typing.status).toBe(204)
    expect((await call('DELETE', '/api/session', { token: ana.token })).status).not.toBe(429)
  })
})

test('every write of a person counts, unless it is known to count elsewhere', async () => {
  const writing = Object.values(endpoints).filter(
    ({ method, caller }) => method !== 'GET' && caller === 'user',
  )
  expect(writing.length).toBeGreaterThan(12)
  const [ana] = await people('Ana')
  const uncounted = []
  for (const endpoint of writing) {
    const total = async () => (await used(ana, 'change')) + (await used(ana, 'mark'))
    const before = await total()
    await countWrite(endpoint, ana.id).catch(() => {})
    if ((await total()) === before) uncounted.push(`${endpoint.method} ${endpoint.path}`)
    await sql`delete from rate_limits`
  }
  expect(uncounted.sort()).toEqual([
    'DELETE /api/session',
    'POST /api/conversations/:id/messages',
    'POST /api/conversations/:id/typing',
    'POST /api/presence',
  ])
})

test('what pages do by themselves has more room, and takes none of what a hand does', async () => {
  const { ana, bruno, talk } = await talking()
  await say(ana, talk)
  for (const _ of range(1, 2 * changes))
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 1 } })
  expect([await used(bruno, 'mark'), await used(bruno, 'change')]).toEqual([2 * changes, 0])
})

test('what a system message tells counts as one', async () => {
  const { ana, talk } = await talking()
  await use(ana, 'send', 0)
  const rename = (name: string) =>
    call('PATCH', `/api/conversations/${talk.id}`, { token: ana.token, body: { name } })
  for (const n of range(1, messages)) expect((await rename(`${n}`)).status).toBe(200)
  expect((await rename('more')).status).toBe(429)
})
