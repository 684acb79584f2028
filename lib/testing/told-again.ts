// P1, beneath the cursor: an event that was applied before must leave the state the same by reference, by whatever way it comes again.
import { applyEvent } from '../client/cache/apply-event'
import { draftOf } from '../client/cache/draft'
import type { State, Told } from '../client/cache/state'

/** Whether an event that the state has taken would change it once more. */
export const isChangedAgain = (state: State, told: Told): boolean => {
  const draft = draftOf(state)
  applyEvent(draft, told)
  return draft.state !== state
}
