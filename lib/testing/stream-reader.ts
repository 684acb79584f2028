// The other end of a stream, for tests: what an EventSource makes of the bytes (WHATWG HTML, 9.2.6), cut wherever we like.
import { createFrames } from '../client/stream/frames'

/** What was dispatched. `id` is the Last-Event-ID as it then stood. */
export type Frame = { event: string; data: string; id: string }

/** The client's own parser, of which an EventSource would show only what is dispatched. */
export const createParser = (lastEventId = '') => {
  const frames = createFrames(lastEventId)
  return {
    feed: (bytes: Uint8Array): Frame[] =>
      frames.feed(bytes).flatMap(({ data, ...frame }) => (data === null ? [] : [{ ...frame, data }])),
    get lastEventId() {
      return frames.lastEventId
    },
    get retry() {
      return frames.retry
    },
  }
}

export type StreamReader = ReturnType<typeof readStream>

/** Follows a stream's body. `lastEventId` is what it was opened with. */
export const readStream = (response: Response, lastEventId = '') => {
  const parser = createParser(lastEventId)
  const reader = response.body!.getReader()
  const frames: Frame[] = []
  let ended: 'open' | 'whole' | 'broken' = 'open'
  let bytes = 0

  /** One chunk, of which at most `most` bytes arrive: the rest is lost with the connection. */
  const pull = async (most = Number.POSITIVE_INFINITY) => {
    try {
      const { value, done } = await reader.read()
      if (done) ended = 'whole'
      else frames.push(...parser.feed(value.subarray(0, most)))
      bytes += Math.min(value?.length ?? 0, most)
    } catch {
      ended = 'broken'
    }
  }

  const until = async (enough: (frames: Frame[]) => boolean, withinMs = 45_000) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>(resolve => {
      timer = setTimeout(resolve, withinMs, 'late')
    })
    try {
      while (!enough(frames) && ended === 'open')
        if ((await Promise.race([pull(), late])) === 'late')
          throw new Error(`Still waiting after ${frames.map(({ event }) => event).join(', ') || 'nothing'}.`)
    } finally {
      clearTimeout(timer)
    }
    return frames
  }

  return {
    /** All frames so far. */
    frames,
    /** Reads until `enough` is true of all frames so far, or the stream ends. */
    until,
    /** Reads to the end of the stream. */
    toEnd: () => until(() => false),
    /** Takes `most` bytes at the most and hangs up, after `withinMs` whatever has come. */
    async cutAfter(most: number, withinMs: number) {
      const timer = setTimeout(() => void reader.cancel(), withinMs)
      while (bytes < most && ended === 'open') await pull(most - bytes)
      clearTimeout(timer)
      await reader.cancel()
    },
    cut: () => reader.cancel(),
    /** What a client would reconnect with. */
    get lastEventId() {
      return parser.lastEventId
    },
    get retry() {
      return parser.retry
    },
    get ended() {
      return ended
    },
  }
}

/** The events among these frames, as they are told: `{event, payload}`. */
// biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of a payload.
export const told = (frames: Frame[]): { event: string; payload: any }[] =>
  frames.map(({ data }) => JSON.parse(data))
