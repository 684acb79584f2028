// Fetches what pages ask for and what the cache finds that it lacks, lands it, and lets go of what nobody looks at.

import type { Endpoint } from '../contract/endpoint'
import { backoff } from './backoff'
import type { Bridge, List } from './bridge'
import { dropPassage, unload } from './cache/apply-event'
import { draftOf, type Outcome, outcomeOf, type Want } from './cache/draft'
import {
  landBlocks,
  landConversation,
  landEvents,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
  landPeople,
  Stale,
} from './cache/land'
import { type InboxFilter, listId, type State, type TableName } from './cache/state'
import { read } from './cache/table'
import { type Asked, type Call, isPassing, type Refusal } from './call'
import type { Route } from './endpoints'
import {
  getBlocks,
  getConversation,
  getConversationEvents,
  getConversations,
  getMembers,
  getMessages,
  getReport,
} from './endpoints'
import { liveCode } from './live'
import type { Loads } from './loads'
import type { Store } from './store'
import type { Timer, World } from './world'

/** Conversations that are kept loaded beside those that a page shows. */
const mostKept = 20
const pageSize = 50
/** What could not be had is asked for again, by itself, within (ms). */
const patience = { first: 1000, most: 30_000 }

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
type Into = Pick<Store, 'get' | 'commit'>

