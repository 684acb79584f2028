// Whether somebody is there: told to who may know it, from whichever process, and to nobody else.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Presence, presenceUpdated } from '../contract/presence'
import { ask, call } from '../testing/api'
import { range } from '../testing/log-faults'
import { dm, group, type Made, must, people, person, remove } from '../testing/make'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'
import { createAttendance } from './stream/attendance'

const { sql } = await testDb()

const readers: StreamReader[] = []
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(readers.splice(0).map(reader => reader.cut()))
  await Promise.all(stops.splice(0).map(stop => stop()))
})

const follow = async ({ token }: Made, device = 'device', cursor = '') => {
  const headers = { 'x-client-id': device }
  const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token, headers }))
  readers.push(reader)
  await reader.until(frames => frames.length > 0)
  return reader
}

const isAt = ({ token }: Made, is_active: boolean, device = 'device') =>
  must('POST', '/api/presence', { token, headers: { 'x-client-id': device }, body: { is_active } })

const how = async ({ token }: Made, ...of: Made[]): Promise<Presence[]> =>
  (await must('GET', `/api/presence?ids=${of.map(({ id }) => id)}`, { token })).presence

const heard = (reader: StreamReader) =>
  told(reader.frames).flatMap(event => {
    if (event.event !== 'presence-updated') return []
    const { id, partial } = presenceUpdated.parse(event).payload
    return [[id, partial.status]]
  })

describe('E5: in one process', () => {
  test('a stream says that somebody is there, a device that nobody is at it, and after it a while is left', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    await dm(ana, bruno)
    const [his, others, own] = [await follow(bruno), await follow(carla), await follow(ana, 'hers')]
    await his.until(() => heard(his).length === 1)
    await isAt(ana, false, 'hers')
    await his.until(() => heard(his).length === 2)
    expect(await how(bruno, ana)).toEqual([{ user_id: ana.id, status: 'away', last_seen_at: null }])
    await isAt(ana, true, 'hers')
    await his.until(() => heard(his).length === 3)
    await own.cut()
    // A reload in time is nobody’s news.
    const again = await follow(ana, 'hers again')
    await again.cut()
    await his.until(() => heard(his).length === 4)
    expect(heard(his)).toEqual(['online', 'away', 'online', 'offline'].map(status => [ana.id, status]))
    expect(his.frames.filter(({ event }) => event === 'presence-updated').map(({ id }) => id)).toEqual(
      Array(4).fill(his.frames[0]!.id),
    )
    const [last] = await how(bruno, ana)
    expect(last).toEqual({ user_id: ana.id, status: 'offline', last_seen_at: expect.any(String) })
    // Who shares nothing with them hears nothing, and may not ask either; nor does anybody hear of themself.
    expect([heard(others), await how(carla, ana, bruno)]).toEqual([[], []])
    expect(heard(own)).not.toContainEqual([ana.id, 'online'])
  })

  test('who connects is told how those in their inbox are, after `ready`', async () => {
    const [ana, bruno, carla, diego] = await people('Ana', 'Bruno', 'Carla', 'Diego')
    await dm(ana, bruno)
    await group(ana, [carla, diego])
    const his = await follow(bruno)
    await follow(ana)
    await follow(carla)
    await his.until(() => heard(his).length === 1)
    await vi.waitFor(async () => expect(await how(ana, carla)).toMatchObject([{ status: 'online' }]), 30_000)
    const late = await follow(ana, 'another')
    await late.until(() => heard(late).length >= 2)
    expect(new Map(heard(late) as [string, string][])).toEqual(
      new Map([
        [bruno.id, 'online'],
        [carla.id, 'online'],
      ]),
    )
    expect(told(late.frames)[0]!.event).toBe('ready')
    expect(await how(ana, diego)).toEqual([{ user_id: diego.id, status: 'offline', last_seen_at: null }])
  })
})

test('E6: whoever shares only wide conversations with somebody, or none any more, does not learn how they are', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const crowd = await Promise.all(range(1, 49).map(n => person(`P${n}`)))
  const wide = await group(ana, [bruno, ...crowd])
  const narrow = await group(ana, [carla])
  expect(await how(ana, bruno, carla)).toMatchObject([{ user_id: carla.id }])
  await remove(ana, wide, crowd[0]!)
  expect(await how(ana, bruno)).toHaveLength(1)
  await remove(ana, narrow, carla)
  expect(await how(ana, carla)).toEqual([])
  await must('PATCH', `/api/conversations/${wide.id}/membership`, {
    token: ana.token,
    body: { archived: true },
  })
  expect(await how(ana, bruno)).toHaveLength(1)
})

test('E8: a flood of it is refused', async () => {
  const ana = await person()
  const answers = await Promise.all(
    range(1, 130).map(() => call('POST', '/api/presence', { token: ana.token, body: { is_active: true } })),
  )
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
})

