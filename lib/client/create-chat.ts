// Makes the tab's chat: one state, one cache, one feed, and what passes between them.

import { QueryClient } from '@tanstack/react-query'
import { createActions } from './actions'
import { backoff } from './backoff'
import { createBridge } from './bridge'
import {
  landBlocks,
  landConversation,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
  landPeople,
  Stale,
} from './cache/land'
import { carried } from './cache/pending'
import { emptyState, renewed, type State } from './cache/state'
import { createCall } from './call'
import type { Chat, Connection, Snapshot } from './chat'
import { createDrafts, wipeDrafts } from './drafts'
import { deleteSession } from './endpoints'
import type { Follower } from './follow'
import { createIdentity } from './identity'
import { liveCode } from './live'
import type { Live } from './live-code'
import { createLoader } from './loader'
import { createLoads } from './loads'
import { createOutbox } from './outbox'
import { createParts } from './part'
import { keys } from './queries'
import { createReactions } from './reactions'
import { createReads } from './reads'
import { createStore } from './store'
import type { Feed, FeedState } from './stream/feed'
import { browserWorld, inertWorld, type Timer, type World } from './world'

/** After this (ms) without another, a new snapshot is nothing that repeats itself. */
const quiet = 60_000

/** `onSignedOut`: the session is over, here or in another tab, or belongs to somebody else now; everything is wiped already. */
export type ChatOptions = { world?: World; onSignedOut?: () => void }

