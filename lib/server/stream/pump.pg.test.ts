// The loop that gives positions and reads on: what it does when the hub fails, when it is far behind, when it stops.
import { afterEach, describe, expect, test } from 'vitest'
import { connect } from '../../../db/client'
import { blocked } from '../../testing/blocked'
import { faultless, faultsOf, range } from '../../testing/log-faults'
import { testDb } from '../../testing/test-db'
import type { Entry } from './entry'
import { createPump, type Pump } from './pump'
import { newest } from './replay'

const { sql, url } = await testDb()

const pumps: Pump[] = []
afterEach(() => Promise.all(pumps.splice(0).map(pump => pump.stop())))

const rest = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

const started = async (publish: (entries: Entry[]) => Promise<void>) => {
  const state = { from: -1 }
  const startAt = (_: string, { position }: { position: number }) => {
    state.from = position
  }
  const pump = createPump({ url, publish, startAt })
  pumps.push(pump)
  pump.start()
  while (!pump.healthy) await rest(2)
  return { pump, from: state.from }
}

const happen = (count: number) => sql`
  select append_event('report-updated', 'report', null, null, null, null, '{}', null) from generate_series(1, ${count})`

const until = async (done: () => boolean) => {
  for (let patience = 0; !done(); patience++) {
    if (patience > 8000) throw new Error('It did not come.')
    await rest(5)
  }
}

test('starts at the newest event and reads on from there, in batches and in order', async () => {
  await happen(3)
  await sql`select sequence_batch()`
  const before = await newest(sql)
  const batches: number[][] = []
  const { pump, from } = await started(async entries => {
    batches.push(entries.map(({ position }) => position))
  })
  expect(from).toBe(before.position)
  await happen(1700)
  pump.nudge()
  await until(() => batches.flat().length >= 1700)
  expect(faultsOf(range(from + 1, from + 1700), batches.flat())).toEqual(faultless)
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(500)
})

test('a batch that could not be handed over comes again, whole, before anything after it', async () => {
  const offered: number[][] = []
  const taken: number[] = []
  const { pump, from } = await started(async entries => {
    const positions = entries.map(({ position }) => position)
    offered.push(positions)
    if (offered.length <= 3) throw new Error('not now')
    taken.push(...positions)
  })
  await happen(4)
  pump.nudge()
  await until(() => offered.length > 0)
  await happen(4)
  await until(() => taken.length >= 8)
  expect(faultsOf(range(from + 1, from + 8), taken)).toEqual(faultless)
  for (const positions of offered.slice(0, 4)) expect(positions[0]).toBe(from + 1)
})

test('one that is slow to take a batch holds back the next, and loses nothing', async () => {
  let under = 0
  let most = 0
  const taken: number[] = []
  const { pump, from } = await started(async entries => {
    under += 1
    most = Math.max(most, under)
    await rest(5)
    taken.push(...entries.map(({ position }) => position))
    under -= 1
  })
  for (let n = 0; n < 40; n++) {
    await happen(2)
    pump.nudge()
  }
  await until(() => taken.length >= 80)
  expect(most).toBe(1)
  expect(faultsOf(range(from + 1, from + 80), taken)).toEqual(faultless)
})

test('stopped, it gives its connections back, at rest or amid a batch, and may be stopped again', async () => {
  let release = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  const busy = await started(() => released)
  const idle = await started(async () => {})
  await happen(1)
  busy.pump.nudge()
  await rest(50)
  await idle.pump.stop()
  const stopping = busy.pump.stop()
  release()
  await stopping
  await busy.pump.stop()
  const open = async () => {
    const [row] = await sql`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name in ('tertulia log', 'tertulia nudges')`
    return row!.count as number
  }
  for (let patience = 0; (await open()) > 0 && patience < 4000; patience++) await rest(5)
  expect(await open()).toBe(0)
})

test('S5: a log that is rewound under it is read anew, from its newest event', async () => {
  await happen(3)
  await sql`select sequence_batch()`
  const starts: number[] = []
  const taken: number[] = []
  const pump = createPump({
    url,
    publish: async entries => void taken.push(...entries.map(({ position }) => position)),
    startAt: (_, { position }) => starts.push(position),
  })
  pumps.push(pump)
  pump.start()
  await until(() => starts.length === 1)
  await sql`with gone as (delete from events where position = (select max(position) from events) returning *)
    insert into events (position, nonce, event, audience, payload)
    select position, 'other', event, audience, payload from gone`
  await until(() => starts.length === 2)
  expect(starts[1]).toBe(starts[0])
  await happen(2)
  pump.nudge()
  await until(() => taken.length === 2)
  expect(taken).toEqual([starts[0]! + 1, starts[0]! + 2])
})

describe('while one deletion after the other holds the lock, and there is always another in line', () => {
  /** Two at least hold or wait for it at any time, until they are told to stop. */
  const contend = async () => {
    const crowd = connect(url, { max: 3 })
    let stopped = false
    const inLine = async () => {
      const [row] =
        await sql`select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`
      return row!.count as number
    }
    // Whoever lets go of it hands it on.
    const hold = async () => {
      while (!stopped)
        await crowd.begin(async tx => {
          await tx`select pg_advisory_xact_lock(7468726, 1)`
          await rest(20)
          while (!stopped && (await inLine()) === 0) await rest(1)
        })
    }
    const holding = [hold(), hold(), hold()]
    await blocked(sql, 2)
    return async () => {
      stopped = true
      await Promise.all(holding)
      await crowd.end()
    }
  }

  test('who only tries is never let in, and who waits is', async () => {
    const stop = await contend()
    const tries = []
    for (let n = 0; n < 100; n++) tries.push((await sql`select sequence_batch() as moved`)[0]!.moved)
    expect(new Set(tries)).toEqual(new Set([-1]))
    await happen(1)
    expect((await sql`select sequence_batch(true) as moved`)[0]!.moved).toBeGreaterThan(0)
    await stop()
  })

  test('events get their places', async () => {
    const taken: number[] = []
    const { pump, from } = await started(async entries => {
      taken.push(...entries.map(({ position }) => position))
    })
    const stop = await contend()
    for (let n = 1; n <= 5; n++) {
      await happen(1)
      pump.nudge()
      await until(() => taken.length >= n)
    }
    await stop()
    expect(taken).toEqual(range(from + 1, from + 5))
  })

  test('nobody waits for ever: who never lets go is waited for a second at a time', async () => {
    await sql.begin(async tx => {
      await tx`select pg_advisory_xact_lock(7468726, 1)`
      expect((await sql`select sequence_batch(true) as moved`)[0]!.moved).toBe(-1)
    })
  })
})
