// Reactions: who gave what, counted exactly however many come at once, and no page that grows with them.
import { describe, expect, test } from 'vitest'
import type { Message } from '../contract/message'
import { call } from '../testing/api'
import { range } from '../testing/log-faults'
import { dm, group, type Made, must, people, person, react, remove, say, unreact } from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const attempt = (who: Made, { id }: { id: string }, emoji: string, verb: 'PUT' | 'DELETE' = 'PUT') =>
  call(verb, `/api/messages/${id}/reactions/${encodeURIComponent(emoji)}`, { token: who.token })
const shownTo = async (who: Made, { id }: { id: string }): Promise<Message> =>
  (await must('GET', `/api/messages/${id}`, { token: who.token })).message
const eventsOf = async (who: Made, { conversation_id, seq }: Message) =>
  (await must('GET', `/api/conversations/${conversation_id}/events?after=${seq}`, { token: who.token }))
    .events

/** Messages whose summary is not what a count of their reactions gives. */
const miscounted = () => sql`
  select id from messages m where deleted_at is null and (
    select coalesce(jsonb_agg(jsonb_build_object('emoji', emoji, 'count', count)), '[]')
    from (select emoji, count(*) from reactions where message_id = m.id group by emoji order by emoji) as counts
  ) <> (
    select coalesce(jsonb_agg(one - 'user_ids' order by one ->> 'emoji'), '[]') from jsonb_array_elements(m.reactions) as one
  )`

const scene = async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  return { ana, bruno, carla, talk, message: await say(ana, talk) }
}

