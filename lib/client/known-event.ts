// An event as it came, before anything believes it.
import type { LogEvent, StoredEvent } from '../contract/events'
import { boolean, type Guard, integer, list, object, optional, string } from './shape'

const partial = object({})
const named = object({ users: list(object({ id: string })) })
const register = object({ id: string, partial })
const inConversation = object({ id: string, conversation_id: string, partial })
const written = object({ id: string, conversation_id: string, partial: object({ content: string }) })
const logged = object({
  id: string,
  conversation_id: string,
  seq: integer,
  partial,
  related: optional(named),
})
const blocked = object({ id: string, partial, related: named })
const reported = object({ id: string, partial, related: optional(named) })
const said = object({
  id: string,
  conversation_id: string,
  seq: integer,
  partial: object({ id: string, seq: integer, sender_id: string, content: string, created_at: string }),
  related: optional(named),
})

const reacted = object({
  id: string,
  conversation_id: string,
  seq: integer,
  partial: object({
    reactions: list(object({ emoji: string, count: integer })),
    user_id: string,
    emoji: string,
    is_reacted: boolean,
  }),
  related: optional(named),
})

/** By name, what the payload must have at least. A new event does not compile until it has its line. */
const payloads: Record<StoredEvent['event'], Guard> = {
  'conversation-created': logged,
  'conversation-updated': logged,
  'member-added': logged,
  'member-updated': logged,
  'member-removed': logged,
  'message-created': said,
  'message-updated': logged,
  'message-deleted': logged,
  'reaction-updated': reacted,
  'receipt-updated': inConversation,
  'membership-updated': inConversation,
  'settings-updated': register,
  'draft-updated': written,
  'user-updated': register,
  'report-updated': reported,
  'block-updated': blocked,
}

const told = object({ event: string })

/** The event; null for none and for one of a newer server, which is passed over; undefined for one that makes no sense. */
export const knownEvent = (event: unknown): StoredEvent | null | undefined => {
  if (event === null) return null
  if (!told(event)) return undefined
  const guard = Object.hasOwn(payloads, event.event) ? payloads[event.event as StoredEvent['event']] : null
  if (!guard) return null
  return guard((event as { payload?: unknown }).payload) ? (event as unknown as StoredEvent) : undefined
}

/** All of a conversation's events, or null if one of them makes no sense. Those of a newer server are passed over. */
export const knownLogEvents = (events: readonly unknown[]): LogEvent[] | null => {
  const known = events.map(knownEvent)
  return known.includes(undefined) ? null : (known.filter(Boolean) as LogEvent[])
}
