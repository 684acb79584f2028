// What a page can ask of the messenger. One object a tab, made by ChatProvider; everything it learns is in the cache.
import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { getBlocks } from '../contract/block'
import type {
  createConversation,
  getConversation,
  getConversations,
  patchConversation,
} from '../contract/conversation'
import type { Answer, Endpoint } from '../contract/endpoint'
import type { getMembers, patchMembership, Role } from '../contract/member'
import type { getMessages } from '../contract/message'
import type { getReport } from '../contract/report'
import type { User } from '../contract/user'
import type { InboxFilter, Pending } from './cache/state'
import type { Inside, Part } from './part'
import type { FeedState } from './stream/feed'

type Body<E extends Endpoint> = Answer<E>['body']

/** What the server rendered a page from, each part as its endpoint answers it. Handed over, it need not be fetched. */
export type Snapshot = {
  viewer: User
  /** By the host's word. */
  isModerator?: boolean
  blocks?: Body<typeof getBlocks>
  inbox?: { asked: InboxFilter; page: Body<typeof getConversations> }[]
  conversation?: {
    detail: Body<typeof getConversation>
    /** Absent for a public conversation that the viewer has not joined. */
    messages?: Body<typeof getMessages>
    /** The page around a seq, where another part of the history is to be shown first. */
    passage?: { around: number; page: Body<typeof getMessages> }
    members?: Body<typeof getMembers>
  }
  report?: Body<typeof getReport>
}

/**
 * How something that a page asked for stands. `gone`: it does not exist, or is not (or no longer) the viewer's to see.
 * `failed`: the server could not be asked; it is asked again by itself when the connection comes back, or by `reload`.
 */
export type Load = 'loading' | 'ready' | 'failed' | 'gone'

/** How an own message stands that is not settled. `waiting`: for a connection. `failed`: for the viewer: retry or discard. */
export type Sending = Pick<Pending, 'status' | 'reason' | 'isFinal'>

/** Up to which seq all other members have got, and read, the conversation. */
export type Receipts = { delivered: number; read: number }

/** A part of a history away from its end, opened at a seq. Ids oldest first. */
export type Passage = { ids: readonly string[]; at: number }

/** What of a list is not here yet. `loading`: of the older or further part of it. */
export type Extent = { hasMore: boolean; more: 'idle' | 'loading' | 'failed' }

export type Connection = {
  state: FeedState
  /** Milliseconds of the tab's clock: since when it has not been `live`, or null while it is. */
  troubledSince: number | null
}

/** An action's outcome. `problem` is in the reader's language or a plain English sentence of the server's. */
export type Done<T = null> = { ok: true; value: T } | { ok: false; status: number; detail: string }

export type GroupChanges = z.input<(typeof patchConversation)['body']>
export type NewGroup = Omit<z.input<(typeof createConversation)['body']>, 'type'>

/** The viewer's own settings of a conversation. Times as in the contract; a mute ends with null. */
export type OwnSettings = z.input<(typeof patchMembership)['body']>

export type Chat = {
  viewer: User
  /** There is a page for them: /moderation. */
  isModerator: boolean
  /** This tab's name, sent as X-Client-Id. */
  clientId: string
  queryClient: QueryClient

  /** Starts the feed. Before it, and on the server, a chat only holds what it was given. Returns the way to stop. */
  start(): () => void
  /** Takes over what a page brought with it. */
  land(snapshot: Partial<Snapshot>): void

  /** The page shows this conversation: its detail, newest messages and members are loaded and kept. Returns the way to let go. */
  open(conversationId: string): () => void
  openInbox(asked: InboxFilter): () => void
  openReport(externalId: string): () => void
  /** Loads: keys as `conversation:<id>`, `inbox:<list id>`, `report:<external id>`. */
  load(key: string): Load
  onLoads(listener: () => void): () => void
  reload(key: string): void
  loadOlder(conversationId: string): void
  /**
   * Shows the history around a seq, as a passage beside what is loaded at its end; resolves with whether that could be had. What
   * touches the end is part of it.
   */
  goTo(conversationId: string, seq: number): Promise<boolean>
  /** Loads what stands before or after the passage; after it comes the end, sooner or later. */
  goOn(conversationId: string, side: 'before' | 'after'): void
  /** Leaves the passage for the end. */
  goBack(conversationId: string): void
  loadMoreInbox(asked: InboxFilter): void
  loadMoreMembers(conversationId: string): void
  /** Asks for the first of them once more: their marks, where the stream does not tell them. */
  reloadMembers(conversationId: string): void

  connection(): Connection
  onConnection(listener: () => void): () => void

  /**
   * Puts the message into the cache at once and sends it, in order per conversation. Nothing but spaces is not sent.
   * `replyToId`: the message of the conversation that it answers.
   */
  send(conversationId: string, content: string, replyToId?: string | null): void
  retry(clientMessageId: string): void
  discard(clientMessageId: string): void
  /** Reads up to a seq: in the cache at once, at the server soon. */
  markRead(conversationId: string, seq: number): void
  /** Reacts with an emoji, or takes it back: in the cache at once, at the server in order, and the last word counts. */
  react(messageId: string, emoji: string, isReacted: boolean): Promise<Done>

  /** Somebody touches a key in a conversation's field, or has emptied it or left it: told to the others now and then. */
  typing(conversationId: string, isTyping: boolean): void

  /** Under its key in the cache, and in the browser's storage. */
  setDraft(conversationId: string, text: string): void

  /** What comes with code of its own, later than the page: made at the first call, the same one at every other. */
  part<P extends Part>(make: (inside: Inside) => P): P

  openDm(userId: string, reportId?: string): Promise<Done<string>>
  createGroup(group: NewGroup): Promise<Done<string>>
  /** The viewer's dm with the owner of a report. */
  converse(externalId: string): Promise<Done<string>>
  join(conversationId: string): Promise<Done>
  addMembers(conversationId: string, userIds: string[]): Promise<Done>
  /** Its name, icon, or who may join. */
  changeGroup(conversationId: string, changes: GroupChanges): Promise<Done>
  setRole(conversationId: string, userId: string, role: Role): Promise<Done>
  removeMember(conversationId: string, userId: string): Promise<Done>
  leave(conversationId: string): Promise<Done>
  /** Reads everything that is unread and not archived. */
  readAll(): Promise<Done>
  /** At most 20 people whose name has this part; `signal` ends a search that a newer one has overtaken. */
  searchUsers(query: string, signal?: AbortSignal): Promise<Done<User[]>>
  /** Ends the session of this browser, in all its tabs. Refused when the server cannot be reached. */
  signOut(): Promise<Done>
}
