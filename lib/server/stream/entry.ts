// One stored event as it is read from the log, and what each viewer gets to see of it.

import type { z } from 'zod'
import type { Db } from '../../../db/client'
import type { Conversation, sharedConversation } from '../../contract/conversation'
import type { Member, Membership } from '../../contract/member'
import { formatCursor } from './cursor'
import { frame } from './sse'

export type Entry = {
  position: number
  nonce: string
  event: string
  audience: 'members' | 'own' | 'contacts' | 'report' | 'server'
  conversation_id: string | null
  seq: number | null
  /** Of the earlier message that it is about. */
  message_seq: number | null
  subject_id: string | null
  /** JSON as text: most of it goes out as it is. */
  payload: string
  own: string | null
}

/** The columns of an Entry, for a query over `events e`. */
export const entryColumns = (
  sql: Db,
) => sql`e.position, e.nonce, e.event, e.audience, e.conversation_id, e.seq,
  e.message_seq, e.subject_id, e.payload::text as payload, e.own::text as own`

const veils = new WeakMap<Entry, Entry>()

/**
 * What is told of it to a member from whom its message is hidden: that the log has gone on, so that no seq is missing to them,
 * and no more. One for all of them, so that its frame is shared.
 */
export const veiled = (entry: Entry): Entry => {
  const known = veils.get(entry)
  if (known) return known
  const { conversation_id, seq } = entry
  const payload = { id: conversation_id, conversation_id, seq, partial: {}, originClientId: null }
  const made = { ...entry, event: 'conversation-updated', payload: JSON.stringify(payload), own: null }
  veils.set(entry, made)
  return made
}

/** The entry as a member gets it who sees what is said from `visibleFrom` on. */
export const seenFrom = (entry: Entry, visibleFrom: number): Entry =>
  entry.message_seq !== null && entry.message_seq < visibleFrom ? veiled(entry) : entry

/**
 * The payload as this viewer gets it (JSON text). Only what concerns them alone differs from what all get. `keepsReads`: they keep to
 * themself what they read, and so learn nothing of what others have.
 */
export const payloadFor = (entry: Entry, viewerId: string, keepsReads = false): string => {
  const payload = shownTo(entry, viewerId)
  return keepsReads && tellsReads.has(entry.event) ? withoutReads(payload, viewerId) : payload
}

const tellsReads = new Set(['receipt-updated', 'member-added', 'conversation-created'])

/** Of others 0 stands for what they have read, as in answers. */
const withoutReads = (payload: string, viewerId: string): string => {
  const all = JSON.parse(payload)
  if (all.id !== viewerId && 'last_read_seq' in all.partial) all.partial.last_read_seq = 0
  for (const member of all.partial.members ?? []) if (member.user_id !== viewerId) member.last_read_seq = 0
  return JSON.stringify(all)
}

const shownTo = (entry: Entry, viewerId: string): string => {
  if (entry.event === 'conversation-created') return founded(entry.payload, viewerId)
  return entry.own !== null && entry.subject_id === viewerId
    ? merged(entry.payload, entry.own)
    : entry.payload
}

const shared = new WeakMap<Entry, Buffer>()

/** The frame for this viewer. What all get alike is encoded once and its bytes are shared. */
export const frameFor = (entry: Entry, viewerId: string, epoch: string, keepsReads = false): Buffer => {
  const payload = payloadFor(entry, viewerId, keepsReads)
  const known = payload === entry.payload ? shared.get(entry) : undefined
  if (known) return known
  const data = `{"event":"${entry.event}","payload":${payload}}`
  const made = frame(entry.event, data, formatCursor(epoch, entry))
  if (payload === entry.payload) shared.set(entry, made)
  return made
}

/** `own` says what is to be added under `partial` and `related`. */
const merged = (payload: string, own: string): string => {
  const all = JSON.parse(payload)
  const more = JSON.parse(own)
  return JSON.stringify({
    ...all,
    partial: { ...all.partial, ...more.partial },
    ...(all.related || more.related ? { related: { ...all.related, ...more.related } } : {}),
  })
}

type Founded = z.infer<typeof sharedConversation> & { members: Member[] }

/** A new conversation, as each of its members needs it for the inbox: with their own membership and counterpart. */
const founded = (payload: string, viewerId: string): string => {
  const all = JSON.parse(payload)
  const { members, ...conversation } = all.partial as Founded
  const mine = members.find(member => member.user_id === viewerId)
  if (!mine) return payload
  const membership: Membership = {
    role: mine.role,
    joined_at: mine.joined_at,
    visible_from_seq: 0,
    last_read_seq: mine.last_read_seq,
    last_delivered_seq: mine.last_delivered_seq,
    unread_count: 0,
    unread_as_of_seq: conversation.seq,
    marked_unread_at: null,
    archived_at: null,
    muted_until: null,
    pinned_at: null,
  }
  const counterpart = members.find(member => member.user_id !== viewerId)
  const whole: Conversation = {
    ...conversation,
    counterpart_id: conversation.type === 'dm' ? (counterpart?.user_id ?? null) : null,
    membership,
  }
  return JSON.stringify({ ...all, related: { ...all.related, conversations: [whole], messages: [] } })
}
