// Follows the log from where the state stands, and where that leads nowhere begins anew with a new snapshot.
import type { QueryClient } from '@tanstack/react-query'
import { backoff } from './backoff'
import { carried } from './cache/pending'
import { renewed } from './cache/state'
import type { Call } from './call'
import type { Connection } from './chat'
import type { Drafts } from './drafts'
import type { Follower } from './follow'
import { liveCode } from './live'
import type { Live } from './live-code'
import type { Loader } from './loader'
import { keys } from './queries'
import type { Store } from './store'
import type { Feed, FeedState } from './stream/feed'
import type { Timer, World } from './world'

/** After this (ms) without another, a new snapshot is nothing that repeats itself. */
const quiet = 60_000

type Given = {
  world: World
  viewerId: string
  clientId: string
  store: Store
  call: Call
  cache: QueryClient
  drafts: Drafts
  loader: Loader
  /** The connection is back. */
  onBack: () => void
  onSignedOut: () => void
}

export type Following = ReturnType<typeof createFollowing>

export const createFollowing = ({
  world,
  viewerId,
  clientId,
  store,
  call,
  cache,
  drafts,
  ...given
}: Given) => {
  let connection: Connection = { state: 'connecting', troubledSince: null }
  const listeners = new Set<() => void>()
  /** These three come with the code of live.ts. */
  let feed: Feed | null = null
  let follower: Follower | null = null
  let live: Live | null = null
  let renewal: Timer = null
  let renewals = 0
  let renewedAt = 0
  /** Counts the times that following began or ended: what was asked for in an earlier one is of no use in a later. */
  let turn = 0

  const connected = (state: FeedState) => {
    const troubledSince = state === 'live' ? null : (connection.troubledSince ?? world.now())
    if (state === connection.state && troubledSince === connection.troubledSince) return
    connection = { state, troubledSince }
    if (state === 'offline') live?.forget()
    for (const listener of listeners) listener()
    if (state === 'live' || state === 'catching-up') {
      given.onBack()
      live?.wake()
    }
  }

  const follow = async () => {
    if (store.get().cursor === null) return renew(0)
    const mine = turn
    const code = await liveCode()
    if (turn !== mine) return
    live ??= code.createLive({
      world,
      store,
      call,
      leads: () => feed?.leads() ?? false,
      viewerId,
      show: (id, userIds) => cache.setQueryData(keys.typing(id), userIds),
      cache,
      clientId,
      drafts,
    })
    follower = code.createFollower({
      world,
      viewerId,
      clientId,
      store,
      onBroken: () => void renew(backoff(world, renewals)),
      onSignedOut: given.onSignedOut,
    })
    feed = code.createFeed({
      world,
      viewerId,
      clientId,
      cursor: () => store.get().cursor,
      listener: {
        steps: steps => {
          follower?.take(steps)
          live?.hear(steps)
        },
        state: connected,
        beat: () => live?.beat(),
        reset: reason => void renew(reason === 'server' ? world.random() * 10_000 : backoff(world, renewals)),
        signedOut: given.onSignedOut,
      },
    })
    feed.start()
  }

  const unfollow = () => {
    turn += 1
    feed?.stop()
    follower?.stop()
    feed = null
    follower = null
    world.clearTimer(renewal)
    live?.forget()
  }

  /** A new snapshot of all that is open. Until it is there, what is held stays to be seen. */
  const renew = (wait: number) => {
    unfollow()
    // One that comes long after the last is a first one again.
    renewals = world.now() - renewedAt > quiet ? 1 : renewals + 1
    renewedAt = world.now()
    const mine = turn
    renewal = world.setTimer(async () => {
      const fresh = await given.loader.renew(renewed(store.get()))
      if (turn !== mine) return
      if (!fresh) return void renew(backoff(world, renewals))
      store.replace(carried(fresh, store.get()))
      void follow()
    }, wait)
  }

  return {
    start() {
      connected('connecting')
      void follow()
    },
    /** Tries at once what waits for something that was missed. */
    wake: () => follower?.wake(),
    /** Something suggests that there may be more to hear. */
    look: () => feed?.wake(),
    stop() {
      unfollow()
      live?.stop()
    },
    connection: () => connection,
    onConnection(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** What of the present moment passes beside the log; null before its code is there. */
    live: () => live,
  }
}
