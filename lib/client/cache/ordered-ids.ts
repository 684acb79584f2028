// Order: the inbox (pinned ahead, newest activity first, ties by id) and a history (oldest first).
import type { Conversation } from '../../contract/conversation'
import type { HeldList, InboxFilter, InboxPlace } from './state'

export const inboxPlace = ({
  id,
  membership,
  last_message_at,
  created_at,
}: Pick<Conversation, 'id' | 'membership' | 'last_message_at' | 'created_at'>): InboxPlace => ({
  pinned: membership?.pinned_at != null,
  activity: last_message_at ?? created_at,
  id,
})

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Below 0 when `a` stands ahead of `b` in the inbox. */
export const byInbox = (a: InboxPlace, b: InboxPlace) =>
  Number(b.pinned) - Number(a.pinned) || text(b.activity, a.activity) || text(b.id, a.id)

/** Whether a conversation belongs into a list at all, wherever in it. */
export const belongs = ({ membership, report_id, type }: Conversation, asked: InboxFilter) => {
  if (!membership || (asked.report_id && report_id !== asked.report_id)) return false
  // Archiving tidies the inbox, not what is said about a report.
  if (asked.filter === 'all' && asked.report_id) return true
  if (asked.filter === 'archived') return membership.archived_at !== null
  if (membership.archived_at !== null) return false
  if (asked.filter === 'groups') return type === 'group'
  if (asked.filter === 'reports') return report_id !== null
  return asked.filter === 'all' || membership.unread_count > 0 || membership.marked_unread_at !== null
}

export const standsAhead = (a: InboxPlace, b: InboxPlace) => byInbox(a, b) < 0

/** Whether a conversation is among what a list holds: it belongs there, and not behind the boundary. */
export const listed = (conversation: Conversation, { asked, boundary }: Omit<HeldList, 'value'>) =>
  belongs(conversation, asked) && (boundary === null || byInbox(inboxPlace(conversation), boundary) <= 0)

/** The index of the first of `ids` that does not stand ahead, by binary search. */
const search = (ids: readonly string[], isAhead: (id: string) => boolean) => {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isAhead(ids[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

/** `ids` with `id` where it belongs; the same array if it is there already. `isAhead`: of another id, whether it comes first. */
export const placed = (ids: readonly string[], id: string, isAhead: (other: string) => boolean) => {
  const at = ids.indexOf(id)
  const rest = at === -1 ? ids : [...ids.slice(0, at), ...ids.slice(at + 1)]
  const to = search(rest, isAhead)
  return to === at ? ids : [...rest.slice(0, to), id, ...rest.slice(to)]
}

/** `ids` without `id`; the same array if it is not among them. */
export const taken = (ids: readonly string[], id: string) =>
  ids.includes(id) ? ids.filter(other => other !== id) : ids
