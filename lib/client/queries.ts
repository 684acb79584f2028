// The keys of the cache, as contract.md names them and a few more of the same kind. Components read under them; only the
// bridge writes, and whoever keeps what is beside the log: drafts, and who is writing.
import type { InboxFilter } from './cache/state'

export const keys = {
  list: ({ filter, report_id }: InboxFilter) =>
    filter === 'all' && !report_id
      ? (['conversations', 'list'] as const)
      : (['conversations', 'list', { filter, ...(report_id ? { report_id } : {}) }] as const),
  conversation: (id: string) => ['conversations', 'detail', id] as const,
  memberIds: (id: string) => ['conversations', 'members', id] as const,
  messageIds: (id: string) => ['conversations', 'messages', id] as const,
  /** Another part of the history than its end, while a page shows it: Passage. */
  passage: (id: string) => ['conversations', 'passage', id] as const,
  member: (id: string, userId: string) => ['members', 'detail', id, userId] as const,
  message: (id: string) => ['messages', 'detail', id] as const,
  user: (id: string) => ['users', 'detail', id] as const,
  /** Whom the viewer blocks: user ids, the last one first. */
  blocked: () => ['blocks', 'list'] as const,
  /** Since when the viewer blocks this person, or null. */
  block: (userId: string) => ['blocks', 'detail', userId] as const,
  report: (id: string) => ['reports', 'detail', id] as const,
  /** A report as it was: by report and version, as `<id>/<version>`. */
  reportVersion: (id: string) => ['reports', 'version', id] as const,
  /** The id of the report that the host knows by this one. */
  reportId: (externalId: string) => ['reports', 'id', externalId] as const,
  /** How a send stands: Sending. The key is its client_message_id. */
  sending: (clientMessageId: string) => ['messages', 'sending', clientMessageId] as const,
  /** What the viewer has made of a message and the log has not told yet: Edit. */
  editing: (id: string) => ['messages', 'editing', id] as const,
  draft: (id: string) => ['conversations', 'draft', id] as const,
  /** What was written on another tab or device while this was: offered beside it, or ''. */
  draftElsewhere: (id: string) => ['conversations', 'draft-elsewhere', id] as const,
  /** Who is writing right now: user ids. Told by nobody but the stream, and over by itself. */
  typing: (id: string) => ['conversations', 'typing', id] as const,
  /** What the viewer shows of themself: HeldSettings. */
  settings: ['me', 'settings'] as const,
  /** How somebody is: Known. Told by the stream, or asked for when a page shows them. */
  presence: (id: string) => [...keys.presences, id] as const,
  presences: ['users', 'presence'] as const,
  /** How far everybody else has come: Receipts. */
  receipts: (id: string) => ['conversations', 'receipts', id] as const,
  /** Whether there is more of a list, on either side: Extent. */
  extent: (kind: 'list' | 'messages' | 'members' | 'before' | 'after', id: string) =>
    ['extent', kind, id] as const,
}
