// How people are, as the stream tells it, and asked for where somebody comes into view of whom it has not. It stands beside the
// state of the log, which knows nothing of it; without a connection it is not known.
import type { QueryClient } from '@tanstack/react-query'
import type { Presence } from '../contract/presence'
import type { Call } from './call'
import { getPresence } from './endpoints'
import { keys } from './queries'
import { boolean, list, nullable, object, oneOf, string } from './shape'
import type { Step } from './stream/feed'
import type { Timer, World } from './world'

/** Whoever comes into view within this (ms) is asked for at once. */
const gatherMs = 50
/** After a new connection the stream tells of most by itself (ms). */
const standingMs = 1500
const most = 100

const partial = object({ status: oneOf('online', 'away', 'offline'), last_seen_at: nullable(string) })
const presenceUpdated = object({
  event: oneOf('presence-updated'),
  payload: object({ id: string, partial }),
})
const named = object({ id: string })
const comesOrGoes = object({
  event: oneOf('member-added', 'member-removed'),
  payload: named,
})
const settingsUpdated = object({
  event: oneOf('settings-updated'),
  payload: object({ partial: object({ presence: boolean }) }),
})
const founded = object({
  event: oneOf('conversation-created'),
  payload: object({ partial: object({ members: list(object({ user_id: string })) }) }),
})

/** Null: it is not the viewer's to know. */
export type Known = Pick<Presence, 'status' | 'last_seen_at'> | null

export type Presences = {
  wake(): void
  hear(steps: readonly Step[]): void
  forget(): void
  stop(): void
}

type Given = { world: World; call: Call; viewerId: string; cache: QueryClient }

export const createPresences = ({ world, call, viewerId, cache }: Given): Presences => {
  const held = new Set<string>()
  /** Told of since the connection began, or asked for: what is held of them holds. */
  const fresh = new Set<string>()
  const owed = new Set<string>()
  /** What is asked for right now and the stream has not told meanwhile. */
  const asking = new Set<Set<string>>()
  let timer: Timer = null
  let isWaiting = false
  let isConnected = false
  let wokeAt = Number.NEGATIVE_INFINITY
  let unwatch: (() => void) | null = null

  const set = (id: string, known: Known) => {
    held.add(id)
    fresh.add(id)
    cache.setQueryData<Known>(keys.presence(id), known)
  }

  /** Ids that some part of the page shows. */
  const watched = () =>
    cache
      .getQueryCache()
      .findAll({ queryKey: keys.presences })
      .filter(query => query.getObserversCount() > 0)
      .map(query => query.queryKey[2] as string)

  const want = (ids: Iterable<string>, ms = gatherMs) => {
    for (const id of ids) if (id !== viewerId) owed.add(id)
    if (isWaiting || !isConnected) return
    isWaiting = true
    timer = world.setTimer(() => void ask(), ms)
  }

  const ask = async () => {
    isWaiting = false
    const ids = [...owed].filter(id => !fresh.has(id)).slice(0, most)
    const more = [...owed].filter(id => !fresh.has(id)).slice(most)
    owed.clear()
    if (ids.length === 0) return
    // What the stream tells meanwhile is no older than the answer, and takes them out of here.
    const open = new Set(ids)
    asking.add(open)
    const answer = await call(getPresence, { query: { ids: ids.join(',') } })
    asking.delete(open)
    if (!isConnected) return
    if (answer.ok) {
      const known = new Map(answer.body.presence.map(({ user_id, ...how }) => [user_id, how]))
      for (const id of open) set(id, known.get(id) ?? null)
    }
    if (more.length) want(more)
  }
  const hearOne = (event: unknown) => {
    if (presenceUpdated(event)) {
      const { id, partial } = event.payload
      for (const open of asking) open.delete(id)
      set(id, partial)
    } else if (settingsUpdated(event)) changed(event.payload.partial.presence)
    else if (comesOrGoes(event)) again(event.payload.id === viewerId ? watched() : [event.payload.id])
    else if (founded(event)) again(event.payload.partial.members.map(({ user_id }) => user_id))
  }

  /** Who does not show it any longer does not see it; nor what is on its way. */
  const changed = (shows: boolean) => {
    for (const open of asking) open.clear()
    if (shows) again(watched())
    else for (const id of held) set(id, null)
  }

  /** Whether these are the viewer's to know of may have changed. */
  const again = (ids: string[]) => {
    const seen = new Set(watched())
    const shown = ids.filter(id => seen.has(id))
    for (const id of shown) fresh.delete(id)
    if (shown.length) want(shown, standingMs)
  }

  const forget = () => {
    isConnected = false
    isWaiting = false
    wokeAt = Number.NEGATIVE_INFINITY
    world.clearTimer(timer)
    for (const id of held) cache.setQueryData<Known>(keys.presence(id), null)
    held.clear()
    fresh.clear()
  }

  return {
    wake() {
      unwatch ??= cache.getQueryCache().subscribe(({ type, query }) => {
        const [of, what, id] = query.queryKey
        if (type === 'observerAdded' && of === 'users' && what === 'presence' && !fresh.has(id as string))
          want([id as string])
      })
      isConnected = true
      // Woken twice for one connection; what the stream has told between is of it.
      if (world.now() - wokeAt < 1000) return
      wokeAt = world.now()
      fresh.clear()
      want(watched(), standingMs)
    },
    hear(steps) {
      for (const { event } of steps) hearOne(event)
    },
    forget,
    stop() {
      forget()
      unwatch?.()
      unwatch = null
    },
  }
}
