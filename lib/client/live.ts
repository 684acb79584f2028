// What is never stored has code of its own, which comes when there is first something of it to say or to hear. Without it
// everything else works.
import type { Given, Live } from './live-code'
import type { Step } from './stream/feed'

export const createLive = (given: Given): Live => {
  let here: Live | null = null
  let coming: Promise<void> | null = null
  let waiting: ((live: Live) => void)[] = []

  const withIt = (run: (live: Live) => void) => {
    if (here) return run(here)
    waiting.push(run)
    coming ??= import('./live-code')
      .then(({ createLiveCode }) => {
        here = createLiveCode(given)
        for (const each of waiting) each(here)
      })
      // It is asked for again by what comes next: what waited for it is over by then.
      .catch(() => {
        coming = null
      })
      .finally(() => {
        waiting = []
      })
  }

  return {
    hear(steps) {
      if (coming || steps.some(isEphemeral)) withIt(live => live.hear(steps))
    },
    typing(id, isTyping) {
      if (coming || isTyping) withIt(live => live.typing(id, isTyping))
    },
    forget: () => here?.forget(),
    stop: () => here?.stop(),
  }
}

const isEphemeral = ({ prev, cursor, event }: Step) => event !== null && prev === cursor
