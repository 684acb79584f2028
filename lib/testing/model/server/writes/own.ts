// How far somebody has read a conversation, and how they have set it for themself.
import { conversationFor, type Entry, type Seat, type Settings, type Talk } from '../tables'
import type { Ledger } from './ledger'

type Marks = Pick<Seat['member'], 'last_read_seq' | 'last_delivered_seq'>

export const ownWrites = ({ append, seat }: Ledger) => {
  const receipt = (talk: Talk, userId: string, partial: Marks, own: Entry['own']) => {
    const { id: conversation_id } = talk.row
    append({
      event: {
        event: 'receipt-updated',
        payload: { id: userId, conversation_id, partial, originClientId: null },
      },
      audience: 'members',
      subjectId: userId,
      own,
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
      const { member, settings } = talk.seats.get(userId)!
      if (seq === member.last_read_seq && settings.marked_unread_at !== null)
        return set(talk, userId, { marked_unread_at: null })
      if (seq <= member.last_read_seq) return
      const marks = { last_read_seq: seq, last_delivered_seq: Math.max(member.last_delivered_seq, seq) }
      seat(talk, userId, {
        member: { ...member, ...marks },
        settings: { ...settings, marked_unread_at: null },
      })
      const { unread_count, unread_as_of_seq } = conversationFor(talk, userId).membership!
      receipt(talk, userId, marks, { partial: { unread_count, unread_as_of_seq } })
    },

    /** It came to one of their devices; nothing is read by that. */
    deliver(talk: Talk, userId: string, seq: number) {
      const { member } = talk.seats.get(userId)!
      if (seq <= member.last_delivered_seq) return
      const marks = { last_read_seq: member.last_read_seq, last_delivered_seq: seq }
      seat(talk, userId, { member: { ...member, ...marks } })
      receipt(talk, userId, marks, null)
    },
  }
}
