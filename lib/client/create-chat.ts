// Makes the tab's chat: one state, one cache, one feed, and what passes between them.

import { QueryClient } from '@tanstack/react-query'
import { createActions } from './actions'
import { createBridge } from './bridge'
import { Stale } from './cache/land'
import { emptyState } from './cache/state'
import { createCall } from './call'
import type { Chat, Snapshot } from './chat'
import { createDrafts, wipeDrafts } from './drafts'
import { deleteSession } from './endpoints'
import { createFollowing } from './following'
import { createIdentity } from './identity'
import { landings } from './landings'
import { liveCode } from './live'
import { createLoader } from './loader'
import { createLoads } from './loads'
import { createOutbox } from './outbox'
import { createParts } from './part'
import { createReactions } from './reactions'
import { createReads } from './reads'
import { createStore } from './store'
import { browserWorld, inertWorld, type World } from './world'

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

  let started = false

  const wake = () => {
    following.wake()
    outbox.wake()
    reads.wake()
    reactions.wake()
    parts.wake()
    loader.wake()
  }

  const following = createFollowing({
    world,
    viewerId: viewer.id,
    clientId,
    store,
    call,
    cache: queryClient,
    drafts,
    loader,
    onBack: wake,
    onSignedOut: () => over(),
  })

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
    following.stop()
    outbox.stop()
    reads.stop()
    reactions.stop()
    parts.stop()
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
      drafts.restore()
      identity.start()
      following.start()
      wake()
      const off = world.onChange(change => {
        if (change === 'hidden') return
        following.look()
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
    connection: following.connection,
    onConnection: following.onConnection,
    send: outbox.send,
    retry: outbox.retry,
    discard: outbox.discard,
    markRead: reads.markRead,
    react: reactions.react,
    typing: (id, isTyping) => following.live()?.typing(id, isTyping),
    setDraft(id, text) {
      drafts.set(id, text)
      following.live()?.drafted(id)
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
