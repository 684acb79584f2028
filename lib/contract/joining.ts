// Coming into a conversation, and bringing others into it.
import * as z from 'zod'
import { getConversation } from './conversation'
import { endpoint } from './endpoint'
import { conversationParams, getMembers, member, userIds } from './member'
import { getMessages } from './message'
import { user } from './user'

/** What a conversation opens with, so that who joins need not ask for it: each part as its GET answers it, read after they had come. */
export const joined = z.object({
  detail: getConversation.answers[200],
  messages: getMessages.answers[200],
  members: getMembers.answers[200],
})

/**
 * Adds people (owner, admin), or with one's own id alone joins a public conversation. Which of the two it is, is in the body,
 * so here a bad body is told before a 403. `joined` is for who joins, unless they are out again already.
 */
export const addMembers = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/members',
  params: conversationParams,
  body: z.object({ user_ids: userIds.refine(ids => ids.length > 0, 'names nobody') }),
  answers: { 200: z.object({ members: z.array(member), users: z.array(user), joined: joined.optional() }) },
})
