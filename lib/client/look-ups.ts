// One message that nothing in the cache names: asked for until it is there, or there is none.
import type { Message } from '../contract/message'
import { backoff } from './backoff'
import { Stale } from './cache/land'
import { landLookUp } from './cache/look-up'
import { isPassing } from './call'
import { getMessage } from './endpoints'
import type { Inside, Part } from './part'
import type { Timer } from './world'

export type LookUps = Part & {
  /** Resolves when it is known, however long that takes; null where there is none. The cache holds it then, if it holds its conversation. */
  message(id: string): Promise<Message | null>
}

export const createLookUps = ({ world, call, store }: Inside): LookUps => {
  const asked = new Map<string, Promise<Message | null>>()
  /** Those that wait to ask again, and how to wake them. */
  const waiting = new Map<() => void, Timer>()

  const pause = (ms: number) =>
    new Promise<void>(resolve => {
      const go = () => {
        world.clearTimer(waiting.get(go))
        waiting.delete(go)
        resolve()
      }
      waiting.set(go, world.setTimer(go, ms))
    })

  const lookUp = async (id: string): Promise<Message | null> => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await call(getMessage, { params: { id } })
      if (!answer.ok && !isPassing(answer)) return null
      if (answer.ok)
        try {
          store.commit(landLookUp(store.get(), answer.body))
          return answer.body.message
        } catch (error) {
          if (!(error instanceof Stale)) throw error
        }
      await pause((answer.ok ? null : answer.retryAfter) ?? backoff(world, attempt))
    }
  }

  return {
    message(id) {
      const found = asked.get(id) ?? lookUp(id).finally(() => asked.delete(id))
      asked.set(id, found)
      return found
    },
    wake() {
      for (const go of [...waiting.keys()]) go()
    },
    stop() {
      for (const timer of waiting.values()) world.clearTimer(timer)
    },
    async flush() {},
  }
}
