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
  toldMember,
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
  /** Who comes back starts anew, and sees the whole history, or what is said from then on. `by`: who adds them, or whose link they follow. */
  add(talk: Talk, userId: string, by = userId, how: 'added' | 'invited' = 'added') {
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
      withholdsReads: tables.keepers.has(userId),
      toldRead: tables.keepers.has(userId) ? seq : null,
      visibleFrom: talk.row.history === 'all' ? 0 : seq,
    })
    change(talk, {})
    const partial = { ...toldMember(talk.seats.get(userId)!), ...crowd(talk) }
    log(
      talk,
      'member-added',
      userId,
      { partial, related: { users: usersOf(tables, [userId]) } },
      {
        own: {
          related: {
            users: usersOf(tables, [...namedBy(tables, talk), userId]),
            reports: reportsOf(tables, [talk.row.report_id]),
            conversations: [conversationFor(talk, userId)],
            messages: lastMessages(tables, talk, userId),
          },
        },
      },
    )
    noteMeeting(tables, talk, [userId], isNew)
    const what: Happening =
      by === userId || how === 'invited'
        ? { event: 'member-joined', user_id: userId, ...(by === userId ? {} : { invited_by: by }) }
        : { event: 'member-added', user_id: userId, by }
    tell(talk, how === 'invited' ? userId : by, what)
  },

  /** `by`: null where it was the moderators. */
  remove(talk: Talk, userId: string, by: string | null = userId) {
    const what: Happening =
      by === null
        ? { event: 'member-barred', user_id: userId }
        : by === userId
          ? { event: 'member-left', user_id: userId }
          : { event: 'member-removed', user_id: userId, by }
    tell(talk, by ?? userId, what)
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
