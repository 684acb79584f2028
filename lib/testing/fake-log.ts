// A server that has one log and nothing else: the real session, sink and framing over entries in memory.
import type { ResetReason } from '../contract/events'
import type { Person } from '../server/caller'
import { formatCursor, type Place, parseCursor } from '../server/stream/cursor'
import type { Entry } from '../server/stream/entry'
import { createSession, type Session } from '../server/stream/session'
import { responseSink } from '../server/stream/sink'
import { frame, reset } from '../server/stream/sse'
import type { FakeClock } from './fake-clock'
import type { FakeRequest } from './fake-network'

const epoch = 'e'
const beatEveryMs = 12_000
const page = 500

const common = {
  event: 'message-created',
  audience: 'members',
  conversation_id: 'c',
  subject_id: 'x',
  own: null,
} as const

type Refusal = { status: number; headers?: Record<string, string>; body?: string }
type Open = { session: Session; write: (bytes: Uint8Array) => void }

export type FakeLog = ReturnType<typeof createLog>

export const createLog = (clock: FakeClock) => {
  const entries: Entry[] = []
  const unseen = new Set<Entry>()
  const open = new Set<Open>()
  const asked: FakeRequest[] = []
  let oldest = 0
  let refusal: Refusal | null = null
  let mute = false
  let opened = 0

  const head = (): Place => ({ position: entries.length, nonce: `n${entries.length}` })
  const cursorAt = (position: number) => formatCursor(epoch, { position, nonce: `n${position}` })
  const after = (position: number) => entries.slice(position).filter(entry => !unseen.has(entry))

  const resolve = (text: string): Place | ResetReason => {
    const place = parseCursor(text)
    if (!place || place.position > entries.length) return 'unknown'
    if (place.epoch !== epoch || place.nonce !== `n${place.position}`) return 'foreign'
    return place.position < oldest ? 'pruned' : place
  }

  const serve = async (request: FakeRequest): Promise<Response> => {
    asked.push(request)
    const { pathname, searchParams } = new URL(request.path, 'http://tertulia')
    if (refusal) return new Response(refusal.body ?? '', refusal)
    const given = searchParams.get('cursor')
    const from = given ? resolve(given) : head()
    return pathname === '/api/events' ? events(from) : stream(request, from)
  }

  const stream = (request: FakeRequest, from: Place | ResetReason) => {
    const { sink, response } = responseSink(request.signal, () => held?.session.end('broken'))
    let held: Open | null = null
    opened += 1
    if (mute) return response
    if (typeof from === 'string') {
      sink.write(reset(from))
      sink.end('whole')
      return response
    }
    const id = request.headers.get('x-viewer-id') ?? ''
    const viewer: Person = { kind: 'person', id, credential: { kind: 'bearer', exp: 2e9 } }
    const session = createSession({ viewer, sink, epoch, from, onEnd: () => void open.delete(held!) })
    held = { session, write: sink.write }
    open.add(held)
    session.open()
    session.replay(after(from.position))
    session.goLive(head())
    return response
  }

  const events = (from: Place | ResetReason) => {
    if (typeof from === 'string') return Response.json({ reset: true, reason: from })
    const found = after(from.position).slice(0, page)
    const cursor = found.length === page ? cursorAt(found.at(-1)!.position) : cursorAt(entries.length)
    return Response.json({
      events: found.map(({ position, event, payload }) => ({
        cursor: cursorAt(position),
        event,
        payload: JSON.parse(payload),
      })),
      cursor,
    })
  }

  const beat = () => {
    for (const { session } of [...open]) {
      session.passed(head())
      session.beat()
    }
    clock.setTimer(beat, beatEveryMs)
  }
  clock.setTimer(beat, beatEveryMs)

  return {
    serve,
    cursorAt,
    /** Appends so many events, which go out in one chunk. `isSeen` false: none of them is this viewer's to see. */
    publish(count = 1, isSeen = true) {
      for (let n = 0; n < count; n++) {
        const position = entries.length + 1
        const payload = JSON.stringify({ id: `m${position}` })
        const entry: Entry = {
          ...common,
          position,
          nonce: `n${position}`,
          seq: position,
          message_seq: null,
          payload,
        }
        entries.push(entry)
        if (!isSeen) unseen.add(entry)
        else for (const { session } of open) session.deliver(entry)
      }
      for (const { session } of [...open]) {
        session.passed(head())
        session.flush()
      }
    },
    /** Sends an ephemeral event to every open stream. */
    whisper(event: string, payload: object) {
      for (const { write } of open) write(frame(event, JSON.stringify({ event, payload })))
    },
    /** Sends these very bytes to every open stream. */
    blurt(text: string) {
      for (const { write } of open) write(Buffer.from(text))
    },
    end(how: 'whole' | 'broken' = 'whole') {
      for (const { session } of [...open]) session.end(how)
    },
    resetAll(reason: ResetReason) {
      for (const { session } of [...open]) session.reset(reason)
    },
    /** What comes before this place is kept no longer. */
    prune(before: number) {
      oldest = before
    },
    /** Answers everything with this, or as usual again. */
    refuse(next: Refusal | null) {
      refusal = next
    },
    /** Takes streams and sends nothing on them. */
    swallow(isMute: boolean) {
      mute = isMute
    },
    /** The positions that are this viewer's to see. */
    seen: () => after(0).map(({ position }) => position),
    get position() {
      return entries.length
    },
    /** How many streams are open. */
    get streams() {
      return open.size
    },
    /** How many were ever opened. */
    get opened() {
      return opened
    },
    /** All requests, in order. */
    asked: asked as readonly FakeRequest[],
  }
}
