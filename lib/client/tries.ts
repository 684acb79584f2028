// What is on its way, by key: never twice at once, once more where it was asked for meanwhile, and again by itself where it came to nothing.
import { backoff } from './backoff'
import type { Refusal } from './call'
import type { Loads } from './loads'
import type { Timer, World } from './world'

export type Run = () => Promise<Refusal | null>
export type Tries = ReturnType<typeof createTries>

/** What could not be had is asked for again, by itself, within (ms). */
const patience = { first: 1000, most: 30_000 }

/** `isWanted`: whether it is still worth asking again. */
export const createTries = (world: World, loads: Loads, isWanted: (key: string) => boolean) => {
  const busy = new Set<string>()
  /** What was asked for once more while it was on its way: the answer may be from before that. */
  const again = new Map<string, Run>()
  /** How often it was asked for in vain, and what waits to ask again. */
  const vain = new Map<string, { times: number; timer: Timer }>()

  /** Runs what is not running already. Whatever goes wrong is told under the key; until a `retry` has come to something, too. */
  const once = async (key: string, run: Run, { retry = false } = {}): Promise<void> => {
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
    await goOn(key)
  }

  /** Runs what was asked for meanwhile. */
  const goOn = async (key: string) => {
    const next = again.get(key)
    again.delete(key)
    if (next) await once(key, next)
  }

  /** The stream may be well while an answer was not, so nobody else may come to ask again. */
  const retryLater = (key: string, run: Run, { retryAfter }: Refusal) => {
    const times = vain.get(key)?.times ?? 0
    const wait = Math.max(retryAfter ?? 0, backoff(world, times, patience))
    const timer = world.setTimer(() => {
      if (isWanted(key)) void once(key, run, { retry: true })
    }, wait)
    vain.set(key, { times: times + 1, timer })
  }

  /** Runs it, after what is running already. */
  const anew = async (key: string, run: Run) => {
    if (busy.has(key)) again.set(key, run)
    else await once(key, run)
  }

  /** Runs what brings the same by another way: what is asked for under the key meanwhile is, as soon as it is over. */
  const instead = async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    busy.add(key)
    try {
      return await run()
    } finally {
      busy.delete(key)
      void goOn(key)
    }
  }

  const stop = () => {
    for (const { timer } of vain.values()) world.clearTimer(timer)
    vain.clear()
  }

  return { once, anew, instead, stop }
}
