// What one switches of what one shows: at once, one after the other at the server, not undone by what was told before it, and taken
// back when the server says no.
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import type { Settings } from '../contract/user'
import { stateOf } from '../testing/cast'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createBridge } from './bridge'
import { createCall } from './call'
import { createPrivacy, type HeldSettings, hearPrivacy, type Privacy, shownSettings } from './privacy'
import { keys } from './queries'
import { createStore } from './store'
import type { Step } from './stream/feed'

let clock: FakeClock
let cache: QueryClient
let privacy: Privacy
let server: Settings
let asked: unknown[]
let refusals: number
let position: number
const cursor = () => `e.${position}.n${position}`

beforeEach(async () => {
  clock = createClock()
  cache = new QueryClient()
  server = { receipts: true, presence: true, typing: true }
  asked = []
  refusals = 0
  position = 1
  const browser = createBrowser({
    clock,
    latency: () => 10,
    serve: async ({ body }) => {
      if (body) {
        asked.push(JSON.parse(String(body)))
        if (refusals-- > 0) return Response.json({ detail: 'No' }, { status: 422 })
        server = { ...server, ...JSON.parse(String(body)) }
      }
      return Response.json({ settings: server, cursor: cursor() })
    },
  })
  const { world } = browser.openTab()
  const store = createStore(
    stateOf(),
    createBridge(cache, () => 'idle'),
  )
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  privacy = createPrivacy({ world, cache, store, call })
  void privacy.read()
  await clock.advance(100)
})

const seen = () => shownSettings(cache.getQueryData<HeldSettings>(keys.settings)!)
/** The server's log goes on with it, and the tab hears of it. */
const hear = (partial: Partial<Settings>) => {
  position += 1
  const event = { event: 'settings-updated', payload: { id: 'ana', partial } }
  hearPrivacy(cache, [{ cursor: cursor(), event } as Step])
}

test('what is switched quickly one after the other is off at once, and no answer or event puts it on again', async () => {
  const all: Settings[] = []
  cache.getQueryCache().subscribe(() => all.push(seen()))
  void privacy.change({ receipts: false })
  void privacy.change({ presence: false })
  expect(seen()).toEqual({ receipts: false, presence: false, typing: true })
  all.length = 0
  await clock.advance(15)
  // The log tells the first while the second is on its way.
  hear({ receipts: false, presence: true })
  await clock.advance(100)
  expect(asked).toEqual([{ receipts: false }, { presence: false }])
  expect(all.length).toBeGreaterThan(1)
  expect(all.every(({ receipts, presence }) => !receipts && !presence)).toBe(true)
  expect(server).toEqual(seen())
})

test('one that is refused is taken back alone, with the reason', async () => {
  refusals = 1
  const [first, second] = [privacy.change({ receipts: false }), privacy.change({ typing: false })]
  await clock.advance(100)
  expect([await first, await second]).toMatchObject([
    { ok: false, status: 422, detail: 'No' },
    { ok: true, value: null },
  ])
  expect(seen()).toEqual({ receipts: true, presence: true, typing: false })
})

test('the last word on one of them is the last at the server', async () => {
  for (const receipts of [false, true, false]) void privacy.change({ receipts })
  await clock.advance(100)
  expect([asked.length, server.receipts, seen().receipts]).toEqual([3, false, false])
})

test('what another device switches is seen', () => {
  hear({ presence: false })
  expect(seen()).toEqual({ receipts: true, presence: false, typing: true })
})

test.each([
  ['the first', true],
  ['a later', false],
])('%s answer, if older than what was heard meanwhile, is asked for again', async (_, isFirst) => {
  if (isFirst) cache.clear()
  void privacy.read()
  // The server has read it, and its answer is on its way.
  await clock.advance(5)
  server = { ...server, presence: false }
  hear({ presence: false })
  await clock.advance(100)
  expect(seen()).toEqual({ receipts: true, presence: false, typing: true })
})

test('what is heard late, though it was read already, changes nothing', async () => {
  position += 2
  void privacy.read()
  await clock.advance(100)
  const late = { event: 'settings-updated', payload: { id: 'ana', partial: { presence: false } } }
  hearPrivacy(cache, [{ cursor: `e.${position - 1}.n`, event: late } as Step])
  expect(seen().presence).toBe(true)
})
