// What lies between a browser and the server: it can refuse, swallow, or break what was open.
import type { FakeClock } from './fake-clock'

export type FakeRequest = {
  method: string
  path: string
  headers: Headers
  body: string | null
  /** The client is gone. */
  signal: AbortSignal
}
export type FakeServer = (request: FakeRequest) => Promise<Response>

/** `void`: nothing comes back and nobody is told. What was open when it began stays dead. */
export type Mode = 'up' | 'refused' | 'void'

type Line = { owner: object; muted: boolean; fail: (error: unknown) => void }

export type FakeNetwork = ReturnType<typeof createNetwork>

export const createNetwork = (clock: FakeClock, serve: FakeServer, latency: () => number) => {
  const lines = new Set<Line>()
  let mode: Mode = 'up'
  let tried = 0

  const broken = () => new TypeError('network error')

  /** `run` does something in the tab that asks, as soon as that can do anything. */
  const fetchFor =
    (owner: object, run: (what: () => void) => void) =>
    (path: string, init: RequestInit = {}) =>
      new Promise<Response>((resolve, reject) => {
        const gone = new AbortController()
        let body: ReadableStreamDefaultController<Uint8Array> | null = null
        const line: Line = { owner, muted: mode === 'void', fail }
        function fail(error: unknown) {
          if (!lines.delete(line)) return
          gone.abort()
          run(() => (body ? body.error(error) : reject(error)))
        }
        const end = () => {
          if (lines.delete(line)) run(() => body?.close())
        }

        const deliver = async (response: Response) => {
          if (line.muted || gone.signal.aborted) return
          const answer = new ReadableStream<Uint8Array>({
            start(controller) {
              body = controller
            },
            cancel() {
              if (lines.delete(line)) gone.abort()
            },
          })
          const { status, headers } = response
          const empty = response.body === null
          if (empty) lines.delete(line)
          run(() => resolve(new Response(empty ? null : answer, { status, headers })))
          if (!empty) await pour(response.body!.getReader())
        }

        const pour = async (from: ReadableStreamDefaultReader<Uint8Array>) => {
          for (;;) {
            const chunk = await from.read().catch(() => null)
            if (line.muted || gone.signal.aborted) return
            if (!chunk) return fail(broken())
            if (chunk.done) return end()
            run(() => lines.has(line) && body!.enqueue(chunk.value))
          }
        }

        lines.add(line)
        tried += 1
        const aborted = () => fail(new DOMException('aborted', 'AbortError'))
        if (init.signal?.aborted) return aborted()
        init.signal?.addEventListener('abort', aborted, { once: true })
        if (mode === 'refused') return clock.soon(() => fail(broken()))
        if (mode === 'void') return
        const request: FakeRequest = {
          method: init.method ?? 'GET',
          path,
          headers: new Headers(init.headers),
          body: typeof init.body === 'string' ? init.body : null,
          signal: gone.signal,
        }
        const answered = (response: Response) => {
          const ms = latency()
          if (ms > 0) clock.setTimer(() => void deliver(response), ms)
          else void deliver(response)
        }
        serve(request).then(answered, () => fail(broken()))
      })

  return {
    fetchFor,
    /** What is open, of all or of one owner. */
    open: (owner?: object) => [...lines].filter(line => !owner || line.owner === owner).length,
    /** How many requests were made, also those that came nowhere. */
    get tried() {
      return tried
    },
    /** Breaks what is open. */
    cut(owner?: object) {
      for (const line of [...lines]) if (!owner || line.owner === owner) line.fail(broken())
    },
    become(next: Mode) {
      mode = next
      if (next === 'refused') for (const line of [...lines]) line.fail(broken())
      if (next === 'void') for (const line of lines) line.muted = true
    },
  }
}
