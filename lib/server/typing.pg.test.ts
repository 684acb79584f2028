// Who is writing: told to who is connected and may know of it, and to nobody else, by one process and by another.
import { afterEach, describe, expect, test } from 'vitest'
import { connect } from '../../db/client'
import { typingUpdated } from '../contract/typing'
import { ask, call } from '../testing/api'
import { range } from '../testing/log-faults'
import { add, dm, group, type Made, must, people, person, remove, say } from '../testing/make'
import { settledCursor } from '../testing/settled'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'
import { instance } from './instance'
import { countTyping } from './rate-limit'
import { createAudience } from './stream/audience'
import type { Entry } from './stream/entry'
import { createHub } from './stream/hub'
import { createPump } from './stream/pump'
import { responseSink } from './stream/sink'
import { createWhispers } from './stream/whispers'

const { url, sql } = await testDb()

const readers: StreamReader[] = []
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(readers.splice(0).map(reader => reader.cut()))
  await Promise.all(stops.splice(0).map(stop => stop()))
})

type Place = { id: string }

const follow = async ({ token }: Made, cursor = '') => {
  const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token }))
  readers.push(reader)
  await reader.until(frames => frames.length > 0)
  return reader
}

const type = ({ token }: Made, { id }: Place, is_typing = true) =>
  call('POST', `/api/conversations/${id}/typing`, { token, body: { is_typing } })

const typing = (reader: StreamReader) => told(reader.frames).filter(({ event }) => event === 'typing-updated')

/** Resolves when a message has come: whatever was whispered before it was sent has come, too, or never will. */
const upTo = (reader: StreamReader, { id }: Place) =>
  reader.until(frames => told(frames).some(({ payload }) => payload.id === id))

test('E1, E2: typing is told to the other members who are connected, without a cursor, and to nobody else', async () => {
  const [ana, bruno, carla, diego, elena] = await people('Ana', 'Bruno', 'Carla', 'Diego', 'Elena')
  const talk = await group(ana, [bruno, carla, diego])
  const elsewhere = await group(elena, [ana, diego])
  await remove(ana, talk, diego)
  const everyone = [ana, ana, bruno, carla, diego, elena]
  const [hers, alsoHers, his, others, former, stranger] = await Promise.all(everyone.map(who => follow(who)))
  const start = his!.lastEventId
  expect((await type(ana, talk)).status).toBe(204)
  expect((await type(ana, talk, false)).status).toBe(204)
  const last = await say(ana, talk)
  const late = await say(elena, elsewhere)
  for (const reader of [his!, others!]) {
    await upTo(reader, last)
    expect(typing(reader).map(event => typingUpdated.parse(event).payload)).toEqual([
      { id: ana.id, conversation_id: talk.id, partial: { is_typing: true, expires_in_ms: 6000 } },
      { id: ana.id, conversation_id: talk.id, partial: { is_typing: false, expires_in_ms: 0 } },
    ])
    // They stand at the cursor of what came before them.
    const ids = reader.frames.filter(({ event }) => event === 'typing-updated').map(({ id }) => id)
    expect(ids).toEqual([reader.frames[0]!.id, reader.frames[0]!.id])
  }
  for (const reader of [hers!, alsoHers!]) await upTo(reader, last)
  for (const reader of [former!, stranger!]) await upTo(reader, late)
  for (const reader of [hers!, alsoHers!, former!, stranger!]) expect(typing(reader)).toEqual([])
  // Nothing of it is replayed, by a stream or without one.
  const resumed = await follow(bruno, start)
  await upTo(resumed, last)
  expect(typing(resumed)).toEqual([])
  const { events } = await must('GET', `/api/events?cursor=${start}`, { token: bruno.token })
  expect(events.map(({ event }: { event: string }) => event)).toEqual(['message-created'])
})

test('E2: nothing is told of who has been removed meanwhile, nor to them', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  const [his, others] = [await follow(bruno), await follow(carla)]
  await remove(ana, talk, bruno)
  await others.until(frames => told(frames).some(({ event }) => event === 'member-removed'))
  expect((await type(bruno, talk)).status).toBe(404)
  // As if it had been said a moment before.
  instance().whispers.say({ conversationId: talk.id, userId: bruno.id, isTyping: true })
  await type(ana, talk)
  await others.until(() => typing(others).length > 0)
  const last = await say(ana, talk)
  await upTo(others, last)
  expect(typing(others).map(({ payload }) => payload.id)).toEqual([ana.id])
  const [other] = [await dm(ana, bruno)]
  await upTo(his, other)
  expect(typing(his)).toEqual([])
})

test('E1: a stream tells nothing of it while it replays', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const cursor = await settledCursor(sql, bruno)
  for (const _ of range(1, 20)) await say(ana, talk)
  const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token: bruno.token }))
  readers.push(reader)
  await type(ana, talk)
  const last = await say(ana, talk)
  await upTo(reader, last)
  const events = told(reader.frames).map(({ event }) => event)
  expect(events.filter(event => event === 'message-created')).toHaveLength(21)
  if (events.includes('typing-updated')) expect(events.indexOf('typing-updated')).toBeGreaterThan(20)
})

test('E2: among more than 50 members nobody is told', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const crowd = await Promise.all(range(1, 48).map(n => person(`P${n}`)))
  const talk = await group(ana, [bruno, ...crowd])
  const reader = await follow(bruno)
  await type(ana, talk)
  await reader.until(() => typing(reader).length === 1)
  await add(ana, talk, carla)
  expect((await type(carla, talk)).status).toBe(204)
  await upTo(reader, await say(ana, talk))
  expect(typing(reader)).toHaveLength(1)
})

