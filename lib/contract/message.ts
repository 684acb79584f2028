// One message, and the page of a conversation's history.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { conversationParams, role } from './member'
import { clientId, cursor, id, limit, metadata, querySeq, seq, text, time } from './primitives'
import { reportVersion } from './report'
import { user } from './user'

/** One emoji's reactions: how many, and the first five people who gave it. */
export const reactionCount = z.object({
  emoji: z.string(),
  count: z.int().min(1),
  user_ids: z.array(id).max(5),
})
export type ReactionCount = z.infer<typeof reactionCount>

/** What everyone who may see the message sees alike. `reactions` stand in the order in which each emoji was first used. */
export const sharedMessage = z.object({
  id,
  conversation_id: id,
  seq,
  sender_id: id,
  client_message_id: clientId,
  type: z.enum(['text', 'image', 'file', 'system']),
  content: z.string(),
  metadata,
  reply_to_id: id.nullable(),
  created_at: time,
  edited_at: time.nullable(),
  deleted_at: time.nullable(),
  reactions: z.array(reactionCount).max(50),
  /** Which version the conversation's report had then; absent where there is none, and from before they were counted. */
  report_version: z.int().min(1).optional(),
})
export type SharedMessage = z.infer<typeof sharedMessage>

/** With what belongs to the viewer: the emojis with which they reacted, in the order in which they did. */
export const message = sharedMessage.extend({ reacted: z.array(z.string()) })
export type Message = z.infer<typeof message>

/**
 * What a system message tells in its `metadata`: ids and values, for each reader's language to say. `by` is who did it, the
 * message's sender. Its content is empty, it is nobody's unread, and its `client_message_id` is its own id.
 */
export const happening = z.discriminatedUnion('event', [
  z.object({ event: z.literal('member-added'), user_id: id, by: id }),
  // `invited_by`: who made the link, where there was one.
  z.object({ event: z.literal('member-joined'), user_id: id, invited_by: id.optional() }),
  z.object({ event: z.literal('member-removed'), user_id: id, by: id }),
  z.object({ event: z.literal('member-left'), user_id: id }),
  // By the moderators: it is told of the person, and not of who did it.
  z.object({ event: z.literal('member-barred'), user_id: id }),
  z.object({ event: z.literal('role-changed'), user_id: id, role, by: id }),
  z.object({ event: z.literal('name-changed'), name: z.string().nullable(), by: id }),
  z.object({ event: z.literal('icon-changed'), icon: z.string().nullable(), by: id }),
  z.object({ event: z.literal('visibility-changed'), visibility: z.enum(['private', 'public']), by: id }),
  z.object({ event: z.literal('history-changed'), history: z.enum(['all', 'since-joining']), by: id }),
])
export type Happening = z.infer<typeof happening>

export const content = text(1, 5000)

/**
 * A page of history, oldest first. `before` and `after` are exclusive; `around` gives half a page on each side. `quoted`:
 * what its messages reply to, as far as it is not among them. `report_versions`: those that they name.
 */
export const getMessages = endpoint({
  method: 'GET',
  path: '/api/conversations/:id/messages',
  params: conversationParams,
  query: z
    .object({
      limit,
      before: querySeq.optional(),
      after: querySeq.optional(),
      around: querySeq.optional(),
    })
    .refine(
      ({ before, after, around }) => [before, after, around].filter(at => at !== undefined).length <= 1,
      'takes only one of before, after and around',
    ),
  answers: {
    200: z.object({
      ids: z.array(id),
      messages: z.array(message),
      quoted: z.array(message),
      report_versions: z.array(reportVersion),
      users: z.array(user),
      has_before: z.boolean(),
      has_after: z.boolean(),
      seq,
      cursor,
    }),
  },
})

/** Sends. `client_message_id` is the idempotency key: the same again answers 200 with what is stored. */
export const sendMessage = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/messages',
  params: conversationParams,
  body: z.object({ client_message_id: clientId, content, reply_to_id: id.nullable().default(null) }),
  answers: { 200: z.object({ message }), 201: z.object({ message }) },
})

const messageParams = z.object({ id })

/** One message; `seq`: its conversation's at the time of reading. */
export const getMessage = endpoint({
  method: 'GET',
  path: '/api/messages/:id',
  params: messageParams,
  answers: { 200: z.object({ message, users: z.array(user), seq, cursor }) },
})

/** Edits: the sender only. A deleted or a system message is a conflict; the same content again changes nothing. */
export const editMessage = endpoint({
  method: 'PATCH',
  path: '/api/messages/:id',
  params: messageParams,
  body: z.object({ content }),
  answers: { 200: z.object({ message }) },
})

/**
 * Deletes: the sender, and an owner or admin of the group. The message stays with `deleted_at`, its content is emptied
 * everywhere. A system message is a conflict; what is deleted already changes nothing.
 */
export const deleteMessage = endpoint({
  method: 'DELETE',
  path: '/api/messages/:id',
  params: messageParams,
  answers: { 204: null },
})
