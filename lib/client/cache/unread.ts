// Unread is derived: messages above the read pointer that are another's, no system messages, not deleted. A count holds as
// of a seq, and only what comes after that seq changes it, so nothing is counted twice.
import type { Conversation } from '../../contract/conversation'
import type { Membership } from '../../contract/member'
import type { SharedMessage } from '../../contract/message'

export type Unread = Pick<
  Membership,
  'last_read_seq' | 'last_delivered_seq' | 'unread_count' | 'unread_as_of_seq'
>

/** Counts go no further: 100 stands for "99+", and what is taken from it cannot be told. */
export const cap = 100

export const counts = ({ sender_id, type }: Pick<SharedMessage, 'sender_id' | 'type'>, viewerId: string) =>
  sender_id !== viewerId && type !== 'system'

/** Sent by somebody: their own reading goes up to it. A system message tells what they did, and reads nothing. */
export const isSentBy = ({ sender_id, type }: Pick<SharedMessage, 'sender_id' | 'type'>, userId: string) =>
  sender_id === userId && type !== 'system'

/** After a message that the count does not hold yet. One's own reads everything up to itself. */
export const afterMessage = <U extends Unread>(unread: U, message: SharedMessage, viewerId: string): U => {
  if (isSentBy(message, viewerId))
    return {
      ...unread,
      last_read_seq: message.seq,
      last_delivered_seq: message.seq,
      unread_count: 0,
      unread_as_of_seq: message.seq,
    }
  const one = counts(message, viewerId) ? 1 : 0
  return {
    ...unread,
    unread_count: Math.min(cap, unread.unread_count + one),
    unread_as_of_seq: message.seq,
  }
}

/** The later of two counts of one viewer: as of the later seq, else with the further pointer. `a` where they are equal. */
export const later = (a: Unread, b: Unread): Unread =>
  b.unread_as_of_seq > a.unread_as_of_seq ||
  (b.unread_as_of_seq === a.unread_as_of_seq && b.last_read_seq > a.last_read_seq)
    ? b
    : a

/** What a conversation adds to everything unread at a time (ms): nothing while it is archived or muted. */
export const counted = ({ membership }: Pick<Conversation, 'membership'>, now: number): number => {
  if (!membership || membership.archived_at !== null) return 0
  const isMuted = membership.muted_until !== null && Date.parse(membership.muted_until) > now
  return isMuted ? 0 : membership.unread_count
}
