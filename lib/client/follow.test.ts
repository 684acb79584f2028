import { expect, test, vi } from 'vitest'
import type { Outcome } from './cache/draft'
import { landPeople } from './cache/land'
import { emptyState, type State } from './cache/state'
import { read } from './cache/table'
import { createFollower } from './follow'
import type { Step } from './stream/feed'
import { inertWorld } from './world'

const ana = '01890000-0000-7000-8000-000000000001'
const at = (position: number) => `log.${position}.n${position}`
const user = {
  id: ana,
  external_id: 'ana',
  name: 'Ana',
  avatar_url: null,
  created_at: '2026-11-24T08:00:00.000Z',
}
const renamed = (name: string) => ({
  event: 'user-updated',
  payload: { id: ana, partial: { name }, originClientId: null },
})
const step = (position: number, event: unknown, prev = position - 1): Step => ({
  prev: at(prev),
  cursor: at(position),
  event,
})

/** A tab that stands at position 1 and knows Ana. `serve` answers /api/events. */
const tab = (serve: (path: string) => unknown = () => null) => {
  let state: State = landPeople(emptyState(ana), { users: [user], cursor: at(1) }).state
  const broken: string[] = []
  const asked: string[] = []
  const follower = createFollower({
    world: {
      ...inertWorld(),
      fetch: async path => {
        asked.push(path)
        return Response.json(serve(path))
      },
    },
    viewerId: ana,
    clientId: 'tab',
    store: {
      get: () => state,
      commit: (outcome: Outcome) => {
        state = outcome.state
      },
      replace: () => {},
      onCommit: () => {},
    },
    onBroken: why => broken.push(why),
    onSignedOut: () => broken.push('signed out'),
  })
  return {
    follower,
    broken,
    asked,
    name: () => read(state.tables.users, ana)?.value.name,
    cursor: () => state.cursor,
  }
}

test('law 5: a step is applied and the cursor moves with it', () => {
  const { follower, name, cursor } = tab()
  follower.take([step(2, renamed('Ana María')), step(3, null)])
  expect([name(), cursor()]).toEqual(['Ana María', at(3)])
})

test('an event type of a newer server is passed over, its cursor kept', () => {
  const { follower, broken, name, cursor } = tab()
  follower.take([step(2, { event: 'star-given', payload: {} }), step(3, renamed('Ana María'))])
  expect([broken, name(), cursor()]).toEqual([[], 'Ana María', at(3)])
})

test('law 6: an event that is not as announced ends in a new snapshot, once, and nothing after it is applied', () => {
  const { follower, broken, name, cursor } = tab()
  follower.take([step(2, { event: 'user-updated', payload: { id: 7 } }), step(3, renamed('Ana María'))])
  follower.take([step(4, renamed('Ana'), 3)])
  expect(broken).toHaveLength(1)
  expect([name(), cursor()]).toEqual(['Ana', at(1)])
})

test('law 6: a step of another log ends in a new snapshot', () => {
  const { follower, broken } = tab()
  follower.take([{ prev: 'other.1.n', cursor: 'other.2.n', event: null }])
  expect(broken).toHaveLength(1)
})

test('P3: what is missing before a step is fetched, and what came meanwhile waits for it', async () => {
  const missed = [
    { cursor: at(2), ...renamed('dos') },
    { cursor: at(3), event: 'star-given', payload: {} },
  ]
  const { follower, broken, asked, name, cursor } = tab(() => ({ events: missed, cursor: at(3) }))
  follower.take([step(5, renamed('cinco'), 3)])
  follower.take([step(6, renamed('seis'))])
  expect(name()).toBe('Ana')
  await vi.waitFor(() => expect([broken, name(), cursor()]).toEqual([[], 'seis', at(6)]))
  expect(asked).toEqual([`/api/events?cursor=${at(1)}`])
})

test('P1: a step that was applied before changes nothing', () => {
  const { follower, asked, name, cursor } = tab()
  follower.take([step(2, renamed('dos')), step(3, renamed('tres'))])
  follower.take([step(2, renamed('dos')), step(3, renamed('tres'))])
  expect([name(), cursor(), asked]).toEqual(['tres', at(3), []])
})

test('a log that cannot go on from here ends in a new snapshot', async () => {
  const { follower, broken } = tab(() => ({ reset: true, reason: 'pruned' }))
  follower.take([step(5, renamed('cinco'), 4)])
  await vi.waitFor(() => expect(broken).toEqual(['reset: pruned']))
})
