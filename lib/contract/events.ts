// Everything that can come down a stream, and the endpoints that tell the same without one.
import * as z from 'zod'
import { blockUpdated } from './block'
import { draftUpdated } from './draft'
import { endpoint } from './endpoint'
import { logEvents } from './log'
import { conversationParams, membershipUpdated, receiptUpdated } from './member'
import { presenceUpdated } from './presence'
import { cursor, querySeq } from './primitives'
import { reportUpdated } from './report'
import { typingUpdated } from './typing'
import { settingsUpdated, userUpdated } from './user'

export const logEventSchema = z.discriminatedUnion('event', logEvents)
export type LogEvent = z.infer<typeof logEventSchema>

/** What is stored and replayed. */
export const storedEvent = z.discriminatedUnion('event', [
  ...logEvents,
  receiptUpdated,
  membershipUpdated,
  settingsUpdated,
  draftUpdated,
  userUpdated,
  reportUpdated,
  blockUpdated,
])
export type StoredEvent = z.infer<typeof storedEvent>

/** The first frame of a stream: where it starts. */
export const ready = z.object({ event: z.literal('ready'), payload: z.object({ cursor }) })

/** Instead of `ready`: the cursor is of no use here, take a new snapshot. */
export const resetReason = z.enum(['unknown', 'pruned', 'foreign', 'server'])
export type ResetReason = z.infer<typeof resetReason>
export const reset = z.object({ event: z.literal('reset'), payload: z.object({ reason: resetReason }) })

export const streamEvent = z.discriminatedUnion('event', [
  ...storedEvent.options,
  typingUpdated,
  presenceUpdated,
  ready,
  reset,
])
export type StreamEvent = z.infer<typeof streamEvent>

/** The stream: `text/event-stream`, from `Last-Event-ID` or `?cursor=`, else from now. See SPEC.md. */
export const getStream = endpoint({
  method: 'GET',
  path: '/api/stream',
  query: z.object({ cursor: z.string().optional() }),
  answers: { 200: null },
})

/** The stream without a stream: at most 500 events after the cursor, and the cursor to go on from. */
export const getEvents = endpoint({
  method: 'GET',
  path: '/api/events',
  query: z.object({ cursor: z.string().optional() }),
  answers: {
    200: z.union([
      z.object({
        events: z.array(z.intersection(z.object({ cursor }), storedEvent)),
        cursor,
      }),
      z.object({ reset: z.literal(true), reason: resetReason }),
    ]),
  },
})

/** The log events of one conversation after a seq, at most 500; fewer is the end. 410 when pruned. */
export const getConversationEvents = endpoint({
  method: 'GET',
  path: '/api/conversations/:id/events',
  params: conversationParams,
  query: z.object({ after: querySeq.default(0) }),
  answers: { 200: z.object({ events: z.array(logEventSchema) }) },
})
