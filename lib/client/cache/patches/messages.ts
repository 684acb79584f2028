// What an event makes of one message, and of the window of a conversation's history.
import type { Message } from '../../../contract/message'
import { placed } from '../ordered-ids'
import type { HeldMessage, HeldWindow, State, Told } from '../state'

/** A message after an event that is newer than what is held of it. */
export const patchMessage = (held: HeldMessage, { event }: Told, lacks: State['lacks']): HeldMessage => {
  if (event.event !== 'message-updated' && event.event !== 'message-deleted') return held
  const { id, seq } = event.payload
  if (id !== held.value.id || (seq <= held.seq && lacks !== 'seq')) return held
  const value =
    event.event === 'message-updated'
      ? { ...held.value, ...event.payload.partial }
      : { ...held.value, deleted_at: event.payload.partial.deleted_at, content: '' }
  return { value, seq }
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
  return { ...held, seq, value: withMessage(held.value, { id, seq }, seqOf) }
}

/** The ids with this message at its place, which is nearly always the end. */
export const withMessage = (
  ids: readonly string[],
  { id, seq }: Pick<Message, 'id' | 'seq'>,
  seqOf: (id: string) => number,
) => placed(ids, id, other => seqOf(other) < seq)
