// The bytes of an event stream (WHATWG HTML, 9.2): frames, and the comments that keep it alive. Pure.
import type { ResetReason } from '../../contract/events'

const bytes = (text: string) => Buffer.from(text, 'utf8')

/** One event. `data` is JSON, so it holds no line break; without `id` the client's Last-Event-ID stays. */
export const frame = (event: string, data: string, id?: string): Buffer =>
  bytes(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`)

/** Instead of events: the client takes a new snapshot. The empty id makes it forget its cursor. */
export const reset = (reason: ResetReason): Buffer =>
  frame('reset', JSON.stringify({ event: 'reset', payload: { reason } }), '')

/** Moves the client's Last-Event-ID without dispatching anything: an id, a comment, no data. */
export const heartbeat = (id: string): Buffer => bytes(`id: ${id}\n: \n\n`)

/** Sent first, so that headers leave at once: how long a client waits before it reconnects (ms). */
export const retry = (ms: number): Buffer => bytes(`retry: ${ms}\n\n`)
