// What a person shows of themself, and with that sees of others: both ways, by every way to it.
import { afterEach, expect, test } from 'vitest'
import { receiptUpdated } from '../contract/member'
import { ask, call } from '../testing/api'
import { add, dm, group, type Made, must, people, remove, say } from '../testing/make'
import { settledCursor } from '../testing/settled'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const readers: StreamReader[] = []
afterEach(() => Promise.all(readers.splice(0).map(reader => reader.cut())))

const follow = async ({ token }: Made, cursor = '') => {
  const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token }))
  readers.push(reader)
  await reader.until(frames => frames.length > 0)
  return reader
}

type Place = { id: string }
const set = ({ token }: Made, body: object) => must('PATCH', '/api/me', { token, body })
const read = ({ token }: Made, { id }: Place, seq: number) =>
  must('POST', `/api/conversations/${id}/read`, { token, body: { seq } })
/** How far `who` has read, as `viewer` is answered. */
const readOf = async (viewer: Made, { id }: Place, who: Made): Promise<number> => {
  const { members } = await must('GET', `/api/conversations/${id}/members`, { token: viewer.token })
  return members.find(({ user_id }: { user_id: string }) => user_id === who.id).last_read_seq
}
const receipts = (reader: StreamReader, of: Made) =>
  told(reader.frames).flatMap(event =>
    event.event === 'receipt-updated' && event.payload.id === of.id
      ? [receiptUpdated.parse(event).payload.partial.last_read_seq]
      : [],
  )
const upTo = (reader: StreamReader, { id }: Place) =>
  reader.until(frames => told(frames).some(({ payload }) => payload.id === id))

test('all is shown unless one says otherwise, and only what differs makes an event, for one’s own devices', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const [hers, his] = [await follow(ana), await follow(bruno)]
  const all = { receipts: true, presence: true, typing: true }
  expect((await must('GET', '/api/me', { token: ana.token })).settings).toEqual(all)
  expect(await set(ana, { typing: false, presence: true })).toEqual({ settings: { ...all, typing: false } })
  await set(ana, { typing: false })
  expect((await must('GET', '/api/me', { token: ana.token })).settings).toEqual({ ...all, typing: false })
  const last = await say(ana, talk)
  for (const reader of [hers, his]) await upTo(reader, last)
  const changes = (reader: StreamReader) =>
    told(reader.frames).flatMap(({ event, payload }) =>
      event === 'settings-updated' ? [[payload.id, payload.partial]] : [],
    )
  expect([changes(hers), changes(his)]).toEqual([[[ana.id, { typing: false }]], []])
})

