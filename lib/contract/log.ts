// The log events: what happened in a conversation, each with its seq. They stand together because they name each other.
import * as z from 'zod'
import { conversation, sharedConversation } from './conversation'
import { logEvent } from './event'
import { member } from './member'
import { message, sharedMessage } from './message'
import { reaction } from './reaction'
import { report } from './report'
import { user } from './user'

/** Entities that are new with an event, and for a person who is added also what an inbox row needs. */
const related = z.object({
  users: z.array(user),
  reports: z.array(report).optional(),
  conversations: z.array(conversation).optional(),
  messages: z.array(message).optional(),
})

const crowd = sharedConversation.pick({ member_count: true, preview_member_ids: true })

export const logEvents = [
  logEvent('conversation-created', {
    partial: sharedConversation.extend({ members: z.array(member) }),
    related,
  }),
  // With nothing in it: the log has gone on by what is not this viewer's to see.
  logEvent('conversation-updated', {
    partial: sharedConversation.pick({ name: true, icon: true, visibility: true, history: true }).partial(),
  }),
  logEvent('member-added', { partial: member.extend(crowd.shape), related }),
  logEvent('member-updated', { partial: member.pick({ role: true }) }),
  logEvent('member-removed', { partial: crowd }),
  logEvent('message-created', {
    partial: sharedMessage,
    // `messages`: what a reply quotes, as all see it.
    related: related.extend({ messages: z.array(sharedMessage).optional() }),
  }),
  logEvent('message-updated', {
    partial: message.pick({ content: true, edited_at: true, metadata: true }).partial(),
  }),
  logEvent('message-deleted', {
    partial: message
      .pick({ sender_id: true, type: true, deleted_at: true })
      .extend({ message_seq: message.shape.seq }),
  }),
  // `id`: the message. Somebody has reacted, or has taken it back; `reactions` is what it comes to.
  logEvent('reaction-updated', {
    partial: sharedMessage
      .pick({ reactions: true })
      .extend(reaction.pick({ user_id: true, emoji: true }).shape)
      .extend({ is_reacted: z.boolean() }),
    related,
  }),
] as const
