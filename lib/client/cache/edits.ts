// Edits and deletions on their way: to be seen at once, and until the log has told them. One a message; a later one takes the
// place of an earlier one.
//
//   (held: a deletion that can be taken back) -> sending <-> waiting (for a connection) -> answered -> told by the log
//                                                   |
//                                                failed -> dismissed, or edited anew
import { settleEdit } from './apply-event'
import { draftOf, get, type Outcome, outcomeOf, put } from './draft'
import type { Edit, State } from './state'

export const insertEdit = (state: State, value: Edit): Outcome => {
  const draft = draftOf(state)
  put(draft, 'edits', value.message_id, { value })
  return outcomeOf(draft)
}

/** Changes how an edit stands, if it is still this one. */
export const changeEdit = (
  state: State,
  edit: Edit,
  change: Partial<Pick<Edit, 'status' | 'reason' | 'answered'>>,
): Outcome => {
  const draft = draftOf(state)
  const { message_id } = edit
  const held = get(draft, 'edits', message_id)?.value
  if (held?.at === edit.at && held.content === edit.content) {
    put(draft, 'edits', message_id, { value: { ...held, ...change } })
    settleEdit(draft, message_id)
  }
  return outcomeOf(draft)
}

export const dropEdit = (state: State, messageId: string): Outcome => {
  const draft = draftOf(state)
  put(draft, 'edits', messageId, null)
  return outcomeOf(draft)
}
