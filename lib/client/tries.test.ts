// What is on its way, by key: once at a time, and once more where it was asked for meanwhile.
import { beforeEach, expect, test } from 'vitest'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import type { Refusal } from './call'
import { createLoads } from './loads'
import { createTries, type Tries } from './tries'

let clock: FakeClock
let tries: Tries
let ran: string[]
let isWanted: boolean

beforeEach(() => {
  clock = createClock()
  const { world } = createBrowser({ clock, serve: async () => Response.json({}) }).openTab()
  tries = createTries(world, createLoads(), () => isWanted)
  ran = []
  isWanted = true
})

/** A run that takes 10 ms, and comes to what is given. */
const run =
  (name: string, refusal: Refusal | null = null) =>
  async () => {
    ran.push(name)
    await new Promise<void>(resolve => clock.setTimer(resolve, 10))
    return refusal
  }
const passing: Refusal = { ok: false, status: 503, detail: '', retryAfter: null }

test('is on its way once, and once more where it was asked for anew meanwhile', async () => {
  void tries.once('a', run('first'))
  void tries.once('a', run('not'))
  void tries.anew('a', run('passed over'))
  void tries.anew('a', run('second'))
  void tries.once('b', run('other'))
  await clock.advance(100)
  expect(ran).toEqual(['first', 'other', 'second'])
})

test.each([false, true])(
  'is run after what brought the same by another way, also where that failed: %s',
  async fails => {
    const brought = tries
      .instead('a', async () => {
        await run('instead')()
        if (fails) throw new Error('Not brought.')
        return 'brought'
      })
      .catch(() => 'failed')
    void tries.once('a', run('not'))
    void tries.anew('a', run('meanwhile'))
    await clock.advance(100)
    expect(await brought).toBe(fails ? 'failed' : 'brought')
    expect(ran).toEqual(['instead', 'meanwhile'])
    void tries.once('a', run('later'))
    await clock.advance(100)
    expect(ran).toEqual(['instead', 'meanwhile', 'later'])
  },
)

test('what could not be had is asked for again by itself, as long as it is wanted', async () => {
  void tries.once('a', run('a', passing))
  await clock.advance(2500)
  expect(ran.length).toBeGreaterThan(1)
  isWanted = false
  await clock.advance(60_000)
  const before = ran.length
  await clock.advance(60_000)
  expect(ran).toHaveLength(before)
})
