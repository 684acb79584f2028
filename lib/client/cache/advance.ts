// One step of the log: applied if it is the next one, passed over if it has been, refused if something is missing before it.

import type { StoredEvent } from '../../contract/events'
import { applyEvent } from './apply-event'
import { draftOf, type Outcome, outcomeOf } from './draft'
import { placeOf } from './place'
import { remembered } from './recent-events'
import type { State } from './state'

/** `cursor` and `prev` as in Step; `event` is null where the cursor moved without one, or with one that we do not know. */
export type LogStep = { prev: string; cursor: string; event: StoredEvent | null }

/**
 * `behind`: events before this step are missing: ask for what comes after the tab's own cursor. `foreign`: the step is of
 * another log. The state is the same by reference in both, and when the step was applied before.
 */
export type Advance = Outcome & { trouble: 'behind' | 'foreign' | null }

export const advance = (state: State, { prev, cursor, event }: LogStep): Advance => {
  const [from, to] = [placeOf(prev), placeOf(cursor)]
  if (!from || !to || to.epoch !== state.epoch || from.epoch !== state.epoch) return unmoved(state, 'foreign')
  if (to.position <= state.position && state.lacks !== 'once') return unmoved(state, null)
  if (from.position > state.position && state.lacks !== 'prev') return unmoved(state, 'behind')
  const draft = draftOf({ ...state, cursor, position: Math.max(to.position, state.position) })
  if (event) {
    const told = { event, position: to.position }
    draft.state = { ...draft.state, recent: remembered(state.recent, told) }
    applyEvent(draft, told)
  }
  return { ...outcomeOf(draft), trouble: null }
}

const unmoved = (state: State, trouble: Advance['trouble']): Advance => ({
  state,
  changed: [],
  wants: [],
  trouble,
})
