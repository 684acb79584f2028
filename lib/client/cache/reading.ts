// What the viewer has just read is read at once, and stays so until the server has said it too.
import { place } from './apply-event'
import { draftOf, get, type Outcome, outcomeOf, put } from './draft'
import { shown } from './patches/conversation'
import { kept } from './same'
import type { HeldConversation, State } from './state'
import { cap, counts } from './unread'

/** Up to and with `seq`. The same state if that was read before. */
export const readUpTo = (state: State, conversationId: string, seq: number): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'conversations', conversationId)
  const membership = held?.value.membership
  const isNews = membership && (seq > membership.last_read_seq || membership.marked_unread_at !== null)
  if (!held || !isNews) return outcomeOf(draft)
  const unread = leftAfter(state, held, seq)
  // What was read before it stays read, until the server says more.
  return unread === null ? outcomeOf(draft) : overlaid(state, conversationId, { seq, unread }, unmarked(held))
}

/** Who marks a conversation unread and reads it then has read it: at once, and as long as that mark may yet be told. */
const unmarked = ({ value, asked }: HeldConversation): Pick<HeldConversation, 'asked'> => {
  const mark = asked.findLast(({ wants }) => wants.marked_unread_at)
  const isMarked = mark && value.membership?.marked_unread_at
  return { asked: isMarked ? [...asked, { ...mark, wants: { marked_unread_at: null }, told: [] }] : asked }
}

/** The server does not take it: what it said before holds again. */
export const unread = (state: State, conversationId: string): Outcome => overlaid(state, conversationId, null)

const overlaid = (
  state: State,
  conversationId: string,
  reading: HeldConversation['reading'],
  more: Partial<HeldConversation> = {},
): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'conversations', conversationId)
  if (held) {
    put(draft, 'conversations', conversationId, kept(held, shown({ ...held, ...more, reading })))
    place(draft, conversationId)
  }
  return outcomeOf(draft)
}

/** How many stay unread above `seq`; null where the messages in between are not here, so that only the server can tell. */
const leftAfter = (state: State, { truth }: HeldConversation, seq: number): number | null => {
  if (seq >= truth.seq) return 0
  const draft = draftOf(state)
  const window = get(draft, 'windows', truth.id)
  if (!window || window.from > seq + 1 || window.seq !== truth.seq) return null
  const left = window.value.filter(id => {
    const message = get(draft, 'messages', id)?.value
    const isLeft = message && message.seq > seq && message.seq <= truth.seq
    return isLeft && message.deleted_at === null && counts(message, state.viewerId)
  })
  return Math.min(cap, left.length)
}
