// Tells that the machine has slept: no event does, when the lid opens on a page that was never hidden.
import type { World } from '../world'

const lookMs = 1000
/** A timer that is this late was not only waiting for its turn. */
const asleepMs = 5000

/** Calls `woke` within a second of waking. A hidden tab whose timers are held back is told so too. Returns the way to stop. */
export const watchSleep = (world: World, woke: () => void): (() => void) => {
  const next = () => {
    const due = world.now() + lookMs
    return world.setTimer(() => {
      const late = world.now() - due
      timer = next()
      // A clock that was set back tells as little of what was missed as one that ran on.
      if (Math.abs(late) > asleepMs) woke()
    }, lookMs)
  }
  let timer = next()
  return () => world.clearTimer(timer)
}
