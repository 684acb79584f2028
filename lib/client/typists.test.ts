// Who is writing, as a tab hears it: until it is said to be over, or is over by itself.
import { expect, test } from 'vitest'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createTypists } from './typists'

const scene = () => {
  const clock = createClock()
  const browser = createBrowser({ clock, serve: async () => new Response(null, { status: 404 }) })
  const tab = browser.openTab()
  const shown: Record<string, readonly string[]> = {}
  let changes = 0
  const typists = createTypists({
    world: tab.world,
    viewerId: 'ana',
    show(id, userIds) {
      shown[id] = userIds
      changes += 1
    },
  })
  const hear = (...events: unknown[]) =>
    typists.hear(events.map(event => ({ prev: 'log.1.n', cursor: 'log.1.n', event })))
  return { clock, typists, hear, shown, tab, changes: () => changes }
}

const types = (id: string, { is_typing = true, expires_in_ms = 6000, conversation_id = 'plaza' } = {}) => ({
  event: 'typing-updated',
  payload: { id, conversation_id, partial: { is_typing, expires_in_ms } },
})
const says = (sender_id: string, conversation_id = 'plaza') => ({
  event: 'message-created',
  payload: { id: 'm1', conversation_id, seq: 2, partial: { sender_id } },
})
const goes = (id: string, conversation_id = 'plaza') => ({
  event: 'member-removed',
  payload: { id, conversation_id, seq: 2, partial: {} },
})

test('E3: it is over when it expires, and goes on when it is said again', async () => {
  const { clock, hear, shown, changes, tab } = scene()
  hear(types('bruno'))
  await clock.advance(5000)
  hear(types('bruno'))
  await clock.advance(5000)
  expect(shown).toEqual({ plaza: ['bruno'] })
  await clock.advance(1000)
  expect([shown, changes()]).toEqual([{ plaza: [] }, 2])
  expect(tab.left().timers).toBe(0)
})

test('E3: nobody is believed for ever', async () => {
  const { clock, hear, shown } = scene()
  hear(types('bruno', { expires_in_ms: 1e12 }))
  await clock.advance(10_000)
  expect(shown).toEqual({ plaza: [] })
})

test.each([
  ['what they say', says('bruno')],
  ['their word for it', types('bruno', { is_typing: false, expires_in_ms: 0 })],
  ['their going', goes('bruno')],
])('E3: it is over by %s', (_, end) => {
  const { hear, shown } = scene()
  hear(types('bruno'), types('carla'), end)
  expect(shown).toEqual({ plaza: ['carla'] })
})

test.each([
  ['another’s message', says('carla')],
  ['their message elsewhere', says('bruno', 'portal')],
  ['another’s going', goes('carla')],
  ['an event of a newer server', { event: 'typing-updated', payload: { id: 'bruno' } }],
  ['no event', null],
])('E3: it is not over by %s', (_, event) => {
  const { hear, shown } = scene()
  hear(types('bruno'), event)
  expect(shown).toEqual({ plaza: ['bruno'] })
})

test('when the viewer goes nobody there is writing; oneself never is', () => {
  const { hear, shown } = scene()
  hear(types('bruno'), types('carla'), types('bruno', { conversation_id: 'portal' }), types('ana'))
  hear(goes('ana'))
  expect(shown).toEqual({ plaza: [], portal: ['bruno'] })
})

test('the longest at it stands first, and everything can be forgotten', () => {
  const { hear, shown, typists, tab } = scene()
  hear(types('bruno'), types('carla'), types('bruno'))
  expect(shown).toEqual({ plaza: ['bruno', 'carla'] })
  typists.forget()
  expect([shown, tab.left().timers]).toEqual([{ plaza: [] }, 0])
})
