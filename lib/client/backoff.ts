// How long to wait before the next attempt: doubling, with full jitter, so that those who failed together do not come back
// together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
import type { World } from './world'

/** Milliseconds before attempt `attempt` (from 0); at least a tenth of what the doubling allows. */
export const backoff = (
  world: Pick<World, 'random'>,
  attempt: number,
  { first = 500, most = 15_000 } = {},
) => {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt, 20))
  return ceiling * (0.1 + 0.9 * world.random())
}
