// The viewer's own settings of conversations: at once in the cache, and at the server again and again until it has said yes or
// no. One request at a time for a conversation; what is set meanwhile goes together in the next.
import { backoff } from './backoff'
import { unwantOwn, wantOwn } from './cache/own'
import type { OwnWants } from './cache/state'
import { isPassing } from './call'
import type { Done, OwnSettings as Settings } from './chat'
import { patchMembership } from './endpoints'
import type { Inside, Part } from './part'
import type { Timer } from './world'

/** So long (ms) after the answer the log has told it, or something else since. */
const toldMs = 10_000

export type OwnSettings = Part & {
  /** Changes what is given. Resolves when the server has answered. */
  set(conversationId: string, settings: Settings): Promise<Done>
}

type Owed = { settings: Settings; wants: OwnWants; waiting: ((done: Done) => void)[] }

export const createOwnSettings = ({ world, store, call }: Inside): OwnSettings => {
  const owed = new Map<string, Owed>()
  const busy = new Set<string>()
  const retries = new Map<string, Timer>()
  const timers = new Set<Timer>()
  let attempt = 0
  let stopped = false

  const unwant = (id: string, wants: OwnWants) => store.commit(unwantOwn(store.get(), id, wants))

  /** `newer` goes before what is in it already, where they say different things. */
  const owe = (id: string, older: Owed, newer: Owed | undefined) =>
    owed.set(id, {
      settings: { ...older.settings, ...newer?.settings },
      wants: { ...older.wants, ...newer?.wants },
      waiting: [...older.waiting, ...(newer?.waiting ?? [])],
    })

  const pump = async (id: string): Promise<void> => {
    const next = owed.get(id)
    if (!next || stopped || busy.has(id) || !world.online()) return
    owed.delete(id)
    busy.add(id)
    world.clearTimer(retries.get(id))
    const answer = await call(patchMembership, { params: { id }, body: next.settings, keepalive: true })
    busy.delete(id)
    if (!answer.ok && isPassing(answer)) {
      owe(id, next, owed.get(id))
      if (!stopped)
        retries.set(
          id,
          world.setTimer(() => void pump(id), answer.retryAfter ?? backoff(world, attempt++)),
        )
      return
    }
    attempt = 0
    if (!answer.ok) unwant(id, next.wants)
    else if (!stopped) {
      const timer = world.setTimer(() => {
        timers.delete(timer)
        unwant(id, next.wants)
      }, toldMs)
      timers.add(timer)
    }
    for (const tell of next.waiting)
      tell(
        answer.ok ? { ok: true, value: null } : { ok: false, status: answer.status, detail: answer.detail },
      )
    return pump(id)
  }

  return {
    set(id, settings) {
      const wants = wantsOf(settings, new Date(world.now()).toISOString())
      store.commit(wantOwn(store.get(), id, wants))
      const done = new Promise<Done>(resolve => {
        const now = { settings, wants, waiting: [resolve] }
        const before = owed.get(id)
        owe(id, before ?? now, before && now)
      })
      void pump(id)
      return done
    },
    wake() {
      stopped = false
      for (const id of owed.keys()) void pump(id)
    },
    stop() {
      stopped = true
      for (const timer of [...retries.values(), ...timers]) world.clearTimer(timer)
    },
    flush: async () => {},
  }
}

const wantsOf = ({ pinned, archived, marked_unread, muted_until }: Settings, at: string): OwnWants => ({
  ...(pinned === undefined ? {} : { pinned_at: pinned ? at : null }),
  ...(archived === undefined ? {} : { archived_at: archived ? at : null }),
  ...(marked_unread === undefined ? {} : { marked_unread_at: marked_unread ? at : null }),
  ...(muted_until === undefined ? {} : { muted_until }),
})
