// Reading: at once in the cache, soon at the server; only the newest pointer of a conversation is worth a request.

import { backoff } from './backoff'
import { readUpTo, unread } from './cache/reading'
import { read } from './cache/table'
import { type Call, isPassing } from './call'
import { markRead } from './endpoints'
import type { Store } from './store'
import type { Timer, World } from './world'

export type Reads = {
  markRead(conversationId: string, seq: number): void
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
}

export const createReads = ({ world, store, call }: { world: World; store: Store; call: Call }): Reads => {
  /** By conversation, what the server has still to be told. */
  const owed = new Map<string, number>()
  const busy = new Set<string>()
  const timers = new Map<string, Timer>()
  let attempt = 0
  let stopped = false

  const tell = async (id: string) => {
    const seq = owed.get(id)
    if (seq === undefined || busy.has(id) || stopped) return
    busy.add(id)
    world.clearTimer(timers.get(id))
    const answer = await call(markRead, { params: { id }, body: { seq }, keepalive: true })
    busy.delete(id)
    if (stopped) return
    if (!answer.ok && isPassing(answer)) {
      timers.set(
        id,
        world.setTimer(() => void tell(id), answer.retryAfter ?? backoff(world, attempt++)),
      )
      return
    }
    attempt = 0
    if (owed.get(id) === seq) owed.delete(id)
    if (!answer.ok) store.commit(unread(store.get(), id))
    void tell(id)
  }

  return {
    markRead(id, seq) {
      const membership = read(store.get().tables.conversations, id)?.value.membership
      const isNews = membership && (seq > membership.last_read_seq || membership.marked_unread_at !== null)
      if (!isNews || seq <= (owed.get(id) ?? 0)) return
      store.commit(readUpTo(store.get(), id, seq))
      owed.set(id, seq)
      void tell(id)
    },
    wake() {
      stopped = false
      for (const id of owed.keys()) void tell(id)
    },
    stop() {
      stopped = true
      for (const timer of timers.values()) world.clearTimer(timer)
    },
  }
}
