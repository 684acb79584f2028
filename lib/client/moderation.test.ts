// The moderators' list is asked for again by itself, but only where somebody looks, and seldom where it cannot be had.
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { stateOf } from '../testing/cast'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createBridge } from './bridge'
import { createCall } from './call'
import { createModeration } from './moderation'
import { createStore } from './store'

const scene = () => {
  const clock = createClock()
  const tab = createBrowser({ clock, serve: async () => new Response() }).openTab()
  const { world } = tab
  const cache = new QueryClient()
  const bridge = createBridge(cache, () => 'idle')
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  const moderation = createModeration({ world, cache, store: createStore(stateOf(), bridge), call })
  let looks = 0
  let comes = true
  const stop = moderation.watch(async () => {
    looks += 1
    if (!comes) throw new Error('away')
    return true
  })
  /** How often it looked within so many minutes. */
  const within = async (minutes: number) => {
    const before = looks
    await clock.advance(minutes * 60_000)
    return looks - before
  }
  return {
    ...{ tab, within, stop },
    fail: (fails: boolean) => {
      comes = !fails
    },
  }
}

test('it looks every half minute while the tab is to be seen, and not after it was left', async () => {
  const { tab, within, stop } = scene()
  expect(await within(5)).toBe(10)
  tab.hide()
  expect(await within(5)).toBe(0)
  tab.show()
  expect(await within(1)).toBe(2)
  stop()
  expect(await within(5)).toBe(0)
})

test('in vain it looks less and less often, and comes back to every half minute', async () => {
  const { within, fail } = scene()
  fail(true)
  expect(await within(60)).toBeLessThan(50)
  fail(false)
  await within(5)
  expect(await within(5)).toBe(10)
})
