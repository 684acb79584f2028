// A conversation: a small log with members, and the inbox that lists one's own.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { conversationParams, membership, userIds } from './member'
import { message } from './message'
import { clientId, cursor, emoji, id, limit, seq, text, time } from './primitives'
import { report, reportParams } from './report'
import { user } from './user'

/** What everyone who may see the conversation sees alike. */
export const sharedConversation = z.object({
  id,
  type: z.enum(['dm', 'group']),
  visibility: z.enum(['private', 'public']),
  report_id: id.nullable(),
  name: z.string().nullable(),
  icon: z.string().nullable(),
  /** What those who come in from now on see of the time before: everything, or nothing. */
  history: z.enum(['all', 'since-joining']),
  created_by: id,
  created_at: time,
  seq,
  last_message_id: id.nullable(),
  last_message_at: time.nullable(),
  member_count: z.int().min(0),
  preview_member_ids: z.array(id).max(3),
})

/** With what belongs to the viewer: the other one in a dm, and the viewer's own membership. */
export const conversation = sharedConversation.extend({
  counterpart_id: id.nullable(),
  membership: membership.nullable(),
})
export type Conversation = z.infer<typeof conversation>

/** What the other entities of an answer name. */
export const named = z.object({ users: z.array(user), reports: z.array(report) })

/**
 * One page of the inbox: pinned ahead, then newest activity first. `next` goes into `before`. Only `archived` has archived ones, and
 * `all` with a `report_id` or a `query`: what was said is not lost by tidying an inbox. With `query`, those with this in the name of
 * the group, of the other one in a dm, or in the title of the report; then a page has at most 20.
 */
export const getConversations = endpoint({
  method: 'GET',
  path: '/api/conversations',
  query: z.object({
    limit,
    before: z.string().max(500).optional(),
    filter: z.enum(['all', 'unread', 'groups', 'reports', 'archived']).default('all'),
    report_id: id.optional(),
    query: text(1, 100).optional(),
  }),
  answers: {
    200: named.extend({
      ids: z.array(id),
      conversations: z.array(conversation),
      messages: z.array(message),
      next: z.string().nullable(),
      cursor,
    }),
  },
})

const name = text(1, 100)

/** A dm is one per pair and report: asking again gives the one that stands (200). A group is always new. */
export const createConversation = endpoint({
  method: 'POST',
  path: '/api/conversations',
  body: z
    .object({
      type: sharedConversation.shape.type,
      member_ids: userIds,
      report_id: id.nullish(),
      name: name.nullish(),
      icon: emoji.nullish(),
      visibility: sharedConversation.shape.visibility.default('private'),
    })
    .superRefine((asked, context) => {
      if (asked.type === 'group') return
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      if (asked.name) refuse('name', 'is for groups: a dm is named after the other person')
      if (asked.icon) refuse('icon', 'is for groups')
      if (asked.visibility === 'public') refuse('visibility', 'of a dm is private')
    }),
  answers: { 200: named.extend({ conversation }), 201: named.extend({ conversation }) },
})

/** A public conversation also answers to who has not joined, with `membership` null. */
export const getConversation = endpoint({
  method: 'GET',
  path: '/api/conversations/:id',
  params: conversationParams,
  answers: { 200: named.extend({ conversation, messages: z.array(message), cursor }) },
})

export const patchConversation = endpoint({
  method: 'PATCH',
  path: '/api/conversations/:id',
  params: conversationParams,
  body: z.object({
    name: name.nullable().optional(),
    icon: emoji.nullable().optional(),
    visibility: sharedConversation.shape.visibility.optional(),
    history: sharedConversation.shape.history.optional(),
  }),
  answers: { 200: z.object({ conversation }) },
})

/**
 * Why a conversation says what it says is unread: the first 20 messages that count, the pointer above which they are, and when
 * and by which tab that was set (`X-Client-Id`; null where it came with the membership, or the tab had no name).
 */
export const explainUnread = endpoint({
  method: 'GET',
  path: '/api/conversations/:id/unread',
  params: conversationParams,
  answers: {
    200: z.object({
      unread_count: membership.shape.unread_count,
      messages: z.array(message).max(20),
      users: z.array(user),
      last_read_seq: seq,
      read_at: time.nullable(),
      read_by_client: clientId.nullable(),
      cursor,
    }),
  },
})

/** The caller's dm with the report's owner. */
export const openReportConversation = endpoint({
  method: 'POST',
  path: '/api/reports/:external_id/conversation',
  params: reportParams,
  answers: { 200: named.extend({ conversation }), 201: named.extend({ conversation }) },
})
