// What an event makes of a conversation's detail: the shared row by seq, the viewer's own settings by position.
import type { Conversation } from '../../../contract/conversation'
import type { LogEvent } from '../../../contract/events'
import type { Membership } from '../../../contract/member'
import { kept, same } from '../same'
import type { HeldConversation, State, Told } from '../state'
import { afterMessage, cap, counts, isSentBy, later } from '../unread'
import { standing } from './asked'

type Viewer = Pick<State, 'viewerId' | 'lacks'>

export const heldConversation = (truth: Conversation, position: number): HeldConversation => ({
  value: truth,
  truth,
  position,
  reading: null,
  asked: [],
  unsure: false,
})

/** The detail after an event; the same if it holds it already. */
export const patchConversation = (held: HeldConversation, told: Told, viewer: Viewer): HeldConversation => {
  const { event, position } = told
  const isNews = position === null || position > held.position || viewer.lacks === 'position'
  const settled = { ...held, position: Math.max(held.position, position ?? 0) }
  switch (event.event) {
    case 'receipt-updated':
      return isNews && event.payload.id === viewer.viewerId ? read(settled, event.payload.partial) : held
    case 'membership-updated':
      return isNews ? withMembership(settled, event.payload.partial) : held
    case 'settings-updated':
    case 'draft-updated':
    case 'user-updated':
    case 'report-updated':
    case 'block-updated':
      return held
  }
  const isNext = event.payload.seq > held.truth.seq || viewer.lacks === 'seq'
  const after = isNext ? logged(held, event, viewer) : held
  // What a message does to the viewer's settings is a register like the settings themselves, and has its place in the log.
  if (event.event !== 'message-created' || !isNews || position === null) return after
  // What a system message tells of stirs nothing.
  if (event.payload.partial.type === 'system') return after
  const next = stirred(after, event.payload.partial, settled.position, viewer)
  // A detail that was read ahead of the stream has settings from after the message: whether it was muted then is not known.
  const isUnsure = !isNext && after.truth.membership?.archived_at != null
  return isUnsure ? { ...next, unsure: true } : next
}

const withMembership = (held: HeldConversation, change: Partial<Membership>): HeldConversation =>
  held.truth.membership
    ? shown({ ...held, truth: { ...held.truth, membership: { ...held.truth.membership, ...change } } })
    : held

/** A log event that the detail does not hold yet. */
const logged = (held: HeldConversation, event: LogEvent, viewer: Viewer): HeldConversation => {
  const { seq } = event.payload
  const { membership } = held.truth
  const next = { ...held, truth: { ...held.truth, ...change(event), seq } }
  if (!membership) return shown(next)
  const isCounted = seq <= membership.unread_as_of_seq && viewer.lacks !== 'as-of'
  const as_of = { unread_as_of_seq: Math.max(seq, membership.unread_as_of_seq) }
  if (event.event === 'message-created') {
    const isOwn = isSentBy(event.payload.partial, viewer.viewerId)
    const reading = isOwn
      ? null
      : readOn(held.reading, seq, counts(event.payload.partial, viewer.viewerId), 1)
    if (isCounted) return withMembership({ ...next, reading }, as_of)
    const unsure = held.unsure && !isOwn
    return withMembership(
      { ...next, reading, unsure },
      afterMessage(membership, event.payload.partial, viewer.viewerId),
    )
  }
  if (event.event === 'message-deleted' && !isCounted) {
    const { message_seq, ...message } = event.payload.partial
    const isUnread = counts(message, viewer.viewerId) && message_seq > membership.last_read_seq
    const reading = readOn(held.reading, message_seq, counts(message, viewer.viewerId), -1)
    if (!isUnread) return withMembership({ ...next, reading }, as_of)
    const isCapped = membership.unread_count >= cap
    return withMembership(
      { ...next, reading, unsure: held.unsure || isCapped },
      { ...as_of, unread_count: isCapped ? cap : Math.max(0, membership.unread_count - 1) },
    )
  }
  const isMe = event.event === 'member-updated' && event.payload.id === viewer.viewerId
  return withMembership(next, { ...as_of, ...(isMe ? event.payload.partial : {}) })
}

/** What came to be unread after the viewer read up to `reading.seq`, of which the server may not know yet. */
const readOn = (reading: HeldConversation['reading'], seq: number, isCounting: boolean, by: 1 | -1) =>
  reading && isCounting && seq > reading.seq
    ? { ...reading, unread: Math.min(cap, Math.max(0, reading.unread + by)) }
    : reading

const change = (event: LogEvent): Partial<Conversation> => {
  switch (event.event) {
    case 'conversation-updated':
      return event.payload.partial
    case 'member-added':
    case 'member-removed': {
      const { member_count, preview_member_ids } = event.payload.partial
      return { member_count, preview_member_ids }
    }
    case 'message-created':
      return { last_message_id: event.payload.id, last_message_at: event.payload.partial.created_at }
    default:
      return {}
  }
}

