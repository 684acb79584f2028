// What a server in memory knows: rows that are replaced and never changed, so that an answer can be kept for as long as it likes.
import type { z } from 'zod'
import type { Conversation, sharedConversation } from '../../../contract/conversation'
import type { StoredEvent } from '../../../contract/events'
import type { Member, Membership } from '../../../contract/member'
import type { Message, SharedMessage } from '../../../contract/message'
import type { Report, ReportVersion } from '../../../contract/report'
import type { User } from '../../../contract/user'

export type Settings = Pick<Membership, 'marked_unread_at' | 'archived_at' | 'muted_until' | 'pinned_at'>
/** A member's row, which stays when they leave. */
export type Seat = { member: Member; settings: Settings; joinedSeq: number; joinOrder: number; isIn: boolean }
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
    counterpart_id: row.type === 'dm' ? (row.preview_member_ids.find(id => id !== viewerId) ?? null) : null,
    membership: seat?.isIn
      ? {
          ...own,
          visible_from_seq: 0,
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
  lastOf(talk).map(messageFor(tables, viewerId))

/** The people whom a message names: who it is from, for a system message who it is about, and the first who reacted to it. */
export const namedIn = ({ sender_id, type, metadata, reactions }: SharedMessage): string[] => [
  sender_id,
  ...(type === 'system' && typeof metadata.user_id === 'string' ? [metadata.user_id] : []),
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
