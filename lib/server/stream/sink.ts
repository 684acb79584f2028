// Where a session writes its bytes: the seam between the stream and the server that carries it.

export type Sink = {
  write(chunk: Uint8Array): void
  /** Bytes that were written and that the reader has not taken yet. */
  queued(): number
  /** Resolves when the reader has taken everything, or is gone. */
  drained(): Promise<void>
  /** Ends the connection; `broken` drops what is queued. Safe to call again. */
  end(how: 'whole' | 'broken'): void
}

/**
 * The adapter for a Next route handler: a Response whose body the session writes to. `onGone` is called when the reader
 * goes away, by abort or by cancel, at least once.
 */
export const responseSink = (signal: AbortSignal, onGone: () => void): { sink: Sink; response: Response } => {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  let ended = false
  let waiting: (() => void)[] = []
  const relieve = () => {
    for (const resolve of waiting) resolve()
    waiting = []
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      // Called when the reader asks for more than there is.
      pull: relieve,
      cancel() {
        ended = true
        relieve()
        onGone()
      },
    },
    { highWaterMark: 0, size: chunk => chunk.byteLength },
  )
  signal.addEventListener('abort', onGone, { once: true })
  const queued = () => (ended ? 0 : 0 - (controller.desiredSize ?? 0))
  const sink: Sink = {
    write(chunk) {
      if (!ended) controller.enqueue(chunk)
    },
    queued,
    drained: () =>
      queued() === 0 ? Promise.resolve() : new Promise<void>(resolve => void waiting.push(resolve)),
    end(how) {
      signal.removeEventListener('abort', onGone)
      relieve()
      if (ended) return
      ended = true
      if (how === 'whole') controller.close()
      else controller.error(new Error('The reader did not read.'))
    },
  }
  const response = new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    },
  })
  return { sink, response }
}
