// A part of the chat whose code comes later than the page. It is made once, of what the chat is made of, and lives with it.
import type { QueryClient } from '@tanstack/react-query'
import type { Outcome } from './cache/draft'
import type { State } from './cache/state'
import type { Call } from './call'
import type { World } from './world'

/** Of the store what a part needs: it fetches nothing that the cache lacks. `cache`: for what stands beside the state of the log. */
export type Inside = {
  world: World
  cache: QueryClient
  store: { get(): State; commit(outcome: Outcome): void }
  call: Call
}

export type Part = {
  /** The connection is back, or the chat has started again. */
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
  /** The viewer is about to sign out: what waits for no reason but them is sent. */
  flush(): Promise<unknown>
}

export type Parts = Part & { of<P extends Part>(make: (inside: Inside) => P): P }

export const createParts = (inside: Inside): Parts => {
  const made = new Map<unknown, Part>()
  const all = () => [...made.values()]
  return {
    of<P extends Part>(make: (inside: Inside) => P) {
      if (!made.has(make)) made.set(make, make(inside))
      return made.get(make) as P
    },
    wake() {
      for (const part of all()) part.wake()
    },
    stop() {
      for (const part of all()) part.stop()
    },
    flush: () => Promise.all(all().map(part => part.flush())),
  }
}