test('who is in a conversation is looked up once for what is typed in it', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const asked: string[] = []
  const counting = connect(url, { max: 1, debug: (_, query) => asked.push(query) })
  const { present, prepare } = createAudience(counting)
  for (const _ of range(1, 5)) expect((await present([talk.id]))(talk.id)?.size).toBe(2)
  const looks = () => asked.filter(query => query.includes('from conversations c where c.id')).length
  expect(looks()).toBe(1)
  // What passes is known better.
  const entry = {
    conversation_id: talk.id,
    event: 'member-removed',
    subject_id: bruno.id,
    audience: 'members',
  }
  const { of } = await prepare([
    { ...entry, seq: 1000, position: 1, nonce: '', payload: '', own: null } as Entry,
  ])
  of({ ...entry, seq: 1000 } as Entry)
  expect((await present([talk.id]))(talk.id)?.size).toBe(1)
  await counting.end()
})

describe('E4: a flood', () => {
  test('of the same is told once', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const reader = await follow(bruno)
    for (const _ of range(1, 5))
      instance().whispers.say({ conversationId: talk.id, userId: ana.id, isTyping: true })
    await reader.until(() => typing(reader).length > 0)
    await upTo(reader, await say(ana, talk))
    expect(typing(reader)).toHaveLength(1)
  })

  test('of on and off is told twice a second at most', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const reader = await follow(bruno)
    // In one turn, so that it is one second, however slow the machine.
    for (const n of range(1, 40))
      instance().whispers.say({ conversationId: talk.id, userId: ana.id, isTyping: n % 2 === 1 })
    // Who may know of it is looked up first, which an address would have waited for.
    await reader.until(() => typing(reader).length >= 4)
    await upTo(reader, await say(ana, talk))
    expect(typing(reader).map(({ payload }) => payload.partial.is_typing)).toEqual([true, false, true, false])
  })

  test('of on and off ends with the last word, told when the second is over', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const reader = await follow(bruno)
    for (const n of range(1, 5))
      instance().whispers.say({ conversationId: talk.id, userId: ana.id, isTyping: n % 2 === 1 })
    await reader.until(() => typing(reader).length >= 5)
    await upTo(reader, await say(ana, talk))
    const said = typing(reader).map(({ payload }) => payload.partial.is_typing)
    expect(said).toEqual([true, false, true, false, true])
  })

  test('is refused, one’s own alone', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    // All but one of them at once, within the ten seconds that are counted, however slow the machine.
    for (const _ of range(1, 59)) await countTyping(ana.id)
    const answers = []
    for (const n of range(1, 3)) answers.push(await type(ana, talk, n % 2 === 0))
    const refused = answers.filter(({ status }) => status === 429)
    expect([answers[0]!.status, refused.length]).toEqual([204, 2])
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await type(bruno, talk)).status).toBe(204)
  })
})

describe('another process', () => {
  const another = async () => {
    const hub = createHub({ sql, now: Date.now, random: Math.random })
    const pump = createPump({ url, publish: hub.publish, startAt: hub.startAt })
    const whispers = createWhispers({ sql, listen: pump.listen, tell: hub.whisper })
    pump.start()
    await pump.caughtUp()
    stops.push(async () => {
      hub.stop()
      whispers.stop()
      await pump.stop()
    })
    const open = ({ id }: Made) => {
      const { sink, response } = responseSink(new AbortController().signal, () => opened.end('broken'))
      const opened = hub.open({ kind: 'person', id, credential: { kind: 'bearer', exp: 4e9 } }, sink, null)
      const reader = readStream(response)
      readers.push(reader)
      return reader
    }
    return { open, whispers }
  }

  test('E2: tells it too, and has it told here', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const there = await another()
    const [his, hers] = [there.open(bruno), await follow(ana)]
    // Until both listen, what is said is lost.
    const saying = setInterval(() => {
      for (const isTyping of [true, false]) {
        instance().whispers.say({ conversationId: talk.id, userId: ana.id, isTyping })
        there.whispers.say({ conversationId: talk.id, userId: bruno.id, isTyping })
      }
    }, 50)
    const has = (reader: StreamReader) => reader.until(() => typing(reader).length > 0)
    await Promise.all([has(his), has(hers)]).finally(() => clearInterval(saying))
    expect([typing(his)[0]!.payload.id, typing(hers)[0]!.payload.id]).toEqual([ana.id, bruno.id])
  })

  test('E2: tells all of it, however much is said at once', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const crowd = await Promise.all(range(1, 150).map(n => person(`P${n}`)))
    const talk = await group(ana, [bruno, ...crowd])
    const there = await another()
    const reader = there.open(bruno)
    const probe = setInterval(() => {
      for (const isTyping of [true, false])
        instance().whispers.say({ conversationId: talk.id, userId: ana.id, isTyping })
    }, 50)
    await reader.until(() => typing(reader).length > 0).finally(() => clearInterval(probe))
    for (const { id } of crowd)
      instance().whispers.say({ conversationId: talk.id, userId: id, isTyping: true })
    const from = () => new Set(typing(reader).map(({ payload }) => payload.id))
    await reader.until(() => crowd.every(({ id }) => from().has(id)))
    // Once each: neither process hears itself.
    expect(typing(reader).filter(({ payload }) => payload.id === crowd[0]!.id)).toHaveLength(1)
  })
})
