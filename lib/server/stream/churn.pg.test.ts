// Two thousand streams opened and dropped, in every way there is: what they held is given back.
import { expect, test } from 'vitest'
import { ask } from '../../testing/api'
import { dm, type Made, people, say } from '../../testing/make'
import { settledCursor } from '../../testing/settled'
import { readStream } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'
import { instance } from '../instance'

const { sql } = await testDb()

const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length

const connections = async () => {
  const [row] =
    await sql`select count(*)::int as count from pg_stat_activity where datname = current_database()`
  return row!.count as number
}

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

type Drop = (who: Made, cursor: string) => Promise<void>

const opened = async ({ token }: Made, cursor: string, signal?: AbortSignal) =>
  ask('GET', '/api/stream', { token, signal, headers: { 'last-event-id': cursor } })

const ways: Record<string, Drop> = {
  'cancelled before a byte was read': async (who, cursor) => {
    await (await opened(who, cursor)).body!.cancel()
  },
  'cancelled in the middle of the replay': async (who, cursor) => {
    await readStream(await opened(who, cursor)).cutAfter(300, 1000)
  },
  'aborted while it is open': async (who, cursor) => {
    const abort = new AbortController()
    const reader = readStream(await opened(who, cursor, abort.signal))
    await reader.until(frames => frames.length > 0)
    abort.abort()
    await reader.toEnd()
  },
  'aborted before it was open': async (who, cursor) => {
    const abort = new AbortController()
    const opening = opened(who, cursor, abort.signal)
    abort.abort()
    await readStream(await opening).toEnd()
  },
  'asked for with HEAD': async ({ token }) => {
    const answer = await ask('HEAD' as 'GET', '/api/stream', { token })
    expect([answer.status, answer.body]).toEqual([200, null])
  },
}

test('S17: 2,000 streams leave nothing behind: no session, no timer, no connection', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const cursor = await settledCursor(sql, bruno)
  for (let n = 0; n < 5; n++) await say(ana, talk)
  const { hub } = instance()
  const drop = Object.values(ways)
  const cycle = async (rounds: number) => {
    for (let round = 0; round < rounds; round++)
      await Promise.all(Array.from({ length: 20 }, (_, n) => drop[n % drop.length]!(bruno, cursor)))
  }
  // What is made once is made, and the pool is as wide as it gets.
  await cycle(5)
  const before = { timers: timers(), connections: await connections(), heap: process.memoryUsage().heapUsed }
  await cycle(100)
  for (let patience = 0; (hub.size > 0 || timers() > before.timers) && patience < 400; patience++)
    await rest(5)
  const after = { timers: timers(), connections: await connections(), heap: process.memoryUsage().heapUsed }
  expect(hub.size).toBe(0)
  // The tail's own come and go; one leaked for each stream would be two thousand.
  expect(after.timers).toBeLessThan(before.timers + 20)
  expect(after.connections).toBeLessThan(before.connections + 20)
  console.info(`heap: ${before.heap >> 20} MB before 2,000 streams, ${after.heap >> 20} MB after`)

  // Control: one that is not dropped is counted.
  const kept = readStream(await opened(bruno, cursor))
  await kept.until(frames => frames.length > 0)
  expect(hub.size).toBe(1)
  await kept.cut()
  expect(hub.size).toBe(0)
})
