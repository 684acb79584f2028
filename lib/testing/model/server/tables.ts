// What a server in memory knows: rows that are replaced and never changed, so that an answer can be kept for as long as it likes.
import type { z } from 'zod'
import type { Conversation, sharedConversation } from '../../../contract/conversation'
import type { StoredEvent } from '../../../contract/events'
import type { Member, Membership } from '../../../contract/member'
import type { Message, SharedMessage } from '../../../contract/message'
import type { Report, ReportVersion } from '../../../contract/report'
import type { User } from '../../../contract/user'

export type Settings = Pick<Membership, 'marked_unread_at' | 'archived_at' | 'muted_until' | 'pinned_at'>
/**
 * A member's row, which stays when they leave. `toldRead`: how far others are told that they have read, where that is not as far as
 * they have. `visibleFrom`: nothing from before it is theirs to see.
 */
export type Seat = {
  member: Member
  settings: Settings
  joinedSeq: number
  joinOrder: number
  isIn: boolean
  withholdsReads: boolean
  toldRead: number | null
  visibleFrom: number
}
export const unset: Settings = {
  marked_unread_at: null,
  archived_at: null,
  muted_until: null,
  pinned_at: null,
}
export type SharedRow = z.infer<typeof sharedConversation>
/** A conversation; `messages` in the order of their seq. */
export type Talk = { row: SharedRow; seats: Map<string, Seat>; messages: readonly SharedMessage[] }

/** A stored event; `own` is added for the person it is about. `lock`: of what it was written under. */
export type Entry = {
  event: StoredEvent
  audience: 'members' | 'own' | 'contacts' | 'report'
  subjectId: string
  own: { partial?: object; related?: object } | null
  lock: string
  /** Of the earlier message that it is about. */
  messageSeq?: number
}

export type Tables = {
  users: Map<string, User>
  reports: Map<string, Report>
  /** All that reports have ever been. */
  versions: readonly ReportVersion[]
  talks: Map<string, Talk>
  /** By sender and key, the id of what was sent. */
  keys: Map<string, string>
  /** By message, who reacted with what, in the order in which they did. */
  reactions: Map<string, readonly { user_id: string; emoji: string }[]>
  /** By message, the seq of its deletion. */
  erased: Map<string, number>
  /** What was replied to in sight of somebody from whom it is hidden, and so was not brought along. */
  unbrought: Set<string>
  /** Who keep to themself what they read. */
  keepers: Set<string>
  /** By viewer, whom they block and since when. */
  blocks: Map<string, ReadonlyMap<string, string>>
  /** By viewer and person or report, the event that brought them together last. */
  met: Map<string, Entry>
  /** Committed, without a position. */
  outbox: Entry[]
  /** The event of position n stands at n; at 0 there is none. */
  log: (Entry | null)[]
  /** The first position that is kept. */
  oldest: number
  /** Milliseconds. */
  now: number
}

export const emptyTables = (): Tables => ({
  users: new Map(),
  reports: new Map(),
  versions: [],
  talks: new Map(),
  keys: new Map(),
  reactions: new Map(),
  erased: new Map(),
  unbrought: new Set(),
  keepers: new Set(),
  blocks: new Map(),
  met: new Map(),
  outbox: [],
  log: [null],
  oldest: 0,
  now: Date.UTC(2026, 0, 1),
})

export const iso = (at: number) => new Date(at).toISOString()

export const present = (talk: Talk): Seat[] =>
  [...talk.seats.values()]
    .filter(({ isIn }) => isIn)
    .sort((a, b) => a.joinedSeq - b.joinedSeq || a.joinOrder - b.joinOrder)

export const isMember = (talk: Talk | undefined, userId: string) => talk?.seats.get(userId)?.isIn === true

/** From where on a member sees what is said. */
export const visibleFrom = (talk: Talk, userId: string) => talk.seats.get(userId)?.visibleFrom ?? 0