export const createLoader = ({ world, store, call, loads, bridge }: Given): Loader => {
  const open = new Map<string, number>()
  const lists = new Map<string, InboxFilter>()
  const reports = new Set<string>()
  /** Conversations that were shown, the longest unseen first. */
  const seen = new Set<string>()
  const busy = new Set<string>()
  /** What was asked for once more while it was on its way: the answer may be from before that. */
  const again = new Map<string, () => Promise<Refusal | null>>()
  /** How often it was asked for in vain, and what waits to ask again. */
  const vain = new Map<string, { times: number; timer: Timer }>()
  /** Conversations of whose log something is missing, and the seq after which. */
  const gaps = new Map<string, number>()

  /** Asks, and lands the answer; asks again when so much has passed meanwhile that it is of no use. */
  const landed = async <E extends Endpoint>(
    endpoint: Route<E>,
    asked: Asked<E>,
    land: (state: State, body: Extract<Awaited<ReturnType<typeof call<E>>>, { ok: true }>['body']) => Outcome,
    into: Into = store,
  ): Promise<Refusal | null> => {
    for (let attempt = 0; ; attempt++) {
      const answer = await call(endpoint, asked)
      if (!answer.ok) return answer as Refusal
      try {
        into.commit(land(into.get(), answer.body as never))
        return null
      } catch (error) {
        if (!(error instanceof Stale) || attempt === 4) throw error
      }
    }
  }

  /** Runs what is not running already. Whatever goes wrong is told under the key; until a `retry` has come to something, too. */
  const once = async (
    key: string,
    run: () => Promise<Refusal | null>,
    { retry = false } = {},
  ): Promise<void> => {
    if (busy.has(key)) return
    busy.add(key)
    world.clearTimer(vain.get(key)?.timer)
    if (!retry && loads.failed().includes(key)) loads.set(key, null)
    const refusal = await run().catch(error => {
      console.error('Tertulia: an answer could not be taken over.', error)
      return { status: 0 } as Refusal
    })
    busy.delete(key)
    const isGone = refusal?.status === 403 || refusal?.status === 404
    loads.set(key, isGone ? 'gone' : refusal ? 'failed' : null)
    if (refusal && !isGone) retryLater(key, run, refusal)
    else vain.delete(key)
    const next = again.get(key)
    again.delete(key)
    if (next) await once(key, next)
  }

  /** The stream may be well while an answer was not, so nobody else may come to ask again. */
  const retryLater = (key: string, run: () => Promise<Refusal | null>, { retryAfter }: Refusal) => {
    const times = vain.get(key)?.times ?? 0
    const wait = Math.max(retryAfter ?? 0, backoff(world, times, patience))
    const timer = world.setTimer(() => {
      if (isWanted(key)) void once(key, run, { retry: true })
    }, wait)
    vain.set(key, { times: times + 1, timer })
  }

  const isWanted = (key: string) =>
    !key.startsWith('conversation:') || open.has(key.slice('conversation:'.length))

  /** Runs it, after what is running already. */
  const anew = async (key: string, run: () => Promise<Refusal | null>) => {
    if (busy.has(key)) again.set(key, run)
    else await once(key, run)
  }

  const detail = (id: string, into?: Into) =>
    landed(getConversation, { params: { id } }, (state, body) => landConversation(state, id, body), into)
  const newest = (id: string, into?: Into) =>
    landed(
      getMessages,
      { params: { id }, query: { limit: pageSize } },
      (state, body) => landMessages(state, id, body),
      into,
    )
  const members = (id: string, into?: Into) =>
    landed(
      getMembers,
      { params: { id }, query: { limit: 100 } },
      (state, body) => landMembers(state, id, body),
      into,
    )
  const inbox = (asked: InboxFilter, into?: Into) =>
    landed(
      getConversations,
      { query: { ...asked, limit: pageSize } },
      (state, body) => landInbox(state, asked, body),
      into,
    )
  const report = (externalId: string, into?: Into) =>
    landed(getReport, { params: { external_id: externalId } }, landPeople, into)

  /** Whatever of a conversation is not here. Its detail first: who is no member gets nothing more. */
  const conversation = async (id: string, into: Into = store) => {
    const { tables } = into.get()
    if (!read(tables.conversations, id)) {
      const refusal = await detail(id, into)
      if (refusal) return isPassing(refusal) ? refusal : goneNow(id, refusal, into)
    }
    if (!read(into.get().tables.conversations, id)?.truth.membership) return null
    const refusals = await Promise.all([
      read(tables.windows, id) ? null : newest(id, into),
      read(tables.memberLists, id) ? null : members(id, into),
    ])
    const refusal = refusals.find(one => one !== null) ?? null
    // No longer a member: the detail says what there is to see instead.
    return refusal && !isPassing(refusal) ? refreshed(id, into) : refusal
  }

  const refreshed = async (id: string, into: Into = store) => {
    const refusal = await detail(id, into)
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
    if (want.want === 'members') return void anew(`members:${id}`, () => members(id))
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

  const passage = (id: string, asked: Parameters<typeof landPassage>[3], into?: Into) =>
    landed(
      getMessages,
      { params: { id }, query: { limit: pageSize, ...asked } },
      (state, body) => landPassage(state, id, body, asked),
      into,
    )

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

  const more = async (list: List, run: () => Promise<Refusal | null>) => {
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
        void once(`inbox:${listId(asked)}`, () => inbox(asked))
      // A list costs nothing to keep and is right whenever somebody looks again.
      return () => {}
    },
    openReport(externalId) {
      reports.add(externalId)
      if (loads.load(store.get(), `report:${externalId}`) !== 'ready')
        void once(`report:${externalId}`, () => report(externalId))
      return () => reports.delete(externalId)
    },
    loadOlder(id) {
      const from = read(store.get().tables.windows, id)?.from ?? 0
      if (from === 0) return
      void more(['messages', id], () =>
        landed(getMessages, { params: { id }, query: { limit: pageSize, before: from } }, (state, body) =>
          landMessages(state, id, body, from),
        ),
      )
    },
    async goTo(id, seq) {
      return (await passage(id, { around: seq }).catch(() => true)) === null
    },
    goOn(id, side) {
      const held = read(store.get().tables.passages, id)
      if (held)
        void more([side, id], () =>
          passage(id, side === 'before' ? { before: held.from } : { after: held.to }),
        )
    },
    goBack: id => drop(id, dropPassage),
    loadMoreInbox(asked) {
      const next = read(store.get().tables.lists, listId(asked))?.next
      if (!next) return
      void more(['list', listId(asked)], () =>
        landed(getConversations, { query: { ...asked, limit: pageSize, before: next } }, (state, body) =>
          landInbox(state, asked, body, next),
        ),
      )
    },
    loadMoreMembers(id) {
      const next = read(store.get().tables.memberLists, id)?.next
      if (!next) return
      void more(['members', id], () =>
        landed(getMembers, { params: { id }, query: { limit: 100, after: next } }, (state, body) =>
          landMembers(state, id, body, next),
        ),
      )
    },
    reloadMembers: id => satisfy({ want: 'members', conversationId: id }),
    refresh: id => void anew(`detail:${id}`, () => refreshed(id)),
    async entering(id, enter) {
      busy.add(`conversation:${id}`)
      try {
        return await enter()
      } finally {
        busy.delete(`conversation:${id}`)
        if (open.has(id)) ensure(id)
      }
    },
    reload(key) {
      const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
      if (kind === 'conversation') ensure(id)
      else if (kind === 'report') void once(key, () => report(id))
      else if (lists.has(id)) void once(key, () => inbox(lists.get(id)!))
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
      for (const asked of lists.values()) if (await inbox(asked, into)) return null
      for (const id of open.keys()) {
        const refusal = await conversation(id, into)
        if (refusal && isPassing(refusal)) return null
        const left = read(store.get().tables.passages, id)
        const away = left && (await passage(id, { around: left.at }, into))
        if (away && isPassing(away)) return null
      }
      for (const externalId of reports) {
        const refusal = await report(externalId, into)
        if (refusal && isPassing(refusal)) return null
      }
      // And where nothing was open, this says where the log stands.
      return (await landed(getBlocks, {}, landBlocks, into)) ? null : state
    },
    stop() {
      for (const { timer } of vain.values()) world.clearTimer(timer)
      vain.clear()
    },
  }
  return loader
}