describe('a reaction', () => {
  test('W7: one event with who did what and what it comes to; the same again nothing', async () => {
    const { ana, bruno, talk, message } = await scene()
    expect(message).toMatchObject({ reactions: [], reacted: [] })
    const first = await attempt(bruno, message, '👍')
    const reactions = [{ emoji: '👍', count: 1, user_ids: [bruno.id] }]
    expect(first).toMatchObject({ status: 200, body: { seq: 3, message: { reactions, reacted: ['👍'] } } })
    expect(await attempt(bruno, message, '👍')).toMatchObject({ status: 200, body: first.body })
    const partial = { reactions, user_id: bruno.id, emoji: '👍', is_reacted: true }
    expect(await eventsOf(ana, message)).toMatchObject([
      { event: 'reaction-updated', payload: { id: message.id, conversation_id: talk.id, seq: 3, partial } },
    ])
    expect(await attempt(ana, message, '👍', 'DELETE')).toMatchObject({ status: 200, body: { seq: 3 } })
    expect((await unreact(bruno, message)).reactions).toEqual([])
    expect((await eventsOf(ana, message)).at(-1).payload).toMatchObject({
      seq: 4,
      partial: { reactions: [], user_id: bruno.id, emoji: '👍', is_reacted: false },
    })
    expect(await miscounted()).toEqual([])
  })

  test('stands in the order of first use, and says to everybody which are their own', async () => {
    const { ana, bruno, carla, talk, message } = await scene()
    for (const [who, emoji] of [
      [bruno, '🎉'],
      [ana, '👍'],
      [carla, '🎉'],
      [ana, '❤️'],
      [ana, '🎉'],
    ] as const)
      await react(who, message, emoji)
    const reactions = [
      { emoji: '🎉', count: 3, user_ids: [bruno.id, carla.id, ana.id] },
      { emoji: '👍', count: 1, user_ids: [ana.id] },
      { emoji: '❤️', count: 1, user_ids: [ana.id] },
    ]
    const owns: [Made, string[]][] = [
      [ana, ['👍', '❤️', '🎉']],
      [bruno, ['🎉']],
    ]
    for (const [who, reacted] of owns) {
      const should = [{ reactions, reacted }]
      const { token } = who
      expect([await shownTo(who, message)]).toMatchObject(should)
      expect((await must('GET', '/api/conversations', { token })).messages).toMatchObject(should)
      for (const part of ['', '/messages']) {
        const { messages, users } = await must('GET', `/api/conversations/${talk.id}${part}`, { token })
        expect(messages).toMatchObject(should)
        for (const { id } of [ana, bruno, carla]) expect(users.map((one: Made) => one.id)).toContain(id)
      }
    }
    await unreact(bruno, message, '🎉')
    expect((await unreact(ana, message, '👍')).reactions).toEqual([
      { emoji: '🎉', count: 2, user_ids: [carla.id, ana.id] },
      { emoji: '❤️', count: 1, user_ids: [ana.id] },
    ])
  })

  test('names the first five, and the sixth when one of them takes theirs back', async () => {
    const crowd = await people('Ana', 'Bruno', 'Carla', 'Diego', 'Elena', 'Fede', 'Gloria')
    const talk = await group(crowd[0], crowd.slice(1))
    const message = await say(crowd[0], talk)
    for (const who of crowd) await react(who, message)
    const ids = crowd.map(({ id }) => id)
    expect((await shownTo(crowd[6], message)).reactions).toEqual([
      { emoji: '👍', count: 7, user_ids: ids.slice(0, 5) },
    ])
    await unreact(crowd[1], message)
    expect((await shownTo(crowd[6], message)).reactions[0]).toEqual({
      emoji: '👍',
      count: 6,
      user_ids: ids.filter(id => id !== ids[1]).slice(0, 5),
    })
    const { related } = (await eventsOf(crowd[0], message)).at(-1).payload
    expect(related.users.map(({ id }: Made) => id)).toContain(ids[5])
  })

  test('is never unread and moves nothing in an inbox', async () => {
    const { ana, bruno, carla, message } = await scene()
    const token = bruno.token
    await must('POST', `/api/conversations/${message.conversation_id}/read`, { token, body: { seq: 2 } })
    await dm(bruno, carla)
    const before = await must('GET', '/api/conversations', { token })
    await react(ana, message)
    const after = await must('GET', '/api/conversations', { token })
    expect(after.ids).toEqual(before.ids)
    expect((await must('GET', '/api/unread-count', { token })).unread_count).toBe(0)
    expect((await must('GET', '/api/conversations?filter=unread', { token })).ids).toEqual([])
  })

  test('is refused: what is no emoji, one too many, what nobody said, what is deleted, from before one came', async () => {
    const { ana, bruno, message } = await scene()
    for (const bad of ['x', '👍👍', ' 👍', '👍 ', '1', '❤', '\0', '🏻x', '👍'.repeat(40)])
      expect(await attempt(ana, message, bad), bad).toMatchObject({
        status: 422,
        body: { errors: [{ path: ['emoji'] }] },
      })
    const animals = range(0, 49).map(n => String.fromCodePoint(0x1f400 + n))
    for (const emoji of animals) await react(ana, message, emoji)
    expect((await shownTo(ana, message)).reactions).toHaveLength(50)
    expect(await attempt(bruno, message, '👍')).toMatchObject({
      status: 422,
      body: { errors: [{ path: ['emoji'] }] },
    })
    expect((await attempt(bruno, message, animals[0]!)).status).toBe(200)
    expect(await miscounted()).toEqual([])

    const other = await say(ana, { id: message.conversation_id } as never)
    await sql`update messages set type = 'system' where id = ${other.id}`
    expect((await attempt(bruno, other, '👍')).status).toBe(409)
    await sql`update messages set type = 'text', deleted_at = now() where id = ${other.id}`
    expect((await attempt(bruno, other, '👍')).status).toBe(404)
    expect((await attempt(bruno, other, 'x', 'DELETE')).status).toBe(404)
    expect((await call('GET', `/api/messages/${other.id}/reactions`, { token: bruno.token })).status).toBe(
      404,
    )
    await sql`update members set visible_from_seq = ${message.seq + 1} where user_id = ${bruno.id}`
    expect((await attempt(bruno, message, '👍')).status).toBe(404)
  })

  test('goes with the message', async () => {
    const { ana, bruno, message } = await scene()
    await react(bruno, message)
    await must('DELETE', `/api/messages/${message.id}`, { token: ana.token })
    expect(await sql`select from reactions where message_id = ${message.id}`).toHaveLength(0)
    expect(await shownTo(ana, message)).toMatchObject({ reactions: [], reacted: [] })
  })

  test('W6: is refused from the moment that one is no longer in it', async () => {
    const { ana, bruno, talk, message } = await scene()
    await remove(ana, talk, bruno)
    expect((await attempt(bruno, message, '👍')).status).toBe(404)
    expect((await shownTo(ana, message)).reactions).toEqual([])
  })
})

test('thirty at once, on and off: every seq once, and a count that is exact', async () => {
  const { ana, bruno, carla, message } = await scene()
  const tries = range(1, 30).map(n =>
    attempt([ana, bruno, carla][n % 3]!, message, ['👍', '🎉'][n % 2]!, n % 5 === 0 ? 'DELETE' : 'PUT'),
  )
  for (const { status } of await Promise.all(tries)) expect(status).toBe(200)
  const told = await eventsOf(ana, message)
  expect(told.map(({ payload }: { payload: { seq: number } }) => payload.seq)).toEqual(
    range(3, 2 + told.length),
  )
  expect(told.at(-1).payload.partial.reactions).toEqual((await shownTo(ana, message)).reactions)
  expect(await miscounted()).toEqual([])
})

