// What a member is writing and has not sent: theirs alone, on all their devices.
import * as z from 'zod'
import { codePoints } from './code-points'
import { endpoint } from './endpoint'
import { register } from './event'
import { conversationParams } from './member'
import { cursor, id } from './primitives'

/** As it was typed, blanks included. */
const content = z
  .string()
  .refine(value => !value.includes('\0') && value.isWellFormed(), 'holds a NUL or half of a surrogate pair')
  .refine(value => value.length <= 5000 || codePoints(value) <= 5000, 'is longer than 5,000 characters')

/** Keeps what is written there so far; with nothing, there is no draft. The same again makes no event. */
export const putDraft = endpoint({
  method: 'PUT',
  path: '/api/conversations/:id/draft',
  params: conversationParams,
  body: z.object({ content }),
  answers: { 204: null },
})

/** The viewer's newest 100 drafts; `more`: there are others. */
export const getDrafts = endpoint({
  method: 'GET',
  path: '/api/drafts',
  answers: {
    200: z.object({
      drafts: z.array(z.object({ conversation_id: id, content: z.string() })),
      more: z.boolean(),
      cursor,
    }),
  },
})

/**
 * Register: the draft as it is now, '' where there is none any more; own devices only. What the viewer sends ends their draft of
 * that conversation without another event: the `message-created` says it.
 */
export const draftUpdated = register('draft-updated', { partial: z.object({ content: z.string() }) })
