// Who comes into a conversation, goes, and is what in it.
import type { Happening } from '../../../../contract/message'
import {
  conversationFor,
  isMember,
  lastMessages,
  namedBy,
  present,
  reportsOf,
  type Seat,
  type Talk,
  unset,
  usersOf,
} from '../tables'
import type { Ledger } from './ledger'
import { noteMeeting, strangers } from './meetings'
import type { MessageWrites } from './messages'

export const memberWrites = (
  { tables, now, change, log, seat }: Ledger,
  { tell }: Pick<MessageWrites, 'tell'>,
) => ({
  /** Who comes back starts anew, and sees the whole history. */
  add(talk: Talk, userId: string, by = userId) {
    if (isMember(talk, userId)) return
    const isNew = strangers(tables)
    const seq = talk.row.seq + 1
    const [last_read_seq, last_delivered_seq] = [seq, seq]
    const { id: conversation_id } = talk.row
    talk.seats.set(userId, {
      member: {
        conversation_id,
        user_id: userId,
        role: 'member',
        joined_at: now(),
        last_read_seq,
        last_delivered_seq,
      },
      settings: unset,
      joinedSeq: seq,
      joinOrder: 0,
      isIn: true,
    })
    change(talk, {})
    const partial = { ...talk.seats.get(userId)!.member, ...crowd(talk) }
    log(
      talk,
      'member-added',
      userId,
      { partial, related: { users: usersOf(tables, [userId]) } },
      {
        related: {
          users: usersOf(tables, [...namedBy(tables, talk), userId]),
          reports: reportsOf(tables, [talk.row.report_id]),
          conversations: [conversationFor(talk, userId)],
          messages: lastMessages(tables, talk, userId),
        },
      },
    )
    noteMeeting(tables, talk, [userId], isNew)
    const what: Happening =
      by === userId
        ? { event: 'member-joined', user_id: userId }
        : { event: 'member-added', user_id: userId, by }
    tell(talk, by, what)
  },

  remove(talk: Talk, userId: string, by = userId) {
    const what: Happening =
      by === userId
        ? { event: 'member-left', user_id: userId }
        : { event: 'member-removed', user_id: userId, by }
    tell(talk, by, what)
    seat(talk, userId, { isIn: false })
    change(talk, {})
    log(talk, 'member-removed', userId, { partial: crowd(talk) })
  },

  promote(talk: Talk, userId: string, role: Seat['member']['role'], by: string) {
    const { member } = talk.seats.get(userId)!
    if (member.role === role) return
    seat(talk, userId, { member: { ...member, role } })
    change(talk, {})
    log(talk, 'member-updated', userId, { partial: { role } })
    tell(talk, by, { event: 'role-changed', user_id: userId, role, by })
  },
})

/** How many are in it, and whom its picture shows. */
const crowd = (talk: Talk) => {
  const people = present(talk).map(({ member }) => member.user_id)
  talk.row = { ...talk.row, member_count: people.length, preview_member_ids: people.slice(0, 3) }
  const { member_count, preview_member_ids } = talk.row
  return { member_count, preview_member_ids }
}
