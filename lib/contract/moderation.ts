// What the moderators see and do. To everybody else none of these addresses is there (404).
import * as z from 'zod'
import { sharedConversation } from './conversation'
import { endpoint } from './endpoint'
import { flag } from './flag'
import { sharedMessage } from './message'
import { cursor, id, limit, text, time } from './primitives'
import { user } from './user'

/** `bar`: taken out of the group, and kept out until somebody lifts it. */
export const deed = z.enum(['dismiss', 'delete', 'bar', 'lift'])
export type Deed = z.infer<typeof deed>

/** Who did what about which concern, when and why. Never changed, never deleted. */
export const act = z.object({
  id,
  concern_id: id,
  moderator_id: id,
  act: deed,
  why: z.string(),
  created_at: time,
  message_id: id.nullable(),
  user_id: id,
  conversation_id: id.nullable(),
})
export type Act = z.infer<typeof act>

/**
 * A message or a person that somebody has flagged. `flags`: the last 20 of `flag_count`. `context`: around a flagged message five
 * before it and five after it, as they stand now; once it is dealt with, the message alone. Of a person who was flagged in a
 * conversation the last five that they had said there when they were flagged last, until it is dealt with; of one who was
 * flagged anywhere none. `user_id`: whom it is about.
 */
export const concern = z.object({
  id,
  message_id: id.nullable(),
  user_id: id,
  conversation_id: id.nullable(),
  conversation: sharedConversation.pick({ type: true, name: true, icon: true }).nullable(),
  flag_count: z.int().min(1),
  flags: z
    .array(flag.pick({ reporter_id: true, reason: true, note: true, created_at: true }))
    .min(1)
    .max(20),
  flagged_at: time,
  closed_at: time.nullable(),
  context: z.array(sharedMessage).max(11),
  is_member: z.boolean(),
  is_barred: z.boolean(),
  acts: z.array(act),
})
export type Concern = z.infer<typeof concern>

const page = { limit, before: z.string().max(100).optional() }

/** The queue, without what is about oneself: what was flagged last stands first. `next` goes into `before`. */
export const getConcerns = endpoint({
  method: 'GET',
  path: '/api/moderation/concerns',
  query: z.object({ ...page, state: z.enum(['open', 'closed']).default('open') }),
  answers: {
    200: z.object({ concerns: z.array(concern), users: z.array(user), next: z.string().nullable(), cursor }),
  },
})

/**
 * Does something about a concern, and closes it. What would change nothing, as dismissing what is closed or deleting what is
 * deleted, is a conflict; one about oneself is not there (404).
 */
export const createAct = endpoint({
  method: 'POST',
  path: '/api/moderation/concerns/:id/acts',
  params: z.object({ id }),
  body: z.object({ act: deed, why: text(1, 1000) }),
  answers: { 201: z.object({ concern, users: z.array(user) }) },
})

/** What the moderators have done, the last first, but about oneself. `next` goes into `before`. */
export const getActs = endpoint({
  method: 'GET',
  path: '/api/moderation/acts',
  query: z.object(page),
  answers: {
    200: z.object({ acts: z.array(act), users: z.array(user), next: z.string().nullable(), cursor }),
  },
})
