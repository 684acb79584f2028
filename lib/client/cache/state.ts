// What a tab holds: tables of entries, each entry's `value` as components read it and, beside it, what guards it.
import type { Conversation } from '../../contract/conversation'
import type { StoredEvent } from '../../contract/events'
import type { Member, Membership } from '../../contract/member'
import type { Message } from '../../contract/message'
import type { Report, ReportVersion } from '../../contract/report'
import type { User } from '../../contract/user'
import { emptyTable, type Table } from './table'

/** A stored event as it came: with its place in the log, or null when it was read from one conversation's log. */
export type Told<E extends StoredEvent = StoredEvent> = { event: E; position: number | null }

/** The viewer's own settings as they have just set them. */
export type OwnWants = Partial<
  Pick<Membership, 'pinned_at' | 'archived_at' | 'marked_unread_at' | 'muted_until'>
>
/**
 * `request`: which of the tab's requests says them to the server; `isAnswered`: it has said yes. `told`: what of it the log has told;
 * that is wanted until the answer is there, whatever is told next.
 */
export type OwnAsk = {
  request: number
  wants: OwnWants
  told: readonly (keyof OwnWants)[]
  isAnswered: boolean
}

/**
 * `truth` is what the server said, guarded by its own `seq` and, for registers, by `position`. `value` is the same with what
 * the viewer has just read (`reading`) and set (`asked`, in that order) laid over it until the server says so too. `unsure`: the unread count
 * has reached its cap and something was taken from it, so only a fetch can tell.
 */
export type HeldConversation = {
  value: Conversation
  truth: Conversation
  position: number
  reading: { seq: number; unread: number } | null
  asked: readonly OwnAsk[]
  unsure: boolean
}

/** Where a conversation stands in the inbox. */
export type InboxPlace = { pinned: boolean; activity: string; id: string }
export type InboxFilter = {
  filter: 'all' | 'unread' | 'groups' | 'reports' | 'archived'
  report_id?: string
}
/** The ids ahead of `boundary`, all of them; without a boundary there are no others. `next` fetches what follows. */
export type HeldList = {
  value: readonly string[]
  asked: InboxFilter
  boundary: InboxPlace | null
  next: string | null
}

/**
 * Every message with `from <= seq <= this.seq`, as of the conversation's `seq`; `from` 0 is the beginning. What was sent here
 * and answered may stand beyond `seq` already: only the stream moves that.
 */
export type HeldWindow = {
  value: readonly string[]
  seq: number
  from: number
  /** The ids of what its messages reply to, in order: those are held, too, wherever they stand. */
  quotes: readonly string[]
}

/**
 * A part of a history away from its end: every message with `from <= seq <= to`; `from` 0 is the beginning. It was opened at
 * `at`. A window is always beside it, and takes it in as soon as nothing lies between them. Whatever adds a message adds it to the
 * window, and what else happens happens to the messages, so it holds as of no seq of its own.
 */
export type HeldPassage = {
  value: readonly string[]
  at: number
  from: number
  to: number
  /** As a window's. */
  quotes: readonly string[]
}

/** The first members to join; `next` fetches those after. */
export type HeldMemberList = { value: readonly string[]; next: string | null; position: number }
export type HeldMember = { value: Member; position: number }
/** `seq`: the conversation's, as of which the message is as it stands here. */
export type HeldMessage = { value: Message; seq: number }
/** A message that was looked up by itself is held as long as its conversation's window is: the value is its conversation. */
export type HeldLookUp = { value: string }
export type HeldUser = { value: User; position: number }
/** Since when the viewer blocks somebody, or null: they did once. Whom nobody has told of is not blocked. */
export type HeldBlock = { value: string | null; position: number }
export type HeldReport = { value: Report; position: number }
/** What never changes: a report as it was in one version. */
export type HeldVersion = { value: ReportVersion }

