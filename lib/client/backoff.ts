// How long to wait before the next attempt, in milliseconds: bounds that double, with jitter, so that those who failed together do
// not come back together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
import type { World } from './world'

/** Before attempt `attempt` (from 0) of a request; at least a tenth of what the doubling allows. */
export const backoff = (
  world: Pick<World, 'random'>,
  attempt: number,
  { first = 500, most = 15_000 } = {},
) => {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt, 20))
  return ceiling * (0.1 + 0.9 * world.random())
}

type Trouble = {
  /** Attempts that came to nothing since a stream last lasted. */
  failures: number
  /** Since there was a stream (ms). */
  lastingMs: number
  /** What the browser believes. */
  online: boolean
  /** What the server asked for, if it did. */
  retryAfterMs: number | null
  /** From 0 to below 1. */
  chance: number
}

const firstMs = 250
/** A restart, a lift, a tunnel: back within 2 s of being able to. Who has waited for longer can wait a little more. */
const soonMs = 1500
const soonForMs = 5 * 60_000
const longestMs = 5000
/** The browser may be wrong to say that there is no network: a server on this machine, a VPN it does not know. */
const probeMs = 15_000
const longestAskedMs = 10_000

/** Before the stream is asked for again: full jitter, anything from nothing to the bound, so that the first can be at once. */
export const streamBackoff = ({ failures, lastingMs, online, retryAfterMs, chance }: Trouble): number => {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, longestAskedMs) + chance * 500
  if (!online && failures > 0) return probeMs * (1 - chance / 4)
  const bound = lastingMs < soonForMs ? soonMs : longestMs
  return chance * Math.min(bound, firstMs * 2 ** Math.min(failures, 10))
}
