// Fetches what pages ask for and what the cache finds that it lacks, lands it, and lets go of what nobody looks at.

import { createAsks, type Into } from './asks'
import type { Bridge, List } from './bridge'
import { dropPassage, unload } from './cache/apply-event'
import { draftOf, outcomeOf, type Want } from './cache/draft'
import { landConversation, landEvents } from './cache/land'
import { type InboxFilter, listId, type State, type TableName } from './cache/state'
import { read } from './cache/table'
import { type Call, isPassing, type Refusal } from './call'
import { getConversationEvents } from './endpoints'
import { liveCode } from './live'
import type { Loads } from './loads'
import type { Store } from './store'
import { createTries, type Run } from './tries'
import type { World } from './world'

/** Conversations that are kept loaded beside those that a page shows. */
const mostKept = 20

export type Loader = {
  open(conversationId: string): () => void
  openInbox(asked: InboxFilter): () => void
  openReport(externalId: string): () => void
  loadOlder(conversationId: string): void
  goTo(conversationId: string, seq: number): Promise<boolean>
  goOn(conversationId: string, side: 'before' | 'after'): void
  goBack(conversationId: string): void
  loadMoreInbox(asked: InboxFilter): void
  loadMoreMembers(conversationId: string): void
  reloadMembers(conversationId: string): void
  /** Fetches a conversation's detail again, as after something that only the server knows. */
  refresh(conversationId: string): void
  /** Runs what brings the viewer in: its answer brings the conversation, so nothing of it is asked for before that. */
  entering<T>(conversationId: string, enter: () => Promise<T>): Promise<T>
  reload(key: string): void
  /** The connection is back: asks again for what could not be had. */
  wake(): void
  /** Everything that is open, fetched anew into a state that knows nothing. Null when it cannot be had now. */
  renew(empty: State): Promise<State | null>
  /** Asks for nothing more by itself. */
  stop(): void
}

type Given = { world: World; store: Store; call: Call; loads: Loads; bridge: () => Bridge }
/** What an open conversation is made of. */
const parts: TableName[] = ['conversations', 'windows', 'memberLists']

