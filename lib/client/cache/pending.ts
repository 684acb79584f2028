// A send on its way: in the list from the first keystroke, settled by the answer or the echo, whichever comes first.
//
//   sending <-> waiting (for a connection) -> settled
//      |  ^
//      v  | retry
//    failed -> discarded
import type { Message } from '../../contract/message'
import { place, seqOf, settle, settleEdit } from './apply-event'
import { all, draftOf, get, type Outcome, outcomeOf, put } from './draft'
import { shown } from './patches/conversation'
import { withMessage, withQuote } from './patches/messages'
import type { Pending, State } from './state'
import { entriesOf } from './table'

/** The id under which a message is in lists and details until it is settled. */
export const temporaryId = (clientMessageId: string) => `temp-${clientMessageId}`

export const insertPending = (state: State, value: Pending): Outcome => {
  const draft = draftOf(state)
  put(draft, 'pending', value.client_message_id, { value })
  return outcomeOf(draft)
}

/** Changes how a send stands. One that is settled stays settled. */
export const changePending = (
  state: State,
  clientMessageId: string,
  change: Pick<Pending, 'status' | 'reason' | 'isFinal'>,
): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'pending', clientMessageId)
  if (held && (held.value.status !== change.status || held.value.reason !== change.reason))
    put(draft, 'pending', clientMessageId, { value: { ...held.value, ...change } })
  return outcomeOf(draft)
}

export const discardPending = (state: State, clientMessageId: string): Outcome => {
  const draft = draftOf(state)
  put(draft, 'pending', clientMessageId, null)
  return outcomeOf(draft)
}

/** The answer to a send. It puts the message in the place of the temporary one; the conversation moves by the stream alone. */
export const confirmPending = (state: State, message: Message): Outcome => {
  const draft = draftOf(state)
  put(draft, 'pending', message.client_message_id, null)
  const window = get(draft, 'windows', message.conversation_id)
  // As of when it was answered is not known, so a window that begins later does not take it: the page that holds it will.
  if (!window || message.seq < window.from) return outcomeOf(draft)
  if (!get(draft, 'messages', message.id))
    put(draft, 'messages', message.id, { value: message, seq: message.seq })
  const value = withMessage(window.value, message, seqOf(draft))
  const quotes = withQuote(window.quotes, message.reply_to_id)
  if (value !== window.value) put(draft, 'windows', message.conversation_id, { ...window, value, quotes })
  return outcomeOf(draft)
}

/** What a conversation has on its way, in the order in which it was written. */
export const pendingIn = (state: State, conversationId: string): Pending[] =>
  entriesOf(state.tables.pending)
    .map(([, { value }]) => value)
    .filter(({ conversation_id }) => conversation_id === conversationId)
    .sort((a, b) => a.order - b.order)

/**
 * A new snapshot with what is still to be sent, changed, set and reacted: what was written meanwhile is, and what the snapshot
 * shows is not any more.
 */
export const carried = (
  fresh: State,
  { tables: { pending, wishes, edits, conversations } }: State,
): State => {
  const draft = draftOf({ ...fresh, tables: { ...fresh.tables, pending, wishes, edits } })
  for (const [, { value }] of all(draft, 'messages')) settle(draft, value)
  for (const [id] of all(draft, 'edits')) settleEdit(draft, id)
  for (const [id, { asked }] of entriesOf(conversations)) {
    const held = get(draft, 'conversations', id)
    if (!held || asked.length === 0) continue
    put(draft, 'conversations', id, shown({ ...held, asked }))
    place(draft, id)
  }
  return draft.state
}
