// What one sets for oneself: seen at once, told to the server in order, taken back when it says no, and not undone by what was
// told before it.
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test } from 'vitest'
import { conversation, inbox, time as later, membership, stateOf } from '../testing/cast'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser, type FakeTab } from '../testing/fake-world'
import { createBridge } from './bridge'
import { advance } from './cache/advance'
import { carried } from './cache/pending'
import { readUpTo } from './cache/reading'
import type { OwnWants } from './cache/state'
import { read } from './cache/table'
import { createCall } from './call'
import { createOwnSettings, type OwnSettings } from './own-settings'
import { createStore } from './store'

let clock: FakeClock
let browser: ReturnType<typeof createBrowser>
let tab: FakeTab
let store: ReturnType<typeof createStore>
let own: OwnSettings
let asked: unknown[]
let answers: (() => Response)[]

const refusal =
  (status: number, detail = 'No') =>
  () =>
    Response.json({ detail }, { status })

const first = conversation({ id: 'first', membership: membership(), created_at: later(5) })
const second = conversation({ id: 'second', membership: membership() })

beforeEach(() => {
  clock = createClock()
  asked = []
  answers = []
  browser = createBrowser({
    clock,
    latency: () => 10,
    serve: async ({ body }) => {
      asked.push(JSON.parse(String(body)))
      return (answers.shift() ?? (() => Response.json({ membership: membership() })))()
    },
  })
  tab = browser.openTab()
  const { world } = tab
  const cache = new QueryClient()
  const bridge = createBridge(cache, () => 'idle')
  store = createStore(stateOf(inbox(9, [first, second])), bridge)
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  own = createOwnSettings({ world, cache, store, call })
})

const see = (id = 'second') => read(store.get().tables.conversations, id)!.value.membership!
const laid = (id = 'second') => read(store.get().tables.conversations, id)!.asked
const list = () => read(store.get().tables.lists, 'all')!.value

let position = 9
const hear = (partial: OwnWants, conversation_id = 'second') => {
  const { cursor } = store.get()
  position = store.get().position + 1
  const next = cursor!.replace(/^([^.]+)\..*$/, `$1.${position}.n${position}`)
  store.commit(
    advance(store.get(), {
      prev: cursor!,
      cursor: next,
      event: {
        event: 'membership-updated',
        payload: { id: 'ana', conversation_id, partial, originClientId: null },
      },
    }),
  )
}
const time = '2026-01-01T00:00:00.000Z'