export const createLoader = ({ world, store, call, loads, bridge }: Given): Loader => {
  const open = new Map<string, number>()
  const lists = new Map<string, InboxFilter>()
  const reports = new Set<string>()
  /** Conversations that were shown, the longest unseen first. */
  const seen = new Set<string>()
  /** Conversations of whose log something is missing, and the seq after which. */
  const gaps = new Map<string, number>()

  const isWanted = (key: string) =>
    !key.startsWith('conversation:') || open.has(key.slice('conversation:'.length))

  const { once, anew, instead, stop } = createTries(world, loads, isWanted)
  const asks = createAsks({ store, call })

  /** Whatever of a conversation is not here. Its detail first: who is no member gets nothing more. */
  const conversation = async (id: string, into: Into = store) => {
    const { tables } = into.get()
    if (!read(tables.conversations, id)) {
      const refusal = await asks.detail(id, into)
      if (refusal) return isPassing(refusal) ? refusal : goneNow(id, refusal, into)
    }
    if (!read(into.get().tables.conversations, id)?.truth.membership) return null
    const refusals = await Promise.all([
      read(tables.windows, id) ? null : asks.messages(id, into),
      read(tables.memberLists, id) ? null : asks.members(id, into),
    ])
    const refusal = refusals.find(one => one !== null) ?? null
    // No longer a member: the detail says what there is to see instead.
    return refusal && !isPassing(refusal) ? refreshed(id, into) : refusal
  }

  const refreshed = async (id: string, into: Into = store) => {
    const refusal = await asks.detail(id, into)
    return refusal && !isPassing(refusal) ? goneNow(id, refusal, into) : refusal
  }

  const goneNow = (id: string, refusal: Refusal, into: Into) => {
    into.commit(landConversation(into.get(), id, null))
    return refusal
  }

  const ensure = (id: string) => {
    const key = `conversation:${id}`
    const { tables } = store.get()
    const held = read(tables.conversations, id)
    const isWhole =
      held && (!held.truth.membership || (read(tables.windows, id) && read(tables.memberLists, id)))
    if (!isWhole) void anew(key, () => conversation(id))
    else if (loads.load(store.get(), key) !== 'ready') loads.set(key, null)
  }

  /** Where the viewer comes into or drops out of what a page shows, there is something else to show. */
  store.onCommit((changed, wants) => {
    for (const { table, id } of changed) if (parts.includes(table) && open.has(id)) ensure(id)
    for (const want of wants) satisfy(want)
  })

  const satisfy = (want: Want) => {
    const { conversationId: id } = want
    if (want.want === 'conversation') return void anew(`detail:${id}`, () => refreshed(id))
    if (want.want === 'members') return void anew(`members:${id}`, () => asks.members(id))
    gaps.set(id, want.after)
    void anew(`events:${id}`, () => missed(id))
  }

  const missed = async (id: string): Promise<Refusal | null> => {
    const { knownLogEvents } = await liveCode()
    for (let from = gaps.get(id)!; ; ) {
      const answer = await call(getConversationEvents, { params: { id }, query: { after: from } })
      const events = answer.ok ? knownLogEvents(answer.body.events) : null
      if (!answer.ok || !events) {
        if (!answer.ok && isPassing(answer)) return answer
        // Pruned, no longer the viewer's, or not as announced: what is held cannot be brought up to now.
        drop(id)
        const refusal = await refreshed(id)
        if (open.has(id)) ensure(id)
        return refusal
      }
      store.commit(landEvents(store.get(), id, events))
      if (answer.body.events.length < 500) return null
      from = answer.body.events.at(-1)!.payload.seq
    }
  }

  const drop = (id: string, what: typeof unload = unload) => {
    const draft = draftOf(store.get())
    what(draft, id)
    store.commit(outcomeOf(draft))
  }

  const letGo = (id: string) => {
    const left = (open.get(id) ?? 1) - 1
    if (left > 0) return void open.set(id, left)
    open.delete(id)
    drop(id, dropPassage)
    seen.delete(id)
    seen.add(id)
    for (const oldest of seen) {
      if (seen.size <= mostKept) break
      seen.delete(oldest)
      if (!open.has(oldest)) drop(oldest)
    }
  }

  const more = async (list: List, run: Run) => {
    const key = list.join(':')
    if (loads.more(key) === 'loading') return
    const set = (now: 'idle' | 'loading' | 'failed') => {
      loads.setMore(key, now)
      bridge().extent(store.get(), ...list)
    }
    set('loading')
    const refusal = await run().catch(() => ({ status: 0 }) as Refusal)
    set(refusal ? 'failed' : 'idle')
  }

  const loader: Loader = {
    open(id) {
      open.set(id, (open.get(id) ?? 0) + 1)
      seen.delete(id)
      ensure(id)
      return () => letGo(id)
    },
    openInbox(asked) {
      lists.set(listId(asked), asked)
      if (!read(store.get().tables.lists, listId(asked)))
        void once(`inbox:${listId(asked)}`, () => asks.inbox(asked))
      // A list costs nothing to keep and is right whenever somebody looks again.
      return () => {}
    },
    openReport(externalId) {
      reports.add(externalId)
      if (loads.load(store.get(), `report:${externalId}`) !== 'ready')
        void once(`report:${externalId}`, () => asks.report(externalId))
      return () => reports.delete(externalId)
    },
    loadOlder(id) {
      const from = read(store.get().tables.windows, id)?.from ?? 0
      if (from === 0) return
      void more(['messages', id], () => asks.messages(id, store, from))
    },
    async goTo(id, seq) {
      return (await asks.passage(id, { around: seq }).catch(() => true)) === null
    },
    goOn(id, side) {
      const held = read(store.get().tables.passages, id)
      if (held)
        void more([side, id], () =>
          asks.passage(id, side === 'before' ? { before: held.from } : { after: held.to }),
        )
    },
    goBack: id => drop(id, dropPassage),
    loadMoreInbox(asked) {
      const next = read(store.get().tables.lists, listId(asked))?.next
      if (!next) return
      void more(['list', listId(asked)], () => asks.inbox(asked, store, next))
    },
    loadMoreMembers(id) {
      const next = read(store.get().tables.memberLists, id)?.next
      if (!next) return
      void more(['members', id], () => asks.members(id, store, next))
    },
    reloadMembers: id => satisfy({ want: 'members', conversationId: id }),
    refresh: id => void anew(`detail:${id}`, () => refreshed(id)),
    entering: (id, enter) => instead(`conversation:${id}`, enter),
    reload(key) {
      const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
      if (kind === 'conversation') ensure(id)
      else if (kind === 'report') void once(key, () => asks.report(id))
      else if (lists.has(id)) void once(key, () => asks.inbox(lists.get(id)!))
    },
    wake() {
      for (const key of loads.failed()) {
        const id = key.slice(key.indexOf(':') + 1)
        loads.set(key, null)
        if (key.startsWith('detail:')) satisfy({ want: 'conversation', conversationId: id })
        else if (key.startsWith('members:')) satisfy({ want: 'members', conversationId: id })
        else if (key.startsWith('events:'))
          satisfy({ want: 'events', conversationId: id, after: gaps.get(id)! })
        else loader.reload(key)
      }
      // What was opened while a new snapshot was on its way is not in it.
      for (const id of open.keys()) ensure(id)
      for (const asked of lists.values()) loader.openInbox(asked)
    },
    async renew(empty) {
      let state = empty
      const into: Into = {
        get: () => state,
        commit: outcome => {
          state = outcome.state
        },
      }
      for (const asked of lists.values()) if (await asks.inbox(asked, into)) return null
      for (const id of open.keys()) {
        const refusal = await conversation(id, into)
        if (refusal && isPassing(refusal)) return null
        const left = read(store.get().tables.passages, id)
        const away = left && (await asks.passage(id, { around: left.at }, into))
        if (away && isPassing(away)) return null
      }
      for (const externalId of reports) {
        const refusal = await asks.report(externalId, into)
        if (refusal && isPassing(refusal)) return null
      }
      // And where nothing was open, this says where the log stands.
      return (await asks.blocks(into)) ? null : state
    },
    stop,
  }
  return loader
}
