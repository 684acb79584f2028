// What a test has planned for some requests of a line.
import { until } from '../server'

/**
 * `hold-request`: the server does not hear of it before `release`. `hold-answer`: it does, but its answer waits.
 * `hold-after-ready`: of a stream, all that follows its first frame waits, and comments come instead. `lose-request`,
 * `lose-answer`: the connection ends instead. `cut`: after so many bytes of the answer's body.
 */
export type Fate =
  | 'hold-request'
  | 'hold-answer'
  | 'hold-after-ready'
  | 'lose-request'
  | 'lose-answer'
  | { cut: number }

export type Rule = {
  readonly fate: Fate
  /** How many requests it has caught so far. */
  readonly caught: number
  /** Resolves when it has caught so many. */
  catches(count?: number): Promise<void>
  /** Lets everything pass that it holds, and catches nothing more. */
  release(): void
}

export type PlannedRule = Rule & {
  /** Whether it catches a request with this first line. */
  takes(line: string): boolean
  /** Resolves at `release`, at once after it. */
  held(): Promise<void>
}

export const plan = (fits: RegExp, fate: Fate, times: number): PlannedRule => {
  let caught = 0
  let release = () => {}
  let released = false
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  return {
    fate,
    get caught() {
      return caught
    },
    catches: (count = 1) => until(() => caught >= count, `${count} of ${fits} are caught`),
    takes(line) {
      if (released || caught >= times || !fits.test(line)) return false
      caught += 1
      return true
    },
    held: () => held,
    release() {
      released = true
      release()
    },
  }
}
