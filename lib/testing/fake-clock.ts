// Time that passes only when a test says so, timer by timer, with everything that a timer sets off done before the next.

/** Whose timer it is: when may one that is due at `due` run? Never (Infinity), later, or then. */
export type Host = { runsAt(due: number): number }

type Held = { due: number; order: number; run: () => void; host: Host }

const prompt: Host = { runsAt: due => due }

export type FakeClock = ReturnType<typeof createClock>

export const createClock = (start = Date.UTC(2026, 0, 1)) => {
  let now = start
  let order = 0
  const timers = new Set<Held>()
  let tasks: (() => void)[] = []

  /** Everything that needs no time: tasks, promises and what they lead to. */
  const settle = async () => {
    do {
      const due = tasks
      tasks = []
      for (const run of due) run()
      // Two turns: what passes through a ReadableStream needs more than one.
      await new Promise(setImmediate)
      await new Promise(setImmediate)
    } while (tasks.length)
  }

  const nextBefore = (end: number): Held | null => {
    let first: Held | null = null
    let firstAt = end
    for (const timer of timers) {
      const at = timer.host.runsAt(timer.due)
      if (at > firstAt || at === Number.POSITIVE_INFINITY) continue
      if (first && at === firstAt && timer.order > first.order) continue
      first = timer
      firstAt = at
    }
    return first
  }

  const run = async (timer: Held) => {
    now = Math.max(now, timer.host.runsAt(timer.due))
    timers.delete(timer)
    timer.run()
    await settle()
  }

  const until = async (enough: () => boolean, withinMs: number) => {
    const began = now
    const end = now + withinMs
    await settle()
    while (!enough()) {
      const timer = nextBefore(end)
      if (!timer) {
        now = end
        await settle()
        return enough() ? now - began : Number.POSITIVE_INFINITY
      }
      await run(timer)
    }
    return now - began
  }

  return {
    now: () => now,
    setTimer(run: () => void, ms: number, host = prompt): Held {
      const timer = { due: now + Math.max(0, ms), order: order++, run, host }
      timers.add(timer)
      return timer
    },
    clearTimer: (timer: unknown) => void timers.delete(timer as Held),
    /** Done before time passes, in the order of asking. */
    soon: (run: () => void) => void tasks.push(run),
    settle,
    async advance(ms: number) {
      await until(() => false, ms)
    },
    /** Lets time pass until it is enough: how long that took (ms), Infinity if it never came. */
    until,
    /** The machine sleeps: the clock goes on and nothing runs. Whoever waited goes on waiting as long as was left. */
    sleep(ms: number) {
      now += ms
      for (const timer of timers) timer.due += ms
    },
    pending: (host: Host) => [...timers].filter(timer => timer.host === host).length,
  }
}