test('S19: what is read in private is told to nobody else, on any way, nor what others read to who reads in private', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  const start = await settledCursor(sql, bruno)
  const first = await say(carla, talk)
  await read(ana, talk, first.seq)
  await set(ana, { receipts: false })
  const [hers, his] = [await follow(ana), await follow(bruno)]
  const second = await say(carla, talk)
  await must('POST', `/api/conversations/${talk.id}/delivered`, {
    token: ana.token,
    body: { seq: second.seq },
  })
  expect((await read(ana, talk, second.seq)).membership).toMatchObject({
    last_read_seq: second.seq,
    unread_count: 0,
  })
  await read(bruno, talk, second.seq)
  const end = await say(carla, talk)
  for (const reader of [hers, his]) await upTo(reader, end)
  // One event, of the delivery: not even the moment of reading is told.
  expect(receipts(his, ana)).toEqual([first.seq])
  expect(receipts(hers, bruno)).toEqual([0])
  expect(receipts(hers, ana)).toEqual([second.seq - 1, second.seq].slice(-receipts(hers, ana).length))
  expect([
    await readOf(bruno, talk, ana),
    await readOf(ana, talk, bruno),
    await readOf(ana, talk, ana),
  ]).toEqual([first.seq, 0, second.seq])
  const { events } = await must('GET', `/api/events?cursor=${start}`, { token: bruno.token })
  const marks = events
    .filter(
      ({ event, payload }: { event: string; payload: Place }) =>
        event === 'receipt-updated' && payload.id === ana.id,
    )
    .map(({ payload }: { payload: { partial: object } }) => JSON.stringify(payload.partial))
  expect(marks.join()).not.toContain(`"last_read_seq":${second.seq}`)
  const own = await must('GET', `/api/events?cursor=${start}`, { token: ana.token })
  expect(
    own.events
      .filter(
        ({ event, payload }: { event: string; payload: Place }) =>
          event === 'receipt-updated' && payload.id !== ana.id,
      )
      .map(
        ({ payload }: { payload: { partial: { last_read_seq: number } } }) => payload.partial.last_read_seq,
      ),
  ).toEqual([0])
  // Whoever answers was there.
  const answer = await say(ana, talk)
  expect(await readOf(bruno, talk, ana)).toBe(answer.seq)
  // Said again, it is told from the next read on.
  await read(ana, talk, (await say(carla, talk)).seq)
  await set(ana, { receipts: true })
  expect([await readOf(bruno, talk, ana), await readOf(ana, talk, bruno)]).toEqual([answer.seq, second.seq])
  const later = await say(carla, talk)
  await read(ana, talk, later.seq)
  expect(await readOf(bruno, talk, ana)).toBe(later.seq)
})

test('S19: it holds in conversations that one comes into later, and for who comes back', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const old = await group(bruno, [ana])
  await remove(bruno, old, ana)
  await set(ana, { receipts: false })
  const founded = await group(bruno, [ana])
  await add(bruno, old, ana)
  for (const talk of [old, founded]) {
    const before = await readOf(bruno, talk, ana)
    await read(ana, talk, (await say(bruno, talk)).seq)
    expect(await readOf(bruno, talk, ana)).toBe(before)
    expect(await readOf(ana, talk, bruno)).toBe(0)
  }
})

test('E7: who does not show that they write tells nobody, and hears of nobody', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  const everyone = [ana, bruno, carla]
  const [hers, his, others] = await Promise.all(everyone.map(who => follow(who)))
  await set(ana, { typing: false })
  await hers!.until(frames => told(frames).some(({ event }) => event === 'settings-updated'))
  for (const { token } of everyone)
    expect(
      (await call('POST', `/api/conversations/${talk.id}/typing`, { token, body: { is_typing: true } }))
        .status,
    ).toBe(204)
  const last = await say(carla, talk)
  const typing = (reader: StreamReader) =>
    told(reader.frames).flatMap(({ event, payload }) => (event === 'typing-updated' ? [payload.id] : []))
  for (const reader of [hers!, his!, others!]) await upTo(reader, last)
  expect([typing(hers!), typing(his!), typing(others!)]).toEqual([[], [carla.id], [bruno.id]])
})

test('E7: who does not show whether they are there is as if gone, and sees nobody', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  await dm(ana, bruno)
  const [his] = [await follow(bruno), await follow(ana)]
  const heard = (reader: StreamReader) =>
    told(reader.frames).flatMap(({ event, payload }) =>
      event === 'presence-updated' ? [payload.partial] : [],
    )
  await his.until(() => heard(his).length === 1)
  await set(ana, { presence: false })
  await his.until(() => heard(his).length === 2)
  expect(heard(his)[1]).toEqual({ status: 'offline', last_seen_at: null })
  const how = async (viewer: Made, of: Made) =>
    (await must('GET', `/api/presence?ids=${of.id}`, { token: viewer.token })).presence
  expect([await how(bruno, ana), await how(ana, bruno)]).toEqual([[], []])
  const again = await follow(ana)
  await must('POST', '/api/presence', { token: ana.token, body: { is_active: false } })
  await set(ana, { presence: true })
  await his.until(() => heard(his).length === 3)
  expect(heard(his)[2]!.status).toBe('away')
  expect(heard(again)).toEqual([])
})