describe('a setting', () => {
  test('is seen at once, in the lists too, and asked for once', async () => {
    expect(list()).toEqual(['first', 'second'])
    const done = own.set('second', { pinned: true })
    expect([see().pinned_at, list()]).toEqual([expect.any(String), ['second', 'first']])
    void own.set('first', { archived: true })
    expect(list()).toEqual(['second'])
    await clock.advance(100)
    expect(asked).toEqual([{ pinned: true }, { archived: true }])
    expect(await done).toEqual({ ok: true, value: null })
  })

  test('is not undone by what was told before it, and is the server’s once that says so', async () => {
    void own.set('second', { pinned: true, muted_until: time })
    hear({ archived_at: time })
    hear({ pinned_at: null })
    expect(see()).toMatchObject({ pinned_at: expect.any(String), archived_at: time, muted_until: time })
    await clock.advance(100)
    expect(laid()).not.toEqual([])
    hear({ pinned_at: time, muted_until: time })
    expect([see().pinned_at, laid()]).toEqual([time, []])
    // From here on whoever changes it has the last word.
    hear({ pinned_at: null })
    expect(see().pinned_at).toBeNull()
  })

  test('is what was set last, whatever the log tells meanwhile of what was set before', async () => {
    const all: unknown[] = []
    void own.set('second', { pinned: true })
    await clock.advance(5)
    void own.set('second', { pinned: false })
    const note = () => all.push(see().pinned_at, ...list())
    note()
    hear({ pinned_at: time })
    note()
    await clock.advance(100)
    note()
    hear({ pinned_at: null })
    note()
    expect(asked).toEqual([{ pinned: true }, { pinned: false }])
    expect(all).toEqual([1, 2, 3, 4].flatMap(() => [null, 'first', 'second']))
    expect(laid()).toEqual([])
    hear({ pinned_at: time })
    expect(see().pinned_at).toBe(time)
  })

  test('is what was set last, too, where both answers come before the log tells either', async () => {
    void own.set('second', { pinned: true })
    void own.set('second', { pinned: false })
    await clock.advance(100)
    hear({ pinned_at: time })
    expect([see().pinned_at, list()]).toEqual([null, ['first', 'second']])
    hear({ pinned_at: null })
    expect([see().pinned_at, laid()]).toEqual([null, []])
  })

  test('is what was set last, also where the first answer was lost', async () => {
    answers = [refusal(503)]
    void own.set('second', { pinned: true })
    void own.set('second', { pinned: false })
    await clock.advance(15)
    hear({ pinned_at: time })
    expect(see().pinned_at).toBeNull()
    await clock.advance(5000)
    expect(asked).toEqual([{ pinned: true }, { pinned: true }, { pinned: false }])
    hear({ pinned_at: null })
    expect([see().pinned_at, laid()]).toEqual([null, []])
  })

  test('is not undone by another device before it is answered', async () => {
    void own.set('second', { pinned: true })
    hear({ pinned_at: time })
    hear({ pinned_at: null })
    expect(see().pinned_at).not.toBeNull()
    await clock.advance(100)
    // The log has told what was set here, too: what came after it has the last word.
    expect([see().pinned_at, laid()]).toEqual([null, []])
  })

  test('goes over to a new snapshot, as far as that does not say it', async () => {
    void own.set('second', { pinned: true })
    void own.set('second', { pinned: false })
    const second = conversation({ id: 'second', membership: membership({ pinned_at: time }) })
    store.replace(carried(stateOf(inbox(20, [first, second])), store.get()))
    expect([see().pinned_at, list()]).toEqual([null, ['first', 'second']])
    await clock.advance(100)
    hear({ pinned_at: null })
    expect([see().pinned_at, laid()]).toEqual([null, []])
  })

  test('that is refused is taken back, with the reason', async () => {
    answers = [refusal(404, 'Gone.')]
    const done = own.set('second', { pinned: true })
    await clock.advance(100)
    expect(await done).toEqual({ ok: false, status: 404, detail: 'Gone.' })
    expect([see().pinned_at, laid(), list()]).toEqual([null, [], ['first', 'second']])
  })

  test('goes again when the server could not be asked, and says when', async () => {
    answers = [refusal(503), () => Response.json({}, { status: 429, headers: { 'Retry-After': '30' } })]
    void own.set('second', { pinned: true })
    await clock.advance(5000)
    expect(asked).toHaveLength(2)
    await clock.advance(29_000)
    expect(asked).toHaveLength(3)
    expect(see().pinned_at).not.toBeNull()
  })

  test('waits for a connection', async () => {
    browser.believe(false)
    void own.set('second', { archived: true })
    await clock.advance(60_000)
    expect([asked, list()]).toEqual([[], ['first']])
    browser.believe(true)
    own.wake()
    await clock.advance(100)
    expect(asked).toEqual([{ archived: true }])
  })

  test('of which nothing more is heard is the log’s in the end', async () => {
    void own.set('second', { pinned: true })
    await clock.advance(20_000)
    expect([see().pinned_at, laid()]).toEqual([null, []])
  })
})

test('of several meanwhile the last of each kind is asked for, together', async () => {
  void own.set('second', { pinned: true })
  void own.set('second', { pinned: false })
  void own.set('second', { archived: true })
  void own.set('second', { pinned: true })
  answers = [refusal(404)]
  expect(see()).toMatchObject({ pinned_at: expect.any(String), archived_at: expect.any(String) })
  await clock.advance(100)
  expect(asked).toEqual([{ pinned: true }, { pinned: true, archived: true }])
  // The first was granted, so what it asked for stands.
  expect(see()).toMatchObject({ pinned_at: expect.any(String), archived_at: null })
})

test('who marks it unread and reads it then has read it', async () => {
  void own.set('second', { marked_unread: true })
  expect(see().marked_unread_at).not.toBeNull()
  store.commit(readUpTo(store.get(), 'second', see().last_read_seq))
  expect(see().marked_unread_at).toBeNull()
  hear({ marked_unread_at: time })
  expect(see().marked_unread_at).toBeNull()
  await clock.advance(100)
  hear({ marked_unread_at: null })
  expect([see().marked_unread_at, laid()]).toEqual([null, []])
})

test('when all is stopped nothing of it runs any more', async () => {
  answers = [refusal(503)]
  void own.set('second', { pinned: true })
  void own.set('first', { pinned: true })
  await clock.advance(100)
  own.stop()
  expect(tab.left()).toMatchObject({ timers: 0, listeners: 0, requests: 0 })
})