export const createChat = (snapshot: Snapshot, options: ChatOptions = {}): Chat => {
  const world = options.world ?? (typeof window === 'undefined' ? inertWorld() : browserWorld())
  const { viewer } = snapshot
  const clientId = world.id()
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        structuralSharing: false,
      },
    },
  })
  const loads = createLoads()
  const bridge = createBridge(queryClient, (...list) => loads.more(list.join(':')))
  const store = createStore(emptyState(viewer.id), bridge)
  const call = createCall({ world, viewerId: viewer.id, clientId, onSignedOut: () => over() })
  const loader = createLoader({ world, store, call, loads, bridge: () => bridge })
  const outbox = createOutbox({ world, store, call })
  const reads = createReads({ world, store, call })
  const reactions = createReactions({ world, store, call })
  const parts = createParts({ world, cache: queryClient, store, call })
  const drafts = createDrafts(world, queryClient, viewer.id)
  const identity = createIdentity({ world, viewerId: viewer.id, onOther: () => over() })

  let connection: Connection = { state: 'connecting', troubledSince: null }
  const listeners = new Set<() => void>()
  /** These three come with the code of live.ts. */
  let feed: Feed | null = null
  let follower: Follower | null = null
  let live: Live | null = null
  let renewal: Timer = null
  let renewals = 0
  let renewedAt = 0
  let started = false
  /** Counts the times that following began or ended: what was asked for in an earlier one is of no use in a later. */
  let turn = 0

  const connected = (state: FeedState) => {
    const troubledSince = state === 'live' ? null : (connection.troubledSince ?? world.now())
    if (state === connection.state && troubledSince === connection.troubledSince) return
    connection = { state, troubledSince }
    if (state === 'offline') live?.forget()
    for (const listener of listeners) listener()
    if (state === 'live' || state === 'catching-up') {
      wake()
      live?.wake()
    }
  }

  const wake = () => {
    follower?.wake()
    outbox.wake()
    reads.wake()
    reactions.wake()
    parts.wake()
    loader.wake()
  }

  /** Follows the log from where the state stands. */
  const follow = async () => {
    if (store.get().cursor === null) return renew(0)
    const mine = turn
    const code = await liveCode()
    if (!started || turn !== mine) return
    live ??= code.createLive({
      world,
      store,
      call,
      leads: () => feed?.leads() ?? false,
      viewerId: viewer.id,
      show: (id, userIds) => queryClient.setQueryData(keys.typing(id), userIds),
      cache: queryClient,
      clientId,
      drafts,
    })
    follower = code.createFollower({
      world,
      viewerId: viewer.id,
      clientId,
      store,
      onBroken: () => void renew(backoff(world, renewals)),
      onSignedOut: () => over(),
    })
    feed = code.createFeed({
      world,
      viewerId: viewer.id,
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
        signedOut: () => over(),
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
      const fresh = await loader.renew(renewed(store.get()))
      if (!started || turn !== mine) return
      if (!fresh) return void renew(backoff(world, renewals))
      store.replace(carried(fresh, store.get()))
      void follow()
    }, wait)
  }

  /** Nothing of this user stays, neither on the page nor in this browser. */
  const over = () => {
    if (!started) return
    stop()
    store.replace(emptyState(viewer.id))
    queryClient.clear()
    wipeDrafts(world)
    options.onSignedOut?.()
  }

  const stop = () => {
    started = false
    unfollow()
    outbox.stop()
    reads.stop()
    reactions.stop()
    parts.stop()
    live?.stop()
    loader.stop()
    identity.stop()
  }

  const chat: Chat = {
    viewer,
    isModerator: snapshot.isModerator ?? false,
    clientId,
    queryClient,
    start() {
      started = true
      connected('connecting')
      drafts.restore()
      identity.start()
      void follow()
      wake()
      const off = world.onChange(change => {
        if (change === 'hidden') return
        feed?.wake()
        if (change !== 'offline') wake()
      })
      return () => {
        off()
        stop()
      }
    },
    land(given) {
      try {
        for (const outcome of landings(given)) store.commit(outcome(store.get()))
      } catch (error) {
        // Rendered too long ago: what is missing is fetched like anything else.
        if (!(error instanceof Stale)) throw error
      }
    },
    open: loader.open,
    openInbox: loader.openInbox,
    openReport: loader.openReport,
    load: key => loads.load(store.get(), key),
    onLoads: loads.onChange,
    reload: loader.reload,
    loadOlder: loader.loadOlder,
    goTo: loader.goTo,
    goOn: loader.goOn,
    goBack: loader.goBack,
    loadMoreInbox: loader.loadMoreInbox,
    loadMoreMembers: loader.loadMoreMembers,
    reloadMembers: loader.reloadMembers,
    connection: () => connection,
    onConnection(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: outbox.send,
    retry: outbox.retry,
    discard: outbox.discard,
    markRead: reads.markRead,
    react: reactions.react,
    typing: (id, isTyping) => live?.typing(id, isTyping),
    setDraft(id, text) {
      drafts.set(id, text)
      live?.drafted(id)
    },
    part: parts.of,
    ...createActions({ viewerId: viewer.id, call, store, loader, land: given => chat.land(given) }),
    async signOut() {
      await parts.flush()
      const answer = await call(deleteSession)
      // 401: it is over already. Without an answer the cookie is still good, and saying otherwise would be a lie.
      if (!answer.ok && answer.status !== 401)
        return { ok: false, status: answer.status, detail: answer.detail }
      identity.over()
      over()
      return { ok: true, value: null }
    },
  }
  chat.land(snapshot)
  // On its way while the page is being drawn: whoever looks at the list is not kept waiting for what is new in it.
  if (typeof window !== 'undefined') void liveCode()
  return chat
}

/** The parts of a page, each as the answer it is. */
const landings = ({ inbox = [], blocks, conversation, report }: Partial<Snapshot>) => [
  // Read before the rest, so nothing of it is too old beside them.
  ...(blocks ? [(state: State) => landBlocks(state, blocks)] : []),
  ...inbox.map(
    ({ asked, page }) =>
      (state: State) =>
        landInbox(state, asked, page),
  ),
  ...(conversation ? conversationLandings(conversation) : []),
  ...(report ? [(state: State) => landPeople(state, report)] : []),
]

const conversationLandings = ({
  detail,
  messages,
  passage,
  members,
}: NonNullable<Snapshot['conversation']>) => {
  const { id } = detail.conversation
  return [
    (state: State) => landConversation(state, id, detail),
    ...(messages ? [(state: State) => landMessages(state, id, messages)] : []),
    ...(passage ? [(state: State) => landPassage(state, id, passage.page, passage)] : []),
    ...(members ? [(state: State) => landMembers(state, id, members)] : []),
  ]
}
