// The acknowledgement of what has come, on a fake clock, with the real cache and requests that a test answers.
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { at, conversation, got, inbox, membership, message, renamed, said, stateOf } from '../testing/cast'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createBridge } from './bridge'
import { advance } from './cache/advance'
import { readUpTo } from './cache/reading'
import type { Told } from './cache/state'
import { createCall } from './call'
import { createDeliveries } from './deliveries'
import { createStore } from './store'

/** ana's inbox with `plaza` at seq 4, of which she has got nothing after 1. */
const away = stateOf(
  inbox(
    9,
    [
      conversation({
        seq: 4,
        last_message_id: 'm4',
        last_message_at: message(4).created_at,
        membership: membership({ unread_count: 3, unread_as_of_seq: 4 }),
      }),
    ],
    { messages: [message(4)] },
  ),
)
/** The same when she has got everything. */
const home = stateOf(
  inbox(9, [
    conversation({ seq: 4, membership: membership({ last_delivered_seq: 4, unread_as_of_seq: 4 }) }),
  ]),
)

const scene = ({ state = home, leads = true } = {}) => {
  const clock = createClock()
  const asked: string[] = []
  const answers: number[] = []
  const browser = createBrowser({
    clock,
    async serve({ path, body }) {
      asked.push(`${path.split('/').slice(3).join('/')} ${JSON.parse(body!).seq}`)
      const status = answers.shift() ?? 204
      return new Response(status === 204 ? null : '{}', { status })
    },
  })
  const { world } = browser.openTab()
  const store = createStore(
    state,
    createBridge(new QueryClient(), () => 'idle'),
  )
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  const role = { leads }
  const deliveries = createDeliveries({ world, store, call, leads: () => role.leads })
  const hear = (...all: Told[]) => {
    for (const { event, position } of all)
      store.commit(advance(store.get(), { prev: at(position! - 1), cursor: at(position!), event }))
  }
  deliveries.wake()
  return { clock, store, deliveries, hear, asked, answers, role }
}

test('what has come is acknowledged once, up to the newest of it', async () => {
  const { clock, hear, asked } = scene()
  hear(said(5, 10), said(6, 11), said(7, 12))
  await clock.advance(10_000)
  expect(asked).toEqual(['plaza/delivered 7'])
})

test('in a flood once a second at most, and to its end', async () => {
  const { clock, hear, asked } = scene()
  for (let n = 0; n < 30; n++) {
    hear(said(5 + n, 10 + n))
    await clock.advance(100)
  }
  await clock.advance(5000)
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.length).toBeLessThanOrEqual(4)
  expect(asked.at(-1)).toBe('plaza/delivered 34')
})

test('what is read when it comes is read, and that says it', async () => {
  const { clock, hear, store, asked } = scene()
  hear(said(5, 10))
  await clock.advance(50)
  store.commit(readUpTo(store.get(), 'plaza', 5))
  await clock.advance(10_000)
  expect(asked).toEqual([])
})

test('what another device has acknowledged meanwhile is not said again', async () => {
  const { clock, hear, asked } = scene()
  hear(said(5, 10), got('ana', 5, 11))
  await clock.advance(10_000)
  expect(asked).toEqual([])
})

test('what was said is not said again while the server has not told so in turn', async () => {
  const { clock, hear, asked } = scene()
  hear(said(5, 10))
  await clock.advance(2000)
  hear(renamed('Plaza Mayor', 6, 11))
  await clock.advance(10_000)
  expect(asked).toEqual(['plaza/delivered 5'])
})

test('one’s own message is no news', async () => {
  const { clock, hear, asked } = scene()
  hear(said(5, 10, { sender_id: 'ana' }))
  await clock.advance(10_000)
  expect(asked).toEqual([])
})

test('what a snapshot brought is acknowledged like what comes', async () => {
  const { clock, asked } = scene({ state: away })
  await clock.advance(10_000)
  expect(asked).toEqual(['plaza/delivered 4'])
})

test('of many tabs only the one that leads says it; one that comes to lead says what was left', async () => {
  const { clock, hear, asked, role, deliveries } = scene({ leads: false })
  hear(said(5, 10))
  await clock.advance(10_000)
  expect(asked).toEqual([])
  role.leads = true
  deliveries.wake()
  await clock.advance(10_000)
  expect(asked).toEqual(['plaza/delivered 5'])
})

test('a refusal is dropped; what may pass is tried again, with what has come meanwhile', async () => {
  const refused = scene()
  refused.answers.push(422)
  refused.hear(said(5, 10))
  await refused.clock.advance(60_000)
  expect(refused.asked).toEqual(['plaza/delivered 5'])

  const passing = scene()
  passing.answers.push(503, 503)
  passing.hear(said(5, 10))
  await passing.clock.until(() => passing.asked.length === 2, 60_000)
  passing.hear(said(6, 11))
  await passing.clock.advance(60_000)
  expect(passing.asked).toEqual(['plaza/delivered 5', 'plaza/delivered 5', 'plaza/delivered 6'])
})

test('nothing is said after the end, and everything when it begins again', async () => {
  const { clock, hear, asked, deliveries } = scene()
  hear(said(5, 10))
  deliveries.stop()
  hear(said(6, 11))
  await clock.advance(10_000)
  expect(asked).toEqual([])
  deliveries.wake()
  await clock.advance(10_000)
  expect(asked).toEqual(['plaza/delivered 6'])
})
