// Waiting times: their bounds are promises, P5 and the 2 s of the issue it was built for.
import { describe, expect, test } from 'vitest'
import { range } from '../testing/log-faults'
import { backoff, streamBackoff } from './backoff'

const trouble = { failures: 3, lastingMs: 0, online: true, retryAfterMs: null, chance: 1 }
const minute = 60_000

describe('before the stream is asked for again', () => {
  test('P5: the first is nearly at once, and each bound is twice the one before', () => {
    expect([0, 1, 2].map(failures => streamBackoff({ ...trouble, failures }))).toEqual([250, 500, 1000])
  })

  test('P5: within 2 s for the first minutes, within 5 s for ever', () => {
    const longest = (lastingMs: number) =>
      Math.max(...range(0, 10_000).map(failures => streamBackoff({ ...trouble, failures, lastingMs })))
    expect(longest(minute)).toBeLessThan(2000)
    expect(longest(1e9)).toBe(5000)
  })

  test('full jitter: anything from nothing to the bound', () => {
    expect([0, 0.5, 1].map(chance => streamBackoff({ ...trouble, failures: 2, chance }))).toEqual([
      0, 500, 1000,
    ])
  })

  test('a browser that says it is offline is believed, but not for ever, and asked about the first time', () => {
    const offline = { ...trouble, online: false }
    expect(streamBackoff({ ...offline, failures: 0 })).toBeLessThan(1000)
    expect(streamBackoff(offline)).toBeGreaterThan(10_000)
    expect(streamBackoff(offline)).toBeLessThanOrEqual(15_000)
  })

  test('what the server asks for is waited for, up to a bound, and not by all to the same moment', () => {
    expect(streamBackoff({ ...trouble, retryAfterMs: 1000, chance: 0 })).toBe(1000)
    expect(streamBackoff({ ...trouble, retryAfterMs: 1000 })).toBeGreaterThan(1000)
    expect(streamBackoff({ ...trouble, retryAfterMs: 3_600_000 })).toBeLessThan(11_000)
  })
})

describe('before a request is made again', () => {
  const waits = (attempt: number, chance: number) => backoff({ random: () => chance }, attempt)

  test('each bound is twice the one before, up to the longest', () => {
    expect([0, 1, 2, 1000].map(attempt => waits(attempt, 1))).toEqual([500, 1000, 2000, 15_000])
  })

  test('it is never at once', () => {
    expect(waits(0, 0)).toBe(50)
    expect(waits(1000, 0)).toBe(1500)
  })
})
