import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilThere } from './until-there'

let page: EventTarget
beforeEach(() => {
  page = new EventTarget()
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Fails so many times, and then is there. */
const failing = (times: number) => {
  const seen = { asked: 0 }
  const fetch = async () => {
    seen.asked += 1
    if (seen.asked <= times) throw new Error('no line')
    return 'here'
  }
  return { seen, got: untilThere(fetch) }
}

test('what is there is asked for once', async () => {
  const { seen, got } = failing(0)
  expect(await got).toBe('here')
  expect(seen.asked).toBe(1)
})

test('what fails is asked for again after a while, and not before', async () => {
  const { seen, got } = failing(3)
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.asked).toBe(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await got).toBe('here')
  expect(seen.asked).toBe(4)
})

test('back online it is asked for at once, and no timer is left', async () => {
  const { seen, got } = failing(1)
  await vi.advanceTimersByTimeAsync(0)
  page.dispatchEvent(new Event('online'))
  expect(await got).toBe('here')
  expect(seen.asked).toBe(2)
  expect(vi.getTimerCount()).toBe(0)
})
