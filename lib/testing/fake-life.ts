// How a tab lives: it runs, is held back, stands still, or is gone.
import type { Host } from './fake-clock'

export type Life = ReturnType<typeof createLife>

export const createLife = () => {
  let state: 'running' | 'frozen' | 'gone' = 'running'
  let throttleMs = 0
  let backlog: (() => void)[] = []

  const host: Host = {
    runsAt(due) {
      if (state !== 'running') return Number.POSITIVE_INFINITY
      return throttleMs ? Math.ceil(due / throttleMs) * throttleMs : due
    },
  }

  /** What the browser does to the tab happens when it runs, in order. */
  const run = (what: () => void) => {
    if (state === 'running') what()
    else if (state === 'frozen') backlog.push(what)
  }

  return {
    host,
    run,
    get state() {
      return state
    },
    /** Its timers run only at multiples of this (ms), as those of hidden tabs do; 0 for as they should. */
    throttle(ms: number) {
      throttleMs = ms
    },
    /** Nothing of it runs, and it keeps what it holds. */
    freeze() {
      if (state === 'running') state = 'frozen'
    },
    thaw() {
      if (state !== 'frozen') return
      state = 'running'
      const waiting = backlog
      backlog = []
      for (const what of waiting) run(what)
    },
    end() {
      state = 'gone'
      backlog = []
    },
  }
}
