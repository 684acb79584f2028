// How far somebody has read a conversation, and how they have set it for themself.
import { conversationFor, type Seat, type Settings, type Talk } from '../tables'
import type { Ledger } from './ledger'

type Marks = Pick<Seat['member'], 'last_read_seq' | 'last_delivered_seq'>

export const ownWrites = ({ append, seat }: Ledger) => {
  /** How far somebody has come: to others as far as they are told, and to nobody else where `isOwn`. */
  const receipt = (talk: Talk, userId: string, unread: object | null, isOwn = false) => {
    const { member, toldRead } = talk.seats.get(userId)!
    const { last_read_seq, last_delivered_seq } = member
    const marks: Marks = { last_read_seq, last_delivered_seq }
    const partial: Marks = { ...marks, last_read_seq: toldRead ?? last_read_seq }
    const { id: conversation_id } = talk.row
    const isTold = partial.last_read_seq === last_read_seq
    append({
      event: {
        event: 'receipt-updated',
        payload: { id: userId, conversation_id, partial, originClientId: null },
      },
      audience: isOwn ? 'own' : 'members',
      subjectId: userId,
      own: unread || !isTold ? { partial: { ...marks, ...unread } } : null,
      lock: conversation_id,
    })
  }

  const set = (talk: Talk, userId: string, partial: Partial<Settings>) => {
    const { settings } = talk.seats.get(userId)!
    const changed = Object.entries(partial).filter(([key, value]) => settings[key as 'pinned_at'] !== value)
    if (changed.length === 0) return
    seat(talk, userId, { settings: { ...settings, ...partial } })
    const { id: conversation_id } = talk.row
    append({
      event: {
        event: 'membership-updated',
        payload: { id: userId, conversation_id, partial: Object.fromEntries(changed), originClientId: null },
      },
      audience: 'own',
      subjectId: userId,
      lock: conversation_id,
    })
  }

  return {
    set,

    read(talk: Talk, userId: string, seq: number) {
      const { member, settings, withholdsReads, toldRead } = talk.seats.get(userId)!
      if (seq === member.last_read_seq && settings.marked_unread_at !== null)
        return set(talk, userId, { marked_unread_at: null })
      if (seq <= member.last_read_seq) return
      const marks = { last_read_seq: seq, last_delivered_seq: Math.max(member.last_delivered_seq, seq) }
      seat(talk, userId, {
        member: { ...member, ...marks },
        toldRead: withholdsReads ? (toldRead ?? member.last_read_seq) : null,
        settings: { ...settings, marked_unread_at: null },
      })
      const { unread_count, unread_as_of_seq } = conversationFor(talk, userId).membership!
      // To others it is news that something has come, though not that it was read.
      const isOwn = withholdsReads && seq <= member.last_delivered_seq
      receipt(talk, userId, { unread_count, unread_as_of_seq }, isOwn)
    },

    /** It came to one of their devices; nothing is read by that. */
    deliver(talk: Talk, userId: string, seq: number) {
      const { member } = talk.seats.get(userId)!
      if (seq <= member.last_delivered_seq) return
      seat(talk, userId, { member: { ...member, last_delivered_seq: seq } })
      receipt(talk, userId, null)
    },

    /** What they are writing there: for their other devices, and beside what a tab holds of the log. */
    draft(talk: Talk, userId: string, content: string) {
      const { id: conversation_id } = talk.row
      append({
        event: {
          event: 'draft-updated',
          payload: { id: userId, conversation_id, partial: { content }, originClientId: null },
        },
        audience: 'own',
        subjectId: userId,
        lock: conversation_id,
      })
    },
  }
}
