// One message that was asked for by itself: from then on events find it like any other.
import type { Message } from '../../contract/message'
import type { User } from '../../contract/user'
import { get, type Outcome, outcomeOf, put } from './draft'
import { landing, landMessage, landNamed, of } from './land'
import type { State } from './state'

/** `seq`: the conversation's, as of which it was read. Beside what is loaded of its conversation; else only the people land. Errors: Stale. */
export const landLookUp = (
  state: State,
  answer: { message: Message; users: User[]; seq: number; cursor: string },
): Outcome => {
  const at = landing(state, answer)
  const { draft } = at
  const { message, seq } = answer
  landNamed(at, answer)
  if (get(draft, 'windows', message.conversation_id)) {
    put(draft, 'lookUps', message.id, { value: message.conversation_id })
    landMessage(of(at, message.conversation_id, seq), message, seq)
  }
  return outcomeOf(draft)
}
