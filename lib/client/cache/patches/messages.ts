// What an event makes of one message, and of the window of a conversation's history.
import type { LogEvent } from '../../../contract/events'
import type { Message, SharedMessage } from '../../../contract/message'
import { placed } from '../ordered-ids'
import type { HeldMessage, HeldWindow, State, Told } from '../state'

/** A message as it is told when it is new: nobody has reacted to it. Who told it long ago did not know that anybody would. */
export const newMessage = ({ reactions = [], ...said }: SharedMessage): Message => ({
  ...said,
  reactions,
  reacted: [],
})

/**
 * Messages from before, as all see them: those of which it is told whole what the viewer has reacted, since all who have are
 * named, and if in several ways not in which order. The others are not known by this.
 */
export const toldWhole = (messages: SharedMessage[], viewerId: string): Message[] =>
  messages.flatMap(message => {
    const { reactions = [] } = message
    const reacted = reactions.filter(({ user_ids }) => user_ids.includes(viewerId)).map(({ emoji }) => emoji)
    const isWhole = reacted.length < 2 && reactions.every(({ count, user_ids }) => user_ids.length === count)
    return isWhole ? [{ ...message, reactions, reacted }] : []
  })

type Viewer = Pick<State, 'viewerId' | 'lacks'>

/** A message after an event that is newer than what is held of it. */
export const patchMessage = (held: HeldMessage, { event }: Told, viewer: Viewer): HeldMessage => {
  if (!('seq' in event.payload)) return held
  const { id, seq } = event.payload
  if (id !== held.value.id || (seq <= held.seq && viewer.lacks !== 'seq')) return held
  switch (event.event) {
    case 'message-updated':
      return { value: { ...held.value, ...event.payload.partial }, seq }
    case 'message-deleted': {
      const { deleted_at } = event.payload.partial
      return {
        value: { ...held.value, deleted_at, content: '', metadata: {}, reactions: [], reacted: [] },
        seq,
      }
    }
    case 'reaction-updated':
      return { value: reactedTo(held.value, event.payload.partial, viewer), seq }
    default:
      return held
  }
}

type Reacted = Extract<LogEvent, { event: 'reaction-updated' }>['payload']['partial']

const reactedTo = (
  { reacted, ...message }: Message,
  { reactions, user_id, emoji, is_reacted }: Reacted,
  { viewerId }: Viewer,
): Message => {
  if (user_id !== viewerId) return { ...message, reactions, reacted }
  const others = reacted.filter(one => one !== emoji)
  return { ...message, reactions, reacted: is_reacted ? [...others, emoji] : others }
}

/** The window once this event of its conversation has passed. `seqOf`: of the messages in it. */
export const patchWindow = (
  held: HeldWindow,
  { event }: Told,
  lacks: State['lacks'],
  seqOf: (id: string) => number,
): HeldWindow => {
  if (!('seq' in event.payload)) return held
  const { id, seq } = event.payload
  if (seq <= held.seq && lacks !== 'seq') return held
  if (event.event !== 'message-created') return { ...held, seq }
  const { reply_to_id } = event.payload.partial
  const value = withMessage(held.value, { id, seq }, seqOf)
  return { ...held, seq, value, quotes: withQuote(held.quotes, reply_to_id) }
}

/** The ids with what a message replies to, if it does; the same if it is among them. */
export const withQuote = (quotes: readonly string[], reply_to_id: string | null) =>
  reply_to_id === null ? quotes : placed(quotes, reply_to_id, other => other < reply_to_id)

/** The ids with this message at its place, which is nearly always the end. */
export const withMessage = (
  ids: readonly string[],
  { id, seq }: Pick<Message, 'id' | 'seq'>,
  seqOf: (id: string) => number,
) => placed(ids, id, other => seqOf(other) < seq)