/** A new message brings a conversation back from the archive unless it is muted; one's own also takes the unread mark. */
const stirred = (
  held: HeldConversation,
  message: { sender_id: string; created_at: string },
  position: number,
  { viewerId }: Viewer,
): HeldConversation => {
  const { membership } = held.truth
  if (!membership) return held
  const isMuted = membership.muted_until !== null && membership.muted_until > message.created_at
  return withMembership(
    { ...held, position },
    {
      archived_at: isMuted ? membership.archived_at : null,
      marked_unread_at: message.sender_id === viewerId ? null : membership.marked_unread_at,
    },
  )
}

/** The viewer has read or got something, here or elsewhere: pointers only grow, and a count holds as of its seq. */
export const read = (
  held: HeldConversation,
  {
    last_read_seq,
    last_delivered_seq,
    unread_count,
    unread_as_of_seq,
  }: Pick<Membership, 'last_read_seq' | 'last_delivered_seq'> &
    Partial<Pick<Membership, 'unread_count' | 'unread_as_of_seq'>>,
): HeldConversation => {
  const { membership } = held.truth
  if (!membership) return held
  const delivered = { last_delivered_seq: Math.max(membership.last_delivered_seq, last_delivered_seq) }
  // Nothing of what is unread: it came to a device, and nobody has read it. What was read before is told where it was read.
  if (unread_count === undefined || unread_as_of_seq === undefined) return withMembership(held, delivered)
  const marks = {
    ...delivered,
    last_read_seq: Math.max(membership.last_read_seq, last_read_seq),
    ...(last_read_seq > membership.last_read_seq ? { marked_unread_at: null } : {}),
  }
  // Marked unread and read this far already: which of the two came first is not known.
  const isMarked = last_read_seq === membership.last_read_seq && membership.marked_unread_at !== null
  const next = isMarked ? { ...held, unsure: true } : held
  const heard = { last_read_seq, last_delivered_seq, unread_count, unread_as_of_seq }
  if (later(heard, membership) === heard)
    return withMembership({ ...next, unsure: isMarked }, { ...marks, unread_count, unread_as_of_seq })
  // An older count with a further pointer: what lies between the two is not in the detail, so nothing can be derived.
  const isBehind = last_read_seq > membership.last_read_seq
  return withMembership(isBehind ? { ...next, unsure: true } : next, marks)
}

/**
 * Of two readings of one conversation the newer part of each: what all see, and whether the viewer is in it, by seq; the
 * viewer's own settings by position; the unread count by the seq as of which it holds. `held` itself where nothing is newer.
 */
export const newerConversation = (held: HeldConversation, read: HeldConversation): HeldConversation =>
  kept(held, newerParts(held, read))

const newerParts = (held: HeldConversation, read: HeldConversation): HeldConversation => {
  const further = read.truth.seq >= held.truth.seq ? read : held
  // Of two that reach as far the one that is sure: the other may have a mark that was taken away since.
  const isOwnRead = read.position > held.position || (read.position === held.position && !read.unsure)
  const own = isOwnRead ? read : held
  const [a, b] = [held.truth.membership, read.truth.membership]
  const shared = further.truth
  if (!a || !b || !shared.membership || !own.truth.membership)
    return shown({ ...further, value: held.value, reading: held.reading, asked: held.asked })
  const isRead = held.unsure ? b.unread_as_of_seq >= a.unread_as_of_seq : later(a, b) === b || a === b
  const { unread_count, unread_as_of_seq } = isRead ? b : a
  const { marked_unread_at, archived_at, muted_until, pinned_at } = own.truth.membership
  return shown({
    ...held,
    position: own.position,
    unsure: (isRead ? read : held).unsure,
    truth: {
      ...shared,
      membership: {
        ...shared.membership,
        marked_unread_at,
        archived_at,
        muted_until,
        pinned_at,
        last_read_seq: Math.max(a.last_read_seq, b.last_read_seq),
        last_delivered_seq: Math.max(a.last_delivered_seq, b.last_delivered_seq),
        unread_count,
        unread_as_of_seq,
      },
    },
  })
}

/** The entry with its `value` as the viewer is to see it: what they have just read is read, what they have set is so. */
export const shown = (held: HeldConversation): HeldConversation => {
  const { truth, reading } = held
  const { membership } = truth
  const isSaid = !reading || !membership || membership.last_read_seq >= reading.seq
  const asked = standing(membership, held.asked)
  const read = isSaid
    ? null
    : {
        last_read_seq: reading.seq,
        last_delivered_seq: Math.max(reading.seq, membership.last_delivered_seq),
        unread_count: reading.unread,
        marked_unread_at: null,
      }
  const value =
    membership && (read || asked.length > 0)
      ? { ...truth, membership: Object.assign({}, membership, read, ...asked.map(({ wants }) => wants)) }
      : truth
  return {
    ...held,
    reading: isSaid ? null : reading,
    asked,
    value: same(held.value, value) ? held.value : value,
  }
}
