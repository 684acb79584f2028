// Where a session writes its bytes: the seam between the stream and the server that carries it.

export type Sink = {
  write(chunk: Uint8Array): void
  /** Bytes that were written and that the reader has not taken yet. */
  queued(): number
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
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      cancel() {
        ended = true
        onGone()
      },
    },
    { highWaterMark: 0, size: chunk => chunk.byteLength },
  )
  signal.addEventListener('abort', onGone, { once: true })
  const sink: Sink = {
    write(chunk) {
      if (!ended) controller.enqueue(chunk)
    },
    queued: () => (ended ? 0 : -(controller.desiredSize ?? 0)),
    end(how) {
      signal.removeEventListener('abort', onGone)
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
