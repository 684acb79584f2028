// Reactions: who answered a message with which emoji.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { message } from './message'
import { cursor, emoji, id, limit, querySeq, seq, time } from './primitives'
import { user } from './user'

/** One person's one emoji on one message. */
export const reaction = z.object({ user_id: id, emoji: z.string(), created_at: time })
export type Reaction = z.infer<typeof reaction>

/** The emoji stands in the path, percent-encoded. One that is none is 422, but only to who may react at all. */
const params = z.object({ id, emoji: z.string() })
/** The message as the viewer sees it when its conversation was at `seq`. */
const answers = { 200: z.object({ message, seq }) }

/** Reacts. The same again changes nothing; the 51st different emoji on a message is 422, a system message takes none (409). */
export const addReaction = endpoint({
  method: 'PUT',
  path: '/api/messages/:id/reactions/:emoji',
  params,
  answers,
})

/** Takes one's own reaction back, if there is one. */
export const removeReaction = endpoint({
  method: 'DELETE',
  path: '/api/messages/:id/reactions/:emoji',
  params,
  answers,
})

/** Who reacted, in the order in which they did; with one emoji, or with any. `next` goes into `after`. */
export const getReactions = endpoint({
  method: 'GET',
  path: '/api/messages/:id/reactions',
  params: z.object({ id }),
  query: z.object({ limit, emoji: emoji.optional(), after: querySeq.default(0) }),
  answers: {
    200: z.object({
      reactions: z.array(reaction),
      users: z.array(user),
      next: z.string().nullable(),
      cursor,
    }),
  },
})
