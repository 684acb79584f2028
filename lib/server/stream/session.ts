// One open stream: first what was missed, then what comes, each once and in order, until one of many ends.
import type { ResetReason } from '../../contract/events'
import type { Settings } from '../../contract/user'
import type { Person } from '../caller'
import { formatCursor, type Place } from './cursor'
import { type Entry, frameFor } from './entry'
import type { Sink } from './sink'
import { frame, heartbeat, reset, retry } from './sse'

/**
 * A reader that has left this much untaken when more comes is cut, and resumes by its cursor. Looked at before a write:
 * however much one batch is, who has taken the one before gets it, or a long backlog would never arrive.
 */
const maxQueuedBytes = 1024 * 1024
/** Live entries kept while the missed ones are still being sent; beyond it is quicker to reconnect. */
const maxWaiting = 20_000

/** Who has this much untaken hears nothing of what will be over when they get to it. */
const mostWhispered = 64 * 1024

export type Session = ReturnType<typeof createSession>

type Given = {
  viewer: Person
  sink: Sink
  epoch: string
  from: Place
  onEnd: () => void
  /** What the viewer shows of themself, as it was read before the session joined. */
  settings?: Settings
}

const allShown: Settings = { receipts: true, presence: true, typing: true }

/**
 * `from` is the place the stream starts at. While it is `replaying` live entries wait; `place` is how far everything has
 * been sent, and no `id:` runs ahead of it.
 */
export const createSession = ({ viewer, sink, epoch, from, onEnd, settings: given = allShown }: Given) => {
  let place = from
  let waiting: Entry[] | null = []
  let ready: Buffer[] = []
  let ended = false
  /** As of `place`: what the log has told is newer than what was read beside it. */
  let settings = given
  let isToldOfSettings = false

  const push = (entry: Entry) => {
    if (entry.position <= place.position) return
    ready.push(frameFor(entry, viewer.id, epoch, !settings.receipts))
    place = entry
    if (entry.event !== 'settings-updated') return
    settings = { ...settings, ...JSON.parse(entry.payload).partial }
    isToldOfSettings = true
  }

  /** A write that fails ends this stream and is no concern of whoever else is to get the entry. */
  const write = (chunk: Buffer) => {
    try {
      sink.write(chunk)
    } catch {
      end('broken')
    }
  }

  /** What is ready goes out in one chunk, unless the reader does not read. A replay waits for it instead. */
  const flush = () => {
    if (ended) return
    if (!waiting && sink.queued() > maxQueuedBytes) return end('broken')
    if (ready.length) write(ready.length === 1 ? ready[0]! : Buffer.concat(ready))
    ready = []
  }

  const end = (how: 'whole' | 'broken' = 'whole') => {
    if (ended) return
    ended = true
    waiting = null
    ready = []
    sink.end(how)
    onEnd()
  }

  return {
    viewer,
    get settings() {
      return settings
    },
    /** What the viewer shows of themself, read after the session joined. */
    takeSettings(read: Settings) {
      if (!isToldOfSettings) settings = read
    },
    get ended() {
      return ended
    },
    get place() {
      return place
    },
    /** The first chunk: headers leave with it. */
    open() {
      ready.push(retry(1000))
      const cursor = formatCursor(epoch, from)
      ready.push(frame('ready', JSON.stringify({ event: 'ready', payload: { cursor } }), cursor))
      flush()
    },
    /** A stretch of what was missed, looked through up to `reached`. */
    replay(entries: Entry[]) {
      for (const entry of entries) push(entry)
      flush()
    },
    /** The reader has taken what it was sent: the next stretch may come. */
    drained: () => sink.drained(),
    /** Everything up to `joined` was replayed: now what came meanwhile, and from here on live. */
    goLive(joined: Place) {
      const came = waiting ?? []
      waiting = null
      for (const entry of came) push(entry)
      if (joined.position > place.position) place = joined
      flush()
    },
    /** A live entry that this viewer may see; `flush` sends it. */
    deliver(entry: Entry) {
      if (!waiting) push(entry)
      else if (waiting.push(entry) > maxWaiting) end('broken')
    },
    /** Everything up to here has been delivered, even where none of it was for this viewer. */
    passed(head: Place) {
      if (!waiting && head.position > place.position) place = head
    },
    flush,
    /** What is stored nowhere: not for who is still being told what they missed, nor for a reader who lags. */
    whisper(said: Buffer) {
      if (!ended && !waiting && sink.queued() <= mostWhispered) write(said)
    },
    /** Carries the cursor along, so that who gets nothing does not fall behind. */
    beat() {
      if (ended) return
      if (sink.queued() > maxQueuedBytes) return end('broken')
      flush()
      write(heartbeat(formatCursor(epoch, place)))
    },
    end,
    /** What was sent no longer holds: the client is told to start anew. */
    reset(reason: ResetReason) {
      if (ended) return
      write(reset(reason))
      end()
    },
  }
}
