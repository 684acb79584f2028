// How long to wait before the stream is asked for again. Pure.

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

/**
 * Full jitter: anything from nothing to a bound that doubles (Brooker, "Exponential Backoff And Jitter", 2015), so that all
 * the clients of a server that comes back do not come at once. Milliseconds.
 */
export const backoff = ({ failures, lastingMs, online, retryAfterMs, chance }: Trouble): number => {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, longestAskedMs) + chance * 500
  if (!online && failures > 0) return probeMs * (1 - chance / 4)
  const bound = lastingMs < soonForMs ? soonMs : longestMs
  return chance * Math.min(bound, firstMs * 2 ** Math.min(failures, 10))
}