describe('E5: several processes', () => {
  let clock = Date.now()
  const another = async (now = () => clock) => {
    const hears: Presence[] = []
    const listens: Promise<unknown>[] = []
    const attendance = createAttendance({
      ...{ sql, now, tell: (all: Presence[]) => void hears.push(...all), tellAll() {} },
      listen: (channel, hear) =>
        void listens.push(sql.listen(channel, hear).then(one => stops.push(one.unlisten))),
    })
    attendance.start()
    await Promise.all(listens)
    stops.push(attendance.stop)
    /** What it has heard of somebody; other tests leave people of their own. */
    const of = ({ id }: Made) => hears.filter(one => one.user_id === id).map(({ status }) => status)
    return { ...attendance, of }
  }
  const becomes = (process: { of: (who: Made) => string[] }, who: Made, ...statuses: string[]) =>
    vi.waitFor(() => expect(process.of(who)).toEqual(statuses), { timeout: 15_000, interval: 20 })
  const hasDevices = ({ id }: Made, count: number) =>
    vi.waitFor(
      async () => expect(await sql`select from presence_devices where user_id = ${id}`).toHaveLength(count),
      15_000,
    )

  test('what devices come to is told once, in order, by all of them', async () => {
    const ana = await person()
    const [one, other] = [await another(), await another()]
    one.came(ana.id, 'phone')
    await one.say(ana.id, 'phone', true)
    await becomes(other, ana, 'online')
    const left = other.came(ana.id, 'laptop')
    // Said to the process that does not hold the stream.
    await one.say(ana.id, 'laptop', false)
    await hasDevices(ana, 2)
    expect(other.of(ana)).toEqual(['online'])
    await one.say(ana.id, 'phone', false)
    await becomes(other, ana, 'online', 'away')
    left()
    clock += 20_000
    await one.say(ana.id, 'phone', false)
    await hasDevices(ana, 1)
    await becomes(one, ana, 'online', 'away')
    expect(other.of(ana)).toEqual(one.of(ana))
  })

  test('a device that has spoken and falls silent is gone, one that never spoke stays, and nobody is active for ever', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const one = await another()
    one.came(ana.id, 'phone')
    await one.say(ana.id, 'phone', true)
    await becomes(one, ana, 'online')
    clock += 36_000
    await becomes(one, ana, 'online', 'offline')
    await one.say(ana.id, 'phone', true)
    await becomes(one, ana, 'online', 'offline', 'online')
    one.came(bruno.id, '')
    clock += 2000
    await becomes(one, bruno, 'online')
    clock += 5 * 60_000
    await becomes(one, bruno, 'online', 'away')
    await becomes(one, ana, 'online', 'offline', 'online', 'offline')
  })

  test('of a process that was killed the devices are gone after a while, and one that was given up says all anew', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    let asleep: number | null = clock
    const [one, other] = [await another(() => asleep ?? clock), await another()]
    one.came(ana.id, 'phone')
    await one.say(ana.id, 'phone', true)
    other.came(bruno.id, 'phone')
    await other.say(bruno.id, 'phone', true)
    await becomes(other, ana, 'online')
    await becomes(other, bruno, 'online')
    await sql`update presence_processes set alive_at = alive_at - interval '1 minute'
      where id in (select process_id from presence_devices where user_id = ${ana.id})`
    // The other one sweeps; and the first wakes and finds that it was taken for dead.
    clock += 6000
    await other.say(bruno.id, 'phone', true)
    await becomes(other, ana, 'online', 'offline')
    asleep = null
    await becomes(other, ana, 'online', 'offline', 'online')
    expect(other.of(bruno)).toEqual(['online'])
  })

  test('one that ends in good order leaves its devices the time to come back elsewhere', async () => {
    const ana = await person()
    const [one, other] = [await another(), await another()]
    one.came(ana.id, 'phone')
    await one.say(ana.id, 'phone', true)
    await becomes(other, ana, 'online')
    const [gone] = await sql`select process_id as id from presence_devices where user_id = ${ana.id}`
    await one.stop()
    other.came(ana.id, 'phone')
    await other.say(ana.id, 'phone', true)
    await sql`update presence_processes set alive_at = alive_at - interval '1 minute' where id = ${gone!.id}`
    clock += 6000
    await other.say(ana.id, 'phone', true)
    await hasDevices(ana, 1)
    expect(other.of(ana)).toEqual(['online'])
  })
})

test('E5: processes that have gone together stand in nobody’s way: people are taken in the same order by all', async () => {
  const [low, high] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
  const processes = [crypto.randomUUID(), crypto.randomUUID()]
  let sweeping: Promise<unknown> | null = null
  await sql.begin(async one => {
    await one`select lock_presence(${low})`
    // Of the one that is swept first, the person who comes last. The server of this test sweeps, too.
    for (const [n, user] of [high, low].entries()) {
      await sql`insert into presence_devices values (${processes[n]!}, ${user}, 'x', true)`
      await sql`insert into presence_processes (id, alive_at) values (${processes[n]!}, now() - interval '1 hour')`
    }
    sweeping = Promise.resolve(sql`select sweep_presence()`)
    sweeping.catch(() => {})
    // Asked outside of this transaction, in which the activity would stay what it was when first looked at.
    await vi.waitFor(async () => {
      const [row] = await sql`select count(*)::int as n from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%sweep_presence%' and pid <> pg_backend_pid()`
      expect(row!.n).toBeGreaterThan(0)
    }, 10_000)
    await one`select lock_presence(${high})`
  })
  await sweeping
  expect(await sql`select from presence_devices where process_id = any(${processes})`).toHaveLength(0)
})
