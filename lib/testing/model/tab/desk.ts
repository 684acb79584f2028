// What all parts of a tab without a browser share: what it holds, what it follows, and the requests on their way.
import type { LogStep } from '../../../client/cache/advance'
import type { Outcome } from '../../../client/cache/draft'
import { emptyState, type Guard, type InboxFilter, type State, type Told } from '../../../client/cache/state'
import type { Answers } from '../server/answers'

/** What a tab did; `position`: where it was a step of the log. */
export type How = { how: string; position?: number }

/** `must`: asked again until it is answered. `answer` is undefined until the server has read the request. */
export type Request = {
  key: string
  must: boolean
  read: () => unknown
  land: (answer: never) => void
  lost?: () => void
  answer?: unknown
}

type Given = {
  viewerId: string
  answers: Answers
  /** How much a page holds. */
  limit: number
  lacks?: Guard
  /** Called with each state that the tab comes to, and what led there. */
  onState: (before: State, after: State, how: How) => void
}

export type Desk = ReturnType<typeof createDesk>

export const createDesk = ({ viewerId, answers, limit, lacks, onState }: Given) => {
  let order = 0
  const desk = {
    viewerId,
    answers,
    limit,
    state: emptyState(viewerId, lacks),
    requests: [] as Request[],
    /** A new snapshot in the making. */
    fresh: null as State | null,
    /** Steps that wait for what was missed before them. */
    waiting: null as LogStep[] | null,
    /** The events that were applied since the last snapshot. */
    told: [] as Told[],
    lists: new Map<string, InboxFilter>(),
    open: new Set<string>(),
    /** What a change of the state calls for. */
    follow: (_: Outcome): void => {},
    /** What sends on whatever is not settled. */
    pumps: [] as (() => void)[],

    nextOrder: () => ++order,

    become(next: State, how: string, position?: number) {
      const before = desk.state
      desk.state = next
      if (next !== before) onState(before, next, { how, position })
    },

    commit(outcome: Outcome, how: string, position?: number) {
      desk.become(outcome.state, how, position)
      desk.follow(outcome)
    },

    /** One that the server has not read yet will bring what this would. */
    ask(request: Request) {
      if (!desk.requests.some(({ key, answer }) => key === request.key && answer === undefined))
        desk.requests.push(request)
    },

    isAsked: (key: string): boolean => desk.requests.some(request => request.key === key),

    pump() {
      for (const pump of desk.pumps) pump()
    },
  }
  return desk
}