test('ten thousand on one message: the page stays small and exact, and all of them are there to be read', async () => {
  const { ana, bruno, talk, message } = await scene()
  const many = 10_000
  await sql`insert into users (id, external_id, name, search_name, created_at)
    select gen_random_uuid(), 'crowd-' || n, 'Crowd', 'crowd', now() from generate_series(1, ${many}) as n`
  await sql`insert into reactions (message_id, user_id, emoji, seq, created_at)
    select ${message.id}, id, '👍', 2 + substr(external_id, 7)::int, now() from users where external_id like 'crowd-%'`
  await sql`update conversations set seq = 2 + ${many} where id = ${talk.id}`
  await sql`update messages set reactions = recounted(reactions, '👍', ${many}, array(
    select user_id from reactions where message_id = ${message.id} order by seq limit 5)) where id = ${message.id}`
  await react(bruno, message)
  await react(ana, message, '🎉')

  const page = `/api/conversations/${talk.id}/messages`
  const { messages } = await must('GET', page, { token: bruno.token })
  expect(messages.at(-1)).toMatchObject({
    reactions: [
      { emoji: '👍', count: many + 1 },
      { emoji: '🎉', count: 1 },
    ],
    reacted: ['👍'],
  })
  expect(messages.at(-1).reactions[0].user_ids).toHaveLength(5)
  expect(JSON.stringify(messages).length).toBeLessThan(2_000)
  const { payload } = (
    await must('GET', `/api/conversations/${talk.id}/events?after=${2 + many}`, { token: ana.token })
  ).events[0]
  expect(JSON.stringify(payload).length).toBeLessThan(3_000)
  expect(payload.partial.reactions[0].count).toBe(many + 1)

  const seen: string[] = []
  let after = '0'
  for (let next: string | null = '0'; next !== null; after = next ?? '') {
    const path = `/api/messages/${message.id}/reactions?emoji=${encodeURIComponent('👍')}&limit=100&after=${next}`
    const answer = await must('GET', path, { token: ana.token })
    seen.push(...answer.reactions.map(({ user_id }: { user_id: string }) => user_id))
    next = answer.next
  }
  expect(after).toBe('')
  expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([many + 1, many + 1, bruno.id])
  const newest = await must('GET', `/api/messages/${message.id}/reactions?after=${2 + many}`, {
    token: ana.token,
  })
  expect(newest).toMatchObject({
    reactions: [
      { user_id: bruno.id, emoji: '👍' },
      { user_id: ana.id, emoji: '🎉' },
    ],
    next: null,
  })

  await unreact(bruno, message)
  expect((await shownTo(bruno, message)).reactions[0]!.count).toBe(many)
  expect(await miscounted()).toEqual([])
})

test('ten thousand in fifty ways: of each five people are named, and one more is one event no larger than that', async () => {
  const { ana, bruno, talk, message } = await scene()
  const [ways, each] = [50, 200]
  const emojis = Array.from({ length: ways }, (_, n) => String.fromCodePoint(0x1f400 + n))
  await sql`insert into users (id, external_id, name, search_name, created_at)
    select gen_random_uuid(), 'throng-' || n, 'Throng', 'throng', now() from generate_series(1, ${each}) as n`
  await sql`insert into reactions (message_id, user_id, emoji, seq, created_at)
    select ${message.id}, id, emoji, 2 + (way - 1) * ${each} + substr(external_id, 8)::int, now()
    from users, unnest(${emojis}::text[]) with ordinality as given(emoji, way) where external_id like 'throng-%'`
  await sql`update conversations set seq = 2 + ${ways * each} where id = ${talk.id}`
  await sql`update messages set reactions = (
      select jsonb_agg(jsonb_build_object('emoji', emoji, 'count', ${each}::int, 'user_ids', array(select user_id
        from reactions where message_id = ${message.id} and emoji = given.emoji order by seq limit 5)) order by way)
      from unnest(${emojis}::text[]) with ordinality as given(emoji, way))
    where id = ${message.id}`
  const told = await react(bruno, message, emojis[7])
  expect(await miscounted()).toEqual([])
  expect(told.reactions.map(({ emoji, count }) => [emoji, count])).toEqual(
    emojis.map((emoji, n) => [emoji, n === 7 ? each + 1 : each]),
  )
  expect(told.reactions.every(({ user_ids }) => user_ids.length === 5)).toBe(true)
  expect(await attempt(bruno, message, '👍')).toMatchObject({ status: 422 })
  const events = await eventsOf(ana, { ...message, seq: 2 + ways * each })
  expect(events.map(({ event }: { event: string }) => event)).toEqual(['reaction-updated'])
  // Fifty emojis with five ids each, whoever else reacted.
  const most = 14_000
  expect(JSON.stringify(events[0]).length).toBeLessThan(most)
  const page = await must('GET', `/api/conversations/${talk.id}/messages`, { token: ana.token })
  expect(JSON.stringify(page.messages.at(-1)).length).toBeLessThan(most)
  expect(page.users.length).toBeLessThan(10)
  const who = await must('GET', `/api/messages/${message.id}/reactions?limit=100`, { token: ana.token })
  expect([who.reactions.length, who.next]).toEqual([100, expect.any(String)])
})

test('control: a summary that was not written with a reaction is found', async () => {
  const [{ message }, somebody] = [await scene(), await person()]
  await sql`insert into reactions values (${message.id}, ${somebody.id}, '👍', 3, now())`
  expect(await miscounted()).toHaveLength(1)
})
