// How people are, as a tab holds it: told by the stream, asked for when it is shown, unknown without a connection.
import { QueryClient, QueryObserver, skipToken } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createCall } from './call'
import { createPresences, type Known } from './presences'
import { keys } from './queries'

const scene = ({ latency = 0 } = {}) => {
  const clock = createClock()
  const asked: string[] = []
  const states: Record<string, Known> = {}
  const browser = createBrowser({
    clock,
    latency: () => latency,
    async serve({ path }) {
      const ids = new URL(path, 'http://x').searchParams.get('ids')!
      asked.push(ids)
      const presence = ids.split(',').flatMap(id => (states[id] ? [{ user_id: id, ...states[id] }] : []))
      return Response.json({ presence })
    },
  })
  const { world } = browser.openTab()
  const cache = new QueryClient()
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  const presences = createPresences({ world, call, cache, viewerId: 'ana' })
  const watch = (id: string) =>
    new QueryObserver(cache, {
      ...{ queryKey: keys.presence(id), queryFn: skipToken },
      ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY },
    }).subscribe(() => {})
  const hear = (...events: unknown[]) =>
    presences.hear(events.map(event => ({ prev: 'log.1.n', cursor: 'log.1.n', event })))
  const of = (id: string) => cache.getQueryData<Known>(keys.presence(id))?.status
  return { clock, asked, states, presences, watch, hear, of }
}

const is = (id: string, status: string) => ({
  event: 'presence-updated',
  payload: { id, partial: { status, last_seen_at: null } },
})
const online: Known = { status: 'online', last_seen_at: null }

test('whoever comes into view is asked for once, together, and oneself never', async () => {
  const { clock, asked, states, presences, watch, hear, of } = scene()
  Object.assign(states, { bruno: online })
  presences.wake()
  await clock.advance(5000)
  hear(is('carla', 'away'))
  for (const id of ['ana', 'bruno', 'bruno', 'carla', 'diego']) watch(id)
  await clock.advance(1000)
  watch('bruno')
  watch('diego')
  await clock.advance(1000)
  expect(asked).toEqual(['bruno,diego'])
  expect([of('bruno'), of('carla'), of('diego')]).toEqual(['online', 'away', undefined])
})

test('what the stream tells while an answer is on its way stands', async () => {
  const { clock, states, presences, watch, hear, of } = scene({ latency: 500 })
  Object.assign(states, { bruno: online })
  presences.wake()
  watch('bruno')
  await clock.advance(1600)
  hear(is('bruno', 'offline'))
  await clock.advance(2000)
  expect(of('bruno')).toBe('offline')
})

test('after a new connection those who are shown are asked for anew, unless the stream has told of them; till then they stay', async () => {
  const { clock, asked, states, presences, watch, hear, of } = scene()
  Object.assign(states, { bruno: online, carla: online })
  presences.wake()
  watch('bruno')
  watch('carla')
  await clock.advance(5000)
  asked.length = 0
  presences.wake()
  hear(is('carla', 'online'))
  presences.wake()
  expect(of('bruno')).toBe('online')
  await clock.advance(5000)
  expect(asked).toEqual(['bruno'])
  presences.forget()
  expect([of('bruno'), of('carla')]).toEqual([undefined, undefined])
})

test('who comes into a conversation or leaves it may be known of, or no longer', async () => {
  const { clock, states, presences, watch, hear, of } = scene()
  presences.wake()
  watch('bruno')
  await clock.advance(5000)
  expect(of('bruno')).toBeUndefined()
  states.bruno = online
  hear({ event: 'member-added', payload: { id: 'bruno' } })
  await clock.advance(5000)
  expect(of('bruno')).toBe('online')
  delete states.bruno
  hear({ event: 'member-removed', payload: { id: 'bruno' } })
  await clock.advance(5000)
  expect(of('bruno')).toBeUndefined()
})

test('who shows it no longer sees nobody, and everybody again when they show it', async () => {
  const { clock, states, presences, watch, hear, of } = scene()
  const shows = (presence: boolean) => ({ event: 'settings-updated', payload: { partial: { presence } } })
  presences.wake()
  watch('bruno')
  hear(is('bruno', 'online'), shows(false))
  expect(of('bruno')).toBeUndefined()
  Object.assign(states, { bruno: online })
  hear(shows(true))
  await clock.advance(5000)
  expect(of('bruno')).toBe('online')
})

test('more than the server takes at once are asked for in turn', async () => {
  const { clock, asked, presences, watch } = scene()
  presences.wake()
  for (let n = 0; n < 130; n++) watch(`p${n}`)
  await clock.advance(5000)
  expect(asked.map(ids => ids.split(',').length)).toEqual([100, 30])
})

test('who leaves asks anew for all in view: of some it may be theirs to know no more', async () => {
  const { clock, asked, states, presences, watch, hear, of } = scene()
  Object.assign(states, { bruno: online, carla: online })
  presences.wake()
  for (const id of ['bruno', 'carla']) watch(id)
  await clock.advance(5000)
  expect([of('bruno'), of('carla')]).toEqual(['online', 'online'])
  delete states.carla
  hear({ event: 'member-removed', payload: { id: 'ana' } })
  await clock.advance(5000)
  expect(asked.at(-1)).toBe('bruno,carla')
  expect([of('bruno'), of('carla')]).toEqual(['online', undefined])
})
