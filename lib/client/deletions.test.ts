// A deletion that was decided outlives its tab: it is carried out by whichever tab reads the stream next.
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import { conversation, detail, history, message, stateOf } from '../testing/cast'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser, type FakeTab } from '../testing/fake-world'
import { createBridge } from './bridge'
import { createCall } from './call'
import { createDeletions } from './deletions'
import { wipeDrafts } from './drafts'
import { createEdits, regret } from './edits'
import { createStore } from './store'

let clock: FakeClock
let browser: ReturnType<typeof createBrowser>
let asked: string[]
let answers: (() => Response)[]

beforeEach(() => {
  clock = createClock()
  asked = []
  answers = []
  browser = createBrowser({
    clock,
    latency: () => 10,
    serve: async ({ method, path }) => {
      asked.push(`${method} ${path.split('/').at(-1)}`)
      return (answers.shift() ?? (() => new Response(null, { status: 204 })))()
    },
  })
})

/** A tab of this person, with what edits and what carries out. */
const opened = ({ leads = true, viewerId = 'ana', tab = browser.openTab() as FakeTab } = {}) => {
  const { world } = tab
  const state = {
    ...stateOf(detail(9, conversation({ seq: 3 })), history(9, 3, [message(2), message(3)])),
    viewerId,
  }
  const cache = new QueryClient()
  const store = createStore(
    state,
    createBridge(cache, () => 'idle'),
  )
  const call = createCall({ world, viewerId, clientId: 'tab', onSignedOut: () => {} })
  const given = { world, cache, store, call, leads: () => leads, viewerId }
  return { tab, edits: createEdits(given), deletions: createDeletions(given) }
}

/** Somebody deletes m2 without a connection, and closes the tab. */
const decidedOffline = async () => {
  const { tab, edits } = opened()
  browser.believe(false)
  edits.remove('m2')
  await clock.advance(regret + 100)
  tab.kill()
  browser.believe(true)
}

test('it is carried out at the next load, once', async () => {
  await decidedOffline()
  expect(asked).toEqual([])
  opened().deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual(['DELETE m2'])
  opened().deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual(['DELETE m2'])
})

test('also where the tab was closed while it could still have been taken back', async () => {
  const { tab, edits } = opened()
  browser.believe(false)
  edits.remove('m2')
  tab.hide()
  tab.kill()
  browser.believe(true)
  opened().deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual(['DELETE m2'])
})

test('by one of several tabs', async () => {
  await decidedOffline()
  const tabs = [opened({ leads: false }), opened(), opened({ leads: false })]
  for (const { deletions } of tabs) deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual(['DELETE m2'])
})

test('again and again while the server cannot be asked, and no more when it has said no', async () => {
  await decidedOffline()
  answers = [503, 429, 403].map(status => () => Response.json({}, { status }))
  opened().deletions.wake()
  await clock.advance(60_000)
  expect(asked).toHaveLength(3)
  opened().deletions.wake()
  await clock.advance(60_000)
  expect(asked).toHaveLength(3)
})

test('what is taken back, still held or already answered is not owed', async () => {
  const { edits } = opened()
  edits.remove('m2')
  edits.undo('m2')
  edits.remove('m3')
  const other = opened()
  other.deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual([])
  await clock.advance(regret)
  expect(asked).toEqual(['DELETE m3'])
  other.deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual(['DELETE m3'])
})

test('nobody else carries it out, and nothing of it stays when the viewer signs out', async () => {
  await decidedOffline()
  opened({ viewerId: 'bruno' }).deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual([])
  const { tab, deletions } = opened()
  wipeDrafts(tab.world)
  deletions.wake()
  await clock.advance(100)
  expect(asked).toEqual([])
  expect(tab.world.storage?.length).toBe(0)
})

test('when all is stopped nothing of it runs any more', async () => {
  await decidedOffline()
  answers = [() => Response.json({}, { status: 503 })]
  const { tab, edits, deletions } = opened()
  deletions.wake()
  await clock.advance(100)
  deletions.stop()
  edits.stop()
  expect(tab.left()).toMatchObject({ timers: 0, requests: 0 })
})