/** A send that is not settled. `failed` waits for the viewer: retry or discard. */
export type Pending = {
  client_message_id: string
  conversation_id: string
  content: string
  reply_to_id: string | null
  /** By the tab's clock, for display. */
  created_at: string
  /** Its place among what this tab has sent. */
  order: number
  status: 'sending' | 'waiting' | 'failed'
  /** Why it failed, in the server's words. */
  reason: string | null
  /** The server would refuse it again and again. */
  isFinal?: boolean
}
export type HeldPending = { value: Pending }

/** What the viewer wants of a message's reactions and the server has not yet answered: by emoji, whether it is theirs. */
export type HeldWishes = { value: Readonly<Record<string, boolean>> }
/** What the viewer has made of a message and the log has not told yet. `failed`: refused, and not to be seen any more. */
export type Edit = {
  message_id: string
  conversation_id: string
  /** The new words; null deletes it. */
  content: string | null
  /** By the tab's clock. */
  at: string
  /** `held`: a deletion that can still be taken back. */
  status: 'held' | 'sending' | 'waiting' | 'failed'
  reason: string | null
  /** Once the server has said yes: the message's `edited_at` then, '' where it has none. */
  answered: string | null
}
export type HeldEdit = { value: Edit }

export type Held = {
  conversations: HeldConversation
  lists: HeldList
  windows: HeldWindow
  passages: HeldPassage
  memberLists: HeldMemberList
  members: HeldMember
  messages: HeldMessage
  lookUps: HeldLookUp
  users: HeldUser
  reports: HeldReport
  versions: HeldVersion
  blocks: HeldBlock
  pending: HeldPending
  wishes: HeldWishes
  edits: HeldEdit
}
export type TableName = keyof Held
export type Tables = { readonly [N in TableName]: Table<Held[N]> }

/** A guard that a test takes away, to see that its absence is noticed. */
export type Guard =
  | 'once'
  | 'prev'
  | 'seq'
  | 'gap'
  | 'position'
  | 'recent'
  | 'cut'
  | 'newer'
  | 'as-of'
  | 'settle'
  | 'unknown'
  | 'hole'
  | 'withheld'
  | 'answered'
  | 'versions'

export type State = {
  readonly viewerId: string
  /** The tab's place in the log: everything up to here has been applied. Null before the first snapshot. */
  readonly cursor: string | null
  readonly epoch: string | null
  readonly position: number
  /** The last events, every one after position `since`. */
  readonly recent: { readonly since: number; readonly events: readonly Told[] }
  readonly tables: Tables
  readonly lacks?: Guard
}

const tables: Tables = {
  conversations: emptyTable,
  lists: emptyTable,
  windows: emptyTable,
  passages: emptyTable,
  memberLists: emptyTable,
  members: emptyTable,
  messages: emptyTable,
  lookUps: emptyTable,
  users: emptyTable,
  reports: emptyTable,
  versions: emptyTable,
  blocks: emptyTable,
  pending: emptyTable,
  wishes: emptyTable,
  edits: emptyTable,
}

export const emptyState = (viewerId: string, lacks?: Guard): State => ({
  viewerId,
  cursor: null,
  epoch: null,
  position: 0,
  recent: { since: 0, events: [] },
  tables,
  ...(lacks ? { lacks } : {}),
})

/** For a new snapshot: nothing is known any more but what the viewer has still to send and to change. */
export const renewed = (state: State): State => ({
  ...emptyState(state.viewerId, state.lacks),
  tables: {
    ...tables,
    pending: state.tables.pending,
    wishes: state.tables.wishes,
    edits: state.tables.edits,
  },
})

export const memberId = (conversationId: string, userId: string) => `${conversationId}/${userId}`
export const versionId = ({ report_id, version }: Pick<ReportVersion, 'report_id' | 'version'>) =>
  `${report_id}/${version}`
/** A list's id in its table. */
export const listId = ({ filter, report_id }: InboxFilter) => (report_id ? `${filter}/${report_id}` : filter)
