// Who is writing right now: told to who is connected, never stored, over by itself.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { ephemeral } from './event'
import { conversationParams } from './member'
import { id } from './primitives'

/** Says that the viewer is writing, or has ceased to; to be said again before the others forget it. */
export const setTyping = endpoint({
  method: 'POST',
  path: '/api/conversations/:id/typing',
  params: conversationParams,
  body: z.object({ is_typing: z.boolean() }),
  answers: { 204: null },
})

/** To the other members; it holds for `expires_in_ms` unless it is said again, or taken back. */
export const typingUpdated = ephemeral('typing-updated', {
  conversation_id: id,
  partial: z.object({ is_typing: z.boolean(), expires_in_ms: z.int().min(0) }),
})
