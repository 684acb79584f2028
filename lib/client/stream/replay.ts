// What a tab missed, fetched page after page, where the step it was told of does not follow from where it stands.
import type { ResetReason } from '../../contract/events'
import { list, object, string } from '../shape'
import { type Asking, headersOf, retryAfter } from './attempt'
import type { Step } from './feed'
import { reasonOf } from './reset-reason'

/** A page that takes longer (ms) is not coming. */
const patienceMs = 10_000
/** Fewer are the end. */
const page = 500

export type Missed =
  | { kind: 'steps'; steps: Step[] }
  | { kind: 'reset'; reason: ResetReason }
  | { kind: 'signed-out' }
  /** Not now: try again, from where the steps so far have led. `status` is null where there was no answer. */
  | { kind: 'failed'; status: number | null; retryAfterMs: number | null }

// An event is looked at by whoever applies it: a newer server may tell of things that this client does not know.
const told = object({ events: list(object({ cursor: string })), cursor: string })
const isTrue = (value: unknown): value is true => value === true
const reset = object({ reset: isTrue, reason: string })

/**
 * The steps from `cursor` to the end of the log as it then stands, in batches of a page. Ends after the last of them, after
 * anything that is not steps, and quietly when `signal` is aborted.
 */
export const fetchMissed = async function* (
  given: Asking & { cursor: string; signal: AbortSignal },
): AsyncGenerator<Missed, void> {
  let at = given.cursor
  for (;;) {
    const missed = await onePage(given, at)
    if (given.signal.aborted) return
    if ('kind' in missed) return yield missed
    const { steps, isLast } = missed
    if (steps.length) yield { kind: 'steps', steps }
    if (isLast) return
    at = steps.at(-1)!.cursor
  }
}

const onePage = async (
  { signal, ...asking }: Asking & { signal: AbortSignal },
  at: string,
): Promise<Missed | { steps: Step[]; isLast: boolean }> => {
  const response = await answerWithin(asking, `/api/events?cursor=${encodeURIComponent(at)}`, signal)
  if (response?.status === 401) return { kind: 'signed-out' }
  const found = response?.status === 200 ? response.body : null
  if (reset(found)) return { kind: 'reset', reason: reasonOf(found.reason) }
  if (told(found)) return { steps: stepsOf(found, at), isLast: found.events.length < page }
  const { status = null, retryAfterMs = null } = response ?? {}
  return { kind: 'failed', status, retryAfterMs }
}

/** The last step leads to the page's own cursor, which may be further on than its last event. */
const stepsOf = ({ events, cursor }: { events: { cursor: string }[]; cursor: string }, from: string) => {
  let at = from
  const steps: Step[] = events.map(({ cursor: reached, ...event }) => {
    const prev = at
    at = reached
    return { prev, cursor: reached, event }
  })
  if (cursor !== at) steps.push({ prev: at, cursor, event: null })
  return steps
}

/** Null where no whole answer came in time. */
const answerWithin = async (asking: Asking, path: string, signal: AbortSignal) => {
  const ours = new AbortController()
  const abort = () => ours.abort()
  const timer = asking.world.setTimer(abort, patienceMs)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    const headers = headersOf(asking, 'application/json')
    const response = await asking.world.fetch(path, { headers, cache: 'no-store', signal: ours.signal })
    const body: unknown = await response.json().catch(() => null)
    return { status: response.status, retryAfterMs: retryAfter(response), body }
  } catch {
    return null
  } finally {
    asking.world.clearTimer(timer)
    signal.removeEventListener('abort', abort)
  }
}
