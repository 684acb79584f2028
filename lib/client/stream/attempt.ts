// One request of the stream, from its opening to its end: bytes become frames, frames become steps of the log.
import type { ResetReason } from '../../contract/events'
import { object, string } from '../shape'
import type { World } from '../world'
import type { Step } from './feed'
import { createFrames, type Frame } from './frames'
import { reasonOf } from './reset-reason'

/** Who asks. Both go out as headers, so that the answer is to this tab, and to no other viewer whose cookie came meanwhile. */
export type Asking = { world: World; viewerId: string; clientId: string }

/** What one chunk brought. `beat`: a heartbeat was among it; `ready`: from here on it is this stream. */
export type Heard = { steps: Step[]; ready: boolean; beat: boolean }

export type End =
  /** By either side or the network, or it was no stream at all. */
  | { how: 'cut' }
  | { how: 'refused'; retryAfterMs: number | null }
  | { how: 'reset'; reason: ResetReason }
  | { how: 'signed-out' }

type Given = Asking & {
  /** Null: from now. */
  cursor: string | null
  signal: AbortSignal
  /** Called for each chunk, also for one that completes no frame: somebody is there. */
  heard: (heard: Heard) => void
}

/** Reads to the end. Errors: only what `heard` throws. */
export const readOnce = async (given: Given): Promise<End> => {
  const response = await ask(given).catch(() => null)
  if (!response) return { how: 'cut' }
  if (response.status === 401) return { how: 'signed-out' }
  if (response.status !== 200) return { how: 'refused', retryAfterMs: retryAfter(response) }
  // Somebody between us and the server may answer with a page of their own.
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!isStream || !response.body) return { how: 'cut' }
  return follow(response.body.getReader(), given)
}

export const headersOf = ({ clientId, viewerId }: Asking, accept: string) => ({
  Accept: accept,
  'X-Client-Id': clientId,
  'X-Viewer-Id': viewerId,
})

/** In milliseconds. A date is not made use of: it would be by another clock. */
export const retryAfter = (response: Response): number | null => {
  const seconds = response.headers.get('retry-after')
  return seconds && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null
}

const ask = async ({ cursor, signal, ...asking }: Given) => {
  const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
  return asking.world.fetch(`/api/stream${from}`, {
    headers: headersOf(asking, 'text/event-stream'),
    cache: 'no-store',
    signal,
  })
}

const follow = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { cursor, heard, signal }: Given,
): Promise<End> => {
  const frames = createFrames(cursor ?? '')
  const read = createSteps(cursor)
  for (;;) {
    const chunk = await reader.read().catch(() => null)
    if (!chunk || chunk.done || signal.aborted) return { how: 'cut' }
    const { end, ...rest } = read(frames.feed(chunk.value))
    heard(rest)
    if (end) return end
  }
}

/** Frames in, steps out, each from where the one before has led. What comes after an end is not looked at. */
export const createSteps = (from: string | null) => {
  let at = from

  const take = (frame: Frame): Step | End | null => {
    if (frame.event === 'reset') return { how: 'reset', reason: resetOf(frame) }
    // The stream starts where we asked it to, or what lies between would be missed without a word.
    const elsewhere = frame.event === 'ready' && from !== null && frame.id !== from
    // Without a place in the log there is nothing to resume from.
    if (elsewhere || !frame.id) return broken
    const event = frame.data === null || frame.event === 'ready' ? null : parsed(frame.data)
    if (event === undefined) return broken
    const prev = at ?? frame.id
    at = frame.id
    return frame.data === null && prev === at ? null : { prev, cursor: at, event }
  }

  return (frames: Frame[]): Heard & { end: End | null } => {
    const heard: Heard = { steps: [], ready: false, beat: false }
    for (const frame of frames) {
      const step = take(frame)
      if (step && 'how' in step) return { ...heard, end: step }
      if (step) heard.steps.push(step)
      if (frame.data === null) heard.beat = true
      if (frame.event === 'ready') heard.ready = true
    }
    return { ...heard, end: null }
  }
}

const broken: End = { how: 'reset', reason: 'unknown' }

const resetFrame = object({ payload: object({ reason: string }) })

const resetOf = ({ data }: Frame): ResetReason => {
  const said = parsed(data ?? '')
  return reasonOf(resetFrame(said) ? said.payload.reason : null)
}

/** Undefined where it is no JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
