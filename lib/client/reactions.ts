// Reacting: at once in the cache, soon at the server; one request at a time for a message, and the last wish wins.
import { backoff } from './backoff'
import { granted, wish } from './cache/reacting'
import { entriesOf, read } from './cache/table'
import { type Call, isPassing } from './call'
import type { Done } from './chat'
import { addReaction, removeReaction } from './endpoints'
import type { Store } from './store'
import type { Timer, World } from './world'

export type Reactions = {
  /** Resolves when the server has answered it, or when another wish about the same has taken its place. */
  react(messageId: string, emoji: string, isReacted: boolean): Promise<Done>
  /** The connection is back: tries at once what waits. */
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
}

type Given = { world: World; store: Store; call: Call }

export const createReactions = ({ world, store, call }: Given): Reactions => {
  const busy = new Set<string>()
  const timers = new Map<string, Timer>()
  /** By message and emoji, who waits for the answer. */
  const waiting = new Map<string, (done: Done) => void>()
  let attempt = 0
  let stopped = false

  const wishes = (messageId: string) => read(store.get().tables.wishes, messageId)?.value ?? {}

  const tell = (messageId: string, emoji: string, done: Done) => {
    const key = `${messageId} ${emoji}`
    waiting.get(key)?.(done)
    waiting.delete(key)
  }

  const pump = async (messageId: string): Promise<void> => {
    const [next] = Object.entries(wishes(messageId))
    if (!next || stopped || busy.has(messageId)) return
    const [emoji, isReacted] = next
    busy.add(messageId)
    world.clearTimer(timers.get(messageId))
    const asked = { params: { id: messageId, emoji }, keepalive: true }
    const answer = isReacted ? await call(addReaction, asked) : await call(removeReaction, asked)
    busy.delete(messageId)
    if (stopped) return
    if (!answer.ok && isPassing(answer)) {
      const wait = answer.retryAfter ?? backoff(world, attempt++)
      timers.set(
        messageId,
        world.setTimer(() => void pump(messageId), wait),
      )
      return
    }
    attempt = 0
    const isLast = wishes(messageId)[emoji] === isReacted
    store.commit(granted(store.get(), { messageId, emoji, isReacted }, answer.ok ? answer.body : null))
    if (isLast)
      tell(messageId, emoji, answer.ok ? done : { ok: false, status: answer.status, detail: answer.detail })
    return pump(messageId)
  }

  return {
    react(messageId, emoji, isReacted) {
      tell(messageId, emoji, done)
      const answered = new Promise<Done>(resolve => waiting.set(`${messageId} ${emoji}`, resolve))
      store.commit(wish(store.get(), messageId, emoji, isReacted))
      void pump(messageId)
      return answered
    },
    wake() {
      stopped = false
      for (const [messageId] of entriesOf(store.get().tables.wishes)) void pump(messageId)
    },
    stop() {
      stopped = true
      for (const timer of timers.values()) world.clearTimer(timer)
    },
  }
}

const done: Done = { ok: true, value: null }
