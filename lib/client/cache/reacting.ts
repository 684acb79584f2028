// One's own reactions are there at once: what the viewer wants is laid over a message until the server has answered it.
import type { Message, ReactionCount } from '../../contract/message'
import { draftOf, get, type Outcome, outcomeOf, put } from './draft'
import type { HeldWishes, State } from './state'
import { read } from './table'

/** Wants an emoji to be the viewer's or not to be; the last word about an emoji counts. */
export const wish = (state: State, messageId: string, emoji: string, isReacted: boolean): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'wishes', messageId)
  if (held?.value[emoji] !== isReacted)
    put(draft, 'wishes', messageId, { value: { ...held?.value, [emoji]: isReacted } })
  return outcomeOf(draft)
}

type Asked = { messageId: string; emoji: string; isReacted: boolean }

/**
 * What was asked for is answered: the message as it stood at the conversation's `seq`, or null for a refusal. The wish goes,
 * unless it has meanwhile become another. What is held from later stays: it has been told all that the answer says.
 */
export const granted = (
  state: State,
  { messageId, emoji, isReacted }: Asked,
  answer: { message: Message; seq: number } | null,
): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'messages', messageId)
  if (answer && held && held.seq < answer.seq)
    put(draft, 'messages', messageId, { value: answer.message, seq: answer.seq })
  const { [emoji]: wanted, ...others } = get(draft, 'wishes', messageId)?.value ?? {}
  if (wanted === isReacted)
    put(draft, 'wishes', messageId, Object.keys(others).length > 0 ? { value: others } : null)
  return outcomeOf(draft)
}

/** A message as the viewer is to see it: what they have just wanted is so. The message itself where that says nothing new. */
export const shownMessage = (state: State, id: string): Message | undefined => {
  const message = read(state.tables.messages, id)?.value
  const wishes = read<HeldWishes>(state.tables.wishes, id)?.value
  if (!message || !wishes || message.deleted_at !== null) return message
  return Object.entries(wishes).reduce(
    (shown, [emoji, isReacted]) =>
      shown.reacted.includes(emoji) === isReacted ? shown : toggled(shown, emoji, state),
    message,
  )
}

const toggled = (
  { reactions, reacted, ...message }: Message,
  emoji: string,
  { viewerId }: State,
): Message => {
  const isMine = reacted.includes(emoji)
  const known = reactions.some(one => one.emoji === emoji)
  const all: ReactionCount[] = known ? reactions : [...reactions, { emoji, count: 0, user_ids: [] }]
  return {
    ...message,
    reacted: isMine ? reacted.filter(one => one !== emoji) : [...reacted, emoji],
    reactions: all
      .map(one => (one.emoji === emoji ? (isMine ? less(one, viewerId) : more(one, viewerId)) : one))
      .filter(({ count }) => count > 0),
  }
}

const more = ({ emoji, count, user_ids }: ReactionCount, viewerId: string): ReactionCount => ({
  emoji,
  count: count + 1,
  user_ids: user_ids.length === count ? [...user_ids, viewerId] : user_ids,
})

const less = ({ emoji, count, user_ids }: ReactionCount, viewerId: string): ReactionCount => ({
  emoji,
  count: count - 1,
  user_ids: user_ids.filter(id => id !== viewerId),
})
