// One's own settings of a conversation: what they do to one's lists, when they are news, and to whom.
import { expect, test } from 'vitest'
import { call } from '../testing/api'
import { dm, group, type Made, must, people, say } from '../testing/make'
import { settled } from '../testing/settled'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Place = { id: string }
const always = '9999-12-31T23:59:59.999Z'

const set = async ({ token }: Made, { id }: Place, body: object) =>
  (await must('PATCH', `/api/conversations/${id}/membership`, { token, body })).membership

const listed = async ({ token }: Made, filter: string): Promise<string[]> =>
  (await must('GET', `/api/conversations?filter=${filter}`, { token })).ids

const events = async ({ id }: Place) => {
  await settled(sql)
  return sql<{ partial: Record<string, string | null>; subject_id: string; audience: string }[]>`
    select payload -> 'partial' as partial, subject_id, audience from events
    where conversation_id = ${id} and event = 'membership-updated' order by position`
}

const scene = async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talks = [await dm(ana, bruno), await group(ana, [bruno]), await group(ana, [bruno])] as const
  for (const talk of talks) await say(bruno, talk)
  return { ana, bruno, talks }
}

test('what is archived is in its own list, what is pinned ahead of the others, for oneself alone', async () => {
  const { ana, bruno, talks } = await scene()
  const [old, mid, recent] = talks
  await set(ana, old, { pinned: true })
  expect(await listed(ana, 'all')).toEqual([old.id, recent.id, mid.id])
  await set(ana, mid, { archived: true })
  expect(await listed(ana, 'all')).toEqual([old.id, recent.id])
  expect(await listed(ana, 'unread')).toEqual([old.id, recent.id])
  expect(await listed(ana, 'archived')).toEqual([mid.id])
  await set(ana, old, { pinned: false })
  await set(ana, mid, { archived: false })
  for (const who of [ana, bruno]) expect(await listed(who, 'all')).toEqual([recent.id, mid.id, old.id])
})

test('the server gives the times, and what is so already keeps its own', async () => {
  const { ana, talks } = await scene()
  const before = Date.now()
  const { archived_at, pinned_at, marked_unread_at, muted_until } = await set(ana, talks[0], {
    archived: true,
    pinned: true,
    marked_unread: true,
    muted_until: always,
  })
  for (const at of [archived_at, pinned_at, marked_unread_at])
    expect(Math.abs(Date.parse(at) - before)).toBeLessThan(10_000)
  expect(muted_until).toBe(always)
  const again = await set(ana, talks[0], { archived: true, pinned: true, muted_until: always })
  expect(again).toMatchObject({ archived_at, pinned_at, marked_unread_at, muted_until })
  const told = await events(talks[0])
  expect(told).toEqual([
    {
      partial: { archived_at, pinned_at, marked_unread_at, muted_until },
      subject_id: ana.id,
      audience: 'own',
    },
  ])
})

test('of the same change asked for at once one is news', async () => {
  const { ana, talks } = await scene()
  await Promise.all(Array.from({ length: 8 }, () => set(ana, talks[1], { pinned: true })))
  expect(await events(talks[1])).toHaveLength(1)
})

test('only what differs is told', async () => {
  const { ana, talks } = await scene()
  await set(ana, talks[1], { pinned: true })
  await set(ana, talks[1], { pinned: true, muted_until: always })
  expect((await events(talks[1])).map(({ partial }) => partial)[1]).toEqual({ muted_until: always })
})

test('who reads up to where they were takes the mark away, who reads less does not', async () => {
  const { ana, talks } = await scene()
  const [, talk] = talks
  const read = async (seq: number) =>
    (await must('POST', `/api/conversations/${talk.id}/read`, { token: ana.token, body: { seq } })).membership
  await read(2)
  expect((await set(ana, talk, { marked_unread: true })).marked_unread_at).not.toBe(null)
  expect(await listed(ana, 'unread')).toContain(talk.id)
  expect((await read(1)).marked_unread_at).not.toBe(null)
  expect((await read(2)).marked_unread_at).toBe(null)
  expect(await listed(ana, 'unread')).not.toContain(talk.id)
  expect((await events(talk)).map(({ partial }) => partial.marked_unread_at === null)).toEqual([false, true])
})

test('a body that says nothing, or mutes until a time that has passed, is refused', async () => {
  const { ana, talks } = await scene()
  const attempt = async (body: object) =>
    (await call('PATCH', `/api/conversations/${talks[0].id}/membership`, { token: ana.token, body })).status
  for (const body of [{}, { name: 'x' }, { muted_until: new Date(Date.now() - 1000).toISOString() }])
    expect(await attempt(body), JSON.stringify(body)).toBe(422)
  expect(await attempt({ muted_until: new Date(Date.now() + 60_000).toISOString() })).toBe(200)
})

test('a setting and a message at once leave what one after the other would', async () => {
  const { ana, bruno, talks } = await scene()
  for (let round = 0; round < 10; round++) {
    await set(ana, talks[1], { archived: true, muted_until: null })
    await Promise.all([say(bruno, talks[1]), set(ana, talks[1], { muted_until: always })])
    await settled(sql)
    const [order] = await sql`
      select max(position) filter (where event = 'message-created') as said,
        max(position) filter (where event = 'membership-updated') as muted
      from events where conversation_id = ${talks[1].id}`
    const isArchived = (await listed(ana, 'archived')).includes(talks[1].id)
    expect(isArchived, `round ${round}`).toBe(Number(order!.muted) < Number(order!.said))
  }
})
