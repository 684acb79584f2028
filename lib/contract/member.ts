// Who is in a conversation, with what role, and how far they have read.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { register } from './event'
import { cursor, id, limit, seq, time } from './primitives'
import { user } from './user'

export const role = z.enum(['owner', 'admin', 'member'])
export type Role = z.infer<typeof role>

export const member = z.object({
  conversation_id: id,
  user_id: id,
  role,
  joined_at: time,
  last_read_seq: seq,
  last_delivered_seq: seq,
})
export type Member = z.infer<typeof member>

/** The viewer's own side of a conversation. `unread_count` is exact up to 100 and holds as of `unread_as_of_seq`. */
export const membership = z.object({
  role,
  joined_at: time,
  /** Nothing from before it is the viewer's to see; 0: everything is. */
  visible_from_seq: seq,
  last_read_seq: seq,
  last_delivered_seq: seq,
  unread_count: z.int().min(0).max(100),
  unread_as_of_seq: seq,
  marked_unread_at: time.nullable(),
  archived_at: time.nullable(),
  muted_until: time.nullable(),
  pinned_at: time.nullable(),
})
export type Membership = z.infer<typeof membership>

export const conversationParams = z.object({ id })
export const memberParams = z.object({ id, userId: id })
/** At most 500 people; repeats count once, and oneself not at all. */
export const userIds = z
  .array(id)
  .max(1000)
  .transform(ids => [...new Set(ids)])
  .pipe(z.array(id).max(501))

/** Members in the order in which they joined. */
export const getMembers = endpoint({
  method: 'GET',
  path: '/api/conversations/:id/members',
  params: conversationParams,
  query: z.object({ limit, after: z.string().max(100).optional() }),
  answers: {
    200: z.object({ members: z.array(member), users: z.array(user), next: z.string().nullable(), cursor }),
  },
})

/**
 * Sets a member's role. An owner may make anybody anything, an admin makes members admins and may cease to be one; a group is
 * never without an owner (409). Whether an admin may depends on the role asked for, so to them a bad body is told before a 403.
 */
export const patchMember = endpoint({
  method: 'PATCH',
  path: '/api/conversations/:id/members/:userId',
  params: memberParams,
  body: z.object({ role }),
  answers: { 200: z.object({ member }) },
})

/** Removes a person (owner, admin), or with one's own id leaves. */
export const removeMember = endpoint({
  method: 'DELETE',
  path: '/api/conversations/:id/members/:userId',
  params: memberParams,
  answers: { 204: null },
})

/** Reads up to `seq`; never moves back. */
export const markRead = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/read',
  params: conversationParams,
  body: z.object({ seq }),
  answers: { 200: z.object({ membership }) },
})

/** One of the viewer's devices has everything up to `seq`, which is not to say that anybody has seen it; never moves back. */
export const markDelivered = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/delivered',
  params: conversationParams,
  body: z.object({ seq }),
  answers: { 204: null },
})

/** The viewer's own settings, in a dm and in a group. The server gives the times; a mute ends at `muted_until`, or with null. */
export const patchMembership = endpoint({
  method: 'PATCH',
  path: '/api/conversations/:id/membership',
  params: conversationParams,
  body: z
    .object({
      archived: z.boolean().optional(),
      muted_until: time
        .refine(until => Date.parse(until) > Date.now(), 'is in the past')
        .nullable()
        .optional(),
      pinned: z.boolean().optional(),
      marked_unread: z.boolean().optional(),
    })
    .refine(changes => Object.values(changes).some(value => value !== undefined), 'changes nothing'),
  answers: { 200: z.object({ membership }) },
})

/**
 * Reads everything in the unread list, muted or not, at most 500 conversations; `more`: ask again for the rest. Nothing that
 * is said meanwhile is read.
 */
export const readAll = endpoint({
  method: 'POST',
  path: '/api/read',
  answers: { 200: z.object({ conversations: z.int().min(0), more: z.boolean() }) },
})

/** Everything unread: messages (each conversation capped at 100) and conversations that have any. */
export const getUnreadCount = endpoint({
  method: 'GET',
  path: '/api/unread-count',
  answers: { 200: z.object({ unread_count: z.int().min(0), conversations: z.int().min(0), cursor }) },
})

/**
 * Register: a member's high-water marks, which only grow. The unread fields go to the person's own devices only, and only
 * where something was read.
 */
export const receiptUpdated = register('receipt-updated', {
  partial: member
    .pick({ last_read_seq: true, last_delivered_seq: true })
    .extend(membership.pick({ unread_count: true, unread_as_of_seq: true }).partial().shape),
})

/** Register: the viewer's own settings of a conversation; own devices only. */
export const membershipUpdated = register('membership-updated', {
  partial: membership
    .pick({ marked_unread_at: true, archived_at: true, muted_until: true, pinned_at: true })
    .partial(),
})
