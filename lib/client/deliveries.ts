// What has come to this browser is acknowledged, whether anybody looks or not, by the tab that reads the stream for all of them.
// A read says as much: what is about to be read, or was, is left to that.

import { backoff } from './backoff'
import { entriesOf, read } from './cache/table'
import { type Call, isPassing } from './call'
import { markDelivered } from './endpoints'
import type { Store } from './store'
import type { Timer, World } from './world'

/** Long enough for a page that shows it, in whatever tab, to have read it. */
const firstMs = 400
/** Of one conversation at most one in (ms). */
const everyMs = 1000

export type Deliveries = {
  /** Also when this tab has come to lead: what those before it have not said is said now. */
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
}

type Given = { world: World; store: Store; call: Call; leads: () => boolean }

export const createDeliveries = ({ world, store, call, leads }: Given): Deliveries => {
  /** Conversations to look at when it is time. */
  const owed = new Set<string>()
  /** Up to where the server was told; also what it refused, which is not said again. */
  const told = new Map<string, number>()
  let timer: Timer = null
  let isWaiting = false
  let isBusy = false
  let attempt = 0
  let endedAt = Number.NEGATIVE_INFINITY
  let stopped = true

  /** The seq of a conversation's newest message, where the server does not know that it is here, as it does of one's own; else null. */
  const newsOf = (id: string): number | null => {
    const { tables } = store.get()
    const detail = read(tables.conversations, id)?.value
    const message = read(tables.messages, detail?.last_message_id ?? '')?.value
    if (!detail?.membership || !message) return null
    const known = Math.max(detail.membership.last_delivered_seq, told.get(id) ?? 0)
    return message.seq > known ? message.seq : null
  }

  const look = (id: string) => {
    if (stopped || !leads() || newsOf(id) === null) return
    owed.add(id)
    wait(firstMs)
  }

  const wait = (ms: number) => {
    if (isWaiting || isBusy || stopped || owed.size === 0) return
    isWaiting = true
    timer = world.setTimer(() => void tellAll(), Math.max(ms, endedAt + everyMs - world.now()))
  }

  const hush = () => {
    isWaiting = false
    world.clearTimer(timer)
  }

  const tellAll = async () => {
    hush()
    isBusy = true
    const due = [...owed]
    owed.clear()
    const restMs = await tell(due)
    isBusy = false
    endedAt = world.now()
    wait(restMs)
  }

  /** One after the other: a browser that was away for long has many. Returns how long to wait before the next. */
  const tell = async (due: string[]): Promise<number> => {
    for (const [index, id] of due.entries()) {
      const seq = newsOf(id)
      if (seq === null) continue
      const answer = await call(markDelivered, { params: { id }, body: { seq } })
      if (stopped) break
      if (!answer.ok && isPassing(answer)) {
        for (const rest of due.slice(index)) owed.add(rest)
        return answer.retryAfter ?? backoff(world, attempt++)
      }
      attempt = 0
      told.set(id, seq)
    }
    return firstMs
  }

  store.onCommit(changed => {
    for (const { table, id } of changed) if (table === 'conversations') look(id)
  })

  return {
    wake() {
      stopped = false
      attempt = 0
      hush()
      for (const [id] of entriesOf(store.get().tables.conversations)) look(id)
      wait(firstMs)
    },
    stop() {
      stopped = true
      owed.clear()
      hush()
    },
  }
}
