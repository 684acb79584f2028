// A follower's ear: has the leader been silent for too long? Asked only where somebody can see the tab, whose clock then runs.
import type { Timer, World } from '../world'

const lookMs = 1000
/** How long a leader may be silent: three beats, and a little. */
const patienceMs = 3500
/** And how long when it was asked: an answer waits for no timer, and none at all means that the tab is frozen. */
const answerMs = 1500
/** So that two tabs that hear the same silence do not act at the same moment. */
const spreadMs = 300

type Given = {
  world: World
  silent: () => void
  /** It was we who stood still, and may have missed what was said: nobody is to blame before they were asked. */
  slept: () => void
}

export const createEar = ({ world, silent, slept }: Given) => {
  let silentAt = 0
  let timer: Timer | null = null

  const stop = () => {
    if (timer !== null) world.clearTimer(timer)
    timer = null
  }

  const expect = (ms: number) => {
    silentAt = world.now() + ms + world.random() * spreadMs
  }

  const listen = () => {
    stop()
    if (!world.visible()) return
    const ms = Math.min(lookMs, Math.max(0, silentAt - world.now()))
    const due = world.now() + ms
    timer = world.setTimer(() => {
      timer = null
      if (!world.visible()) return
      // Late by the clock, or early: it was set back.
      if (Math.abs(world.now() - due) >= lookMs) return slept()
      if (world.now() < silentAt) return listen()
      expect(patienceMs)
      listen()
      silent()
    }, ms)
  }

  return {
    heard() {
      expect(patienceMs)
      if (timer === null) listen()
    },
    asked() {
      expect(answerMs)
      listen()
    },
    stop,
  }
}
