// The other end of a stream, for tests: what an EventSource makes of the bytes (WHATWG HTML, 9.2.6), cut wherever we like.

/** What was dispatched. `id` is the Last-Event-ID as it then stood. */
export type Frame = { event: string; data: string; id: string }

/** Bytes in, frames out, however the bytes are cut. What the stream ends in the middle of is never dispatched. */
export const createParser = (lastEventId = '') => {
  const decoder = new TextDecoder()
  let text = ''
  let afterReturn = false
  let id = lastEventId
  let pending = { event: '', data: [] as string[], id: lastEventId }
  let retry: number | null = null

  const feed = (bytes: Uint8Array): Frame[] => {
    text += decoder.decode(bytes, { stream: true })
    const frames: Frame[] = []
    for (;;) {
      if (afterReturn && text) {
        if (text[0] === '\n') text = text.slice(1)
        afterReturn = false
      }
      const end = text.search(/[\r\n]/)
      if (end === -1) return frames
      const line = text.slice(0, end)
      // A line feed that belongs to this carriage return may only come with the next bytes.
      afterReturn = text[end] === '\r'
      text = text.slice(end + 1)
      const frame = take(line)
      if (frame) frames.push(frame)
    }
  }

  const take = (line: string): Frame | null => {
    if (line === '') return dispatch()
    const [, name = line, value = ''] = line.match(/^([^:]*): ?(.*)$/s) ?? []
    if (name === 'event') pending.event = value
    if (name === 'data') pending.data.push(value)
    if (name === 'id' && !value.includes('\0')) pending.id = value
    if (name === 'retry' && /^\d+$/.test(value)) retry = Number(value)
    return null
  }

  /** The id moves even where there is nothing to dispatch: that is how a heartbeat carries the cursor. */
  const dispatch = (): Frame | null => {
    const { event, data } = pending
    id = pending.id
    pending = { event: '', data: [], id }
    return data.length ? { event: event || 'message', data: data.join('\n'), id } : null
  }

  return {
    feed,
    get lastEventId() {
      return id
    },
    get retry() {
      return retry
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

  const until = async (enough: (frames: Frame[]) => boolean, withinMs = 15_000) => {
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
