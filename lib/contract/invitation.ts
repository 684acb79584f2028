// An invitation: a link by which whoever holds it may join a group, for a while and for so many.
import * as z from 'zod'
import { conversation, named } from './conversation'
import { endpoint } from './endpoint'
import { conversationParams } from './member'
import { cursor, id, time } from './primitives'
import { user } from './user'

/** One that is in force. Its token is told once, to who made it, and stored nowhere. */
export const invitation = z.object({
  id,
  conversation_id: id,
  created_by: id,
  created_at: time,
  expires_at: time,
  /** Null: as many as come. */
  max_uses: z.int().min(1).nullable(),
  uses: z.int().min(0),
})
export type Invitation = z.infer<typeof invitation>

/** Owners and admins of a group make links; a dm has none (403). At most 50 are in force at once (409). */
export const createInvitation = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/invitations',
  params: conversationParams,
  body: z.object({
    /** An hour, a day, a week, thirty days. */
    expires_in_hours: z.union([z.literal(1), z.literal(24), z.literal(168), z.literal(720)]).default(168),
    max_uses: z.int().min(1).max(1000).nullable().default(null),
  }),
  answers: { 201: z.object({ invitation, token: z.string() }) },
})

/** Those in force, the newest first (owner, admin). */
export const getInvitations = endpoint({
  method: 'GET',
  path: '/api/conversations/:id/invitations',
  params: conversationParams,
  answers: { 200: z.object({ invitations: z.array(invitation), users: z.array(user), cursor }) },
})

/** Revokes (owner, admin). What is over already stays so. */
export const deleteInvitation = endpoint({
  method: 'DELETE',
  path: '/api/conversations/:id/invitations/:invitationId',
  params: z.object({ id, invitationId: id }),
  answers: { 204: null },
})

const params = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

/**
 * Where a token leads, and no more than that; `conversation_id` to who is in it already. One that is expired, revoked, used up
 * or unknown, or from before the viewer was removed, is not found, in the same words for all. Who asks for too many of these
 * has to wait (429).
 */
export const getInvitation = endpoint({
  method: 'GET',
  path: '/api/invitations/:token',
  params,
  answers: {
    200: z.object({
      name: z.string().nullable(),
      icon: z.string().nullable(),
      member_count: z.int().min(0),
      /** The name of who made it. */
      invited_by: z.string(),
      conversation_id: id.nullable(),
    }),
  },
})

/** Joins. Who is in it already stays as they are: no use, no event. */
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/:token',
  params,
  answers: { 200: named.extend({ conversation }) },
})
