// The log forgets a prefix of itself, in small batches, and never its newest event.
import { beforeEach, expect, test } from 'vitest'
import { range } from '../../testing/log-faults'
import { testDb } from '../../testing/test-db'
import { createRetention } from './retention'

const { sql } = await testDb()

/** A log whose events are so many hours old, from position 1 on. */
const logOf = async (ages: number[]) => {
  await sql`truncate events`
  await sql`insert into events (position, nonce, event, audience, payload, created_at)
    select n, 'n' || n, 'genesis', 'server', '{}', now() - age * interval '1 hour'
    from unnest(${ages}::float8[]) with ordinality as given(age, n)`
}

const positions = async () =>
  (await sql`select position from events order by position`).map(({ position }) => position as number)

const prune = async (keep: string, most: number) => {
  const [row] = await sql`select prune_events(${keep}, ${most}) as pruned`
  return row!.pruned as number
}

beforeEach(() => logOf([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]))

test('what is older goes, the oldest first, at most so many at once', async () => {
  expect([await prune('4.5 hours', 3), await positions()]).toEqual([3, range(4, 10)])
  expect([await prune('4.5 hours', 3), await positions()]).toEqual([2, range(6, 10)])
  expect([await prune('4.5 hours', 3), await positions()]).toEqual([0, range(6, 10)])
})

test('the newest stays, however old it is', async () => {
  await logOf([9, 8, 7])
  expect([await prune('1 hour', 100), await positions()]).toEqual([2, [3]])
  expect([await prune('0 hours', 100), await positions()]).toEqual([0, [3]])
})

test('only a prefix goes, also where a clock went back', async () => {
  await logOf([9, 8, 1, 7, 6, 0])
  expect([await prune('2 hours', 100), await positions()]).toEqual([2, range(3, 6)])
})

test('two that prune at once do not wait for each other', async () => {
  await sql.begin(async tx => {
    await tx`select prune_events('4.5 hours', 1)`
    expect(await prune('4.5 hours', 100)).toBe(0)
  })
  expect(await positions()).toEqual(range(2, 10))
})

test('positions go on where they were after everything was pruned', async () => {
  await logOf([9, 8, 7])
  await prune('1 hour', 100)
  await sql`select append_event('report-updated', 'report', null, null, null, null, '{}', null) from generate_series(1, 3)`
  await sql`select sequence_batch()`
  expect(await positions()).toEqual(range(3, 6))
})

test('in as many batches as it takes', async () => {
  await logOf(range(1, 4500).map(n => (n <= 4490 ? 200 : 1)))
  await createRetention({ sql, hours: 168 }).prune()
  expect(await positions()).toEqual(range(4491, 4500))
})
