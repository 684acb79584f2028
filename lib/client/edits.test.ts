// When a change of a message is sent, and how often.
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../contract/message'
import { conversation, detail, history, message, stateOf } from '../testing/cast'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser, type FakeTab } from '../testing/fake-world'
import { createBridge } from './bridge'
import { createCall } from './call'
import { createEdits, type Edits, regret } from './edits'
import { keys } from './queries'
import { createStore } from './store'

let clock: FakeClock
let browser: ReturnType<typeof createBrowser>
let tab: FakeTab
let client: QueryClient
let edits: Edits
/** Verb, address and body of each request; and what it is answered. */
let asked: string[]
let answers: (() => Response)[]

const refusal =
  (status: number, detail = 'No') =>
  () =>
    Response.json({ detail }, { status })

beforeEach(() => {
  clock = createClock()
  asked = []
  answers = []
  browser = createBrowser({
    clock,
    latency: () => 10,
    serve: async ({ method, path, body }) => {
      asked.push(`${method} ${path.split('/').at(-1)} ${body ?? ''}`.trim())
      const given = answers.shift()
      if (given) return given()
      if (method === 'DELETE') return new Response(null, { status: 204 })
      const edited_at = new Date(clock.now()).toISOString()
      return Response.json({ message: { ...message(2), ...JSON.parse(String(body)), edited_at } })
    },
  })
  tab = browser.openTab()
  const { world } = tab
  client = new QueryClient()
  const bridge = createBridge(client, () => 'idle')
  const state = stateOf(detail(9, conversation({ seq: 3 })), history(9, 3, [message(2), message(3)]))
  const store = createStore(state, bridge)
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  edits = createEdits({ world, cache: client, store, call })
  bridge.replace(stateOf(), state)
})

const see = (id = 'm2') => client.getQueryData<Message>(keys.message(id))!

describe('an edit', () => {
  test('is seen and sent at once, without the blanks around it', async () => {
    edits.edit('m2', ' otro ')
    expect(see().content).toBe('otro')
    await clock.advance(100)
    expect(asked).toEqual(['PATCH m2 {"content":"otro"}'])
    expect(see().content).toBe('otro')
  })

  test('that says nothing, or the same, is none', async () => {
    for (const text of ['  ', 'text 2', ' text 2 ']) edits.edit('m2', text)
    await clock.advance(100)
    expect([asked, see()]).toEqual([[], message(2)])
  })

  test('that is refused is taken back, with the reason, until that was seen', async () => {
    answers = [refusal(409, 'Deleted.')]
    edits.edit('m2', 'otro')
    await clock.advance(100)
    expect(see()).toEqual(message(2))
    expect(client.getQueryData(keys.editing('m2'))).toMatchObject({ status: 'failed', reason: 'Deleted.' })
    edits.dismiss('m2')
    expect(client.getQueryData(keys.editing('m2'))).toBeUndefined()
  })

  test('goes again when the server could not be asked', async () => {
    answers = [refusal(503), refusal(503)]
    edits.edit('m2', 'otro')
    await clock.advance(60_000)
    expect(asked.length).toBe(3)
    expect(see().content).toBe('otro')
  })

  test('waits for a connection', async () => {
    browser.believe(false)
    edits.edit('m2', 'otro')
    await clock.advance(60_000)
    expect([asked, see().content]).toEqual([[], 'otro'])
    browser.believe(true)
    edits.wake()
    await clock.advance(100)
    expect(asked.length).toBe(1)
  })

  test('that follows another is sent after it, and only the newest of several', async () => {
    for (const text of ['uno', 'dos', 'tres']) edits.edit('m2', text)
    expect(see().content).toBe('tres')
    await clock.advance(1000)
    expect(asked).toEqual(['PATCH m2 {"content":"uno"}', 'PATCH m2 {"content":"tres"}'])
    expect(see().content).toBe('tres')
  })
})

describe('a deletion', () => {
  test('is seen at once, and sent when it can no longer be taken back', async () => {
    edits.remove('m2')
    expect(see()).toMatchObject({ content: '', deleted_at: expect.any(String) })
    await clock.advance(regret - 1)
    expect(asked).toEqual([])
    await clock.advance(100)
    expect(asked).toEqual(['DELETE m2'])
  })

  test('is taken back, and never sent', async () => {
    edits.remove('m2')
    edits.undo('m2')
    expect(see()).toEqual(message(2))
    await clock.advance(2 * regret)
    expect(asked).toEqual([])
  })

  test.each([
    ['the tab is hidden or closed', () => tab.hide()],
    ['another is deleted', () => edits.remove('m3')],
    ['the viewer signs out', () => void edits.flush()],
    ['the chat ends', () => edits.stop()],
  ])('is sent at once when %s, and cannot be taken back then', async (_, happen) => {
    edits.remove('m2')
    happen()
    await clock.advance(100)
    expect(asked).toEqual(['DELETE m2'])
    edits.undo('m2')
    expect(see().deleted_at).not.toBeNull()
  })

  test('that is refused is taken back, with the reason', async () => {
    answers = [refusal(403, 'Not yours.')]
    edits.remove('m2')
    await clock.advance(regret + 100)
    expect(see()).toEqual(message(2))
    expect(client.getQueryData(keys.editing('m2'))).toMatchObject({ status: 'failed', reason: 'Not yours.' })
  })

  test('of what is being edited comes after the edit', async () => {
    edits.edit('m2', 'otro')
    edits.remove('m2')
    await clock.advance(regret + 1000)
    expect(asked).toEqual(['PATCH m2 {"content":"otro"}', 'DELETE m2'])
  })
})

test('when all is stopped nothing of it runs any more', async () => {
  edits.remove('m2')
  edits.edit('m3', 'otro')
  edits.stop()
  await clock.advance(20_000)
  expect(tab.left()).toMatchObject({ timers: 0, listeners: 0, requests: 0 })
})
