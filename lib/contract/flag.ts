// Flagging: somebody asks the moderators to look at a message or a person.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { id, text, time } from './primitives'

export const flagReason = z.enum(['spam', 'harassment', 'hate', 'fraud', 'other'])
export type FlagReason = z.infer<typeof flagReason>

/** `conversation_id`: where the message stands, or where the person was met. */
export const flag = z.object({
  message_id: id.nullable(),
  user_id: id,
  conversation_id: id.nullable(),
  reporter_id: id,
  reason: flagReason,
  note: z.string(),
  created_at: time,
})
export type Flag = z.infer<typeof flag>

/**
 * Flags a message that the viewer sees, or a person, perhaps as one of a conversation that the viewer is in. Once each: again
 * answers 200 with the flag that stands. A person whose case was dealt with may be flagged anew.
 */
export const createFlag = endpoint({
  method: 'POST',
  path: '/api/flags',
  body: z
    .object({
      message_id: id.optional(),
      user_id: id.optional(),
      conversation_id: id.optional(),
      reason: flagReason,
      note: text(0, 1000).default(''),
    })
    .superRefine(({ message_id, user_id, conversation_id }, context) => {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      if ((message_id === undefined) === (user_id === undefined))
        refuse('message_id', 'needs to be there, or user_id instead of it')
      if (message_id !== undefined && conversation_id !== undefined)
        refuse('conversation_id', 'is for people: a message has its own')
    }),
  answers: { 200: z.object({ flag }), 201: z.object({ flag }) },
})