/** What is said, as far as it is this member's to see. */
export const visibleIn = (talk: Talk, userId: string) => {
  const from = visibleFrom(talk, userId)
  return from === 0 ? talk.messages : talk.messages.filter(({ seq }) => seq >= from)
}

/** Somebody as all may know them who show what they have read; to who keeps it to themself 0 stands for what others have. */
export const memberFor = (
  { member, toldRead }: Seat,
  viewerId: string,
  { keepers }: Pick<Tables, 'keepers'>,
): Member => {
  if (member.user_id === viewerId) return member
  return { ...member, last_read_seq: keepers.has(viewerId) ? 0 : (toldRead ?? member.last_read_seq) }
}

export const toldMember = ({ member, toldRead }: Seat): Member => ({
  ...member,
  last_read_seq: toldRead ?? member.last_read_seq,
})

export const isBlockedBetween = ({ blocks }: Tables, one: string, other: string) =>
  blocks.get(one)?.has(other) || blocks.get(other)?.has(one) || false

export const unreadAbove = (talk: Talk, userId: string, read: number) => {
  let count = 0
  for (let at = talk.messages.length - 1; at >= 0 && count < 100; at--) {
    const { seq, sender_id, type, deleted_at } = talk.messages[at]!
    if (seq <= read) break
    if (sender_id !== userId && type !== 'system' && deleted_at === null) count += 1
  }
  return count
}

/** The conversation with what belongs to one viewer. */
export const conversationFor = (talk: Talk, viewerId: string): Conversation => {
  const { row, seats } = talk
  const seat = seats.get(viewerId)
  const { conversation_id: _, user_id: __, ...own } = seat?.member ?? ({} as Member)
  return {
    ...row,
    ...(seat?.isIn && lastOf(talk).some(({ seq }) => seq < seat.visibleFrom)
      ? { last_message_id: null, last_message_at: null }
      : {}),
    counterpart_id: row.type === 'dm' ? (row.preview_member_ids.find(id => id !== viewerId) ?? null) : null,
    membership: seat?.isIn
      ? {
          ...own,
          visible_from_seq: seat.visibleFrom,
          unread_count: unreadAbove(talk, viewerId, seat.member.last_read_seq),
          unread_as_of_seq: row.seq,
          ...seat.settings,
        }
      : null,
  }
}

const lastOf = ({ row, messages }: Talk) => messages.filter(({ id }) => id === row.last_message_id)

/** A message with what belongs to one viewer. */
export const messageFor =
  ({ reactions }: Tables, viewerId: string) =>
  (message: SharedMessage): Message => {
    const mine = (reactions.get(message.id) ?? []).filter(({ user_id }) => user_id === viewerId)
    return { ...message, reacted: mine.map(({ emoji }) => emoji) }
  }

export const lastMessages = (tables: Tables, talk: Talk, viewerId: string) =>
  lastOf(talk)
    .filter(({ seq }) => seq >= visibleFrom(talk, viewerId))
    .map(messageFor(tables, viewerId))

/** The people whom a message names: who it is from, for a system message who it is about, and the first who reacted to it. */
export const namedIn = ({ sender_id, type, metadata, reactions }: SharedMessage): string[] => [
  sender_id,
  ...(type === 'system' ? [metadata.user_id, metadata.invited_by] : []).filter(
    one => typeof one === 'string',
  ),
  ...reactions.flatMap(({ user_ids }) => user_ids),
]

/** The people whom a conversation and its last message name. */
export const namedBy = ({ reports }: Tables, talk: Talk): string[] => [
  ...talk.row.preview_member_ids,
  talk.row.created_by,
  ...(talk.row.report_id ? [reports.get(talk.row.report_id)!.owner_id] : []),
  ...lastOf(talk).flatMap(namedIn),
]

export const usersOf = ({ users }: Tables, ids: string[]): User[] =>
  [...new Set(ids)].sort().map(id => users.get(id)!)

export const reportsOf = ({ reports }: Tables, ids: (string | null)[]): Report[] =>
  [...new Set(ids)].flatMap(id => (id ? [reports.get(id)!] : []))
