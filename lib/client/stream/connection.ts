// The stream as one tab keeps it up: asked for again for ever, from where it was, until the cursor or the session is over.

import { streamBackoff } from '../backoff'
import type { Timer } from '../world'
import { type Asking, type End, type Heard, readOnce } from './attempt'
import type { Feed, FeedListener, FeedState } from './feed'
import { assertStep, type Phase, stateOf } from './phase'
import { watchSleep } from './sleep'

/** From the request to `ready`: beyond it something in between swallows the stream. */
const readyMs = 5000
/** Two heartbeats. */
const silenceMs = 30_000
/** One heartbeat, and a little for the way: who was silent for longer is doubted when anything gives reason to. */
const beatMs = 16_000
/** With this much quiet after `ready` nothing more of what was missed is on its way. */
const quietMs = 250
/** A stream that lasted this long is no failure. */
const lastedMs = 5000
/** Where somebody insists, this is the least time between two attempts, and for an attempt before it is given up. */
const spacingMs = 1000
const doubtMs = 2000

export type Connection = Feed & {
  /** Somebody looks: make sure that it is alive, unless it was heard lately. */
  look(): void
  /** How far everything has been handed over. */
  readonly cursor: string | null
}

type Given = Asking & {
  /** Where to start, asked once. Null: from now. */
  cursor: () => string | null
  listener: FeedListener
}

export const createConnection = ({ cursor, listener, ...asking }: Given): Connection => {
  const { world } = asking
  let phase: Phase = 'idle'
  let at: string | null = null
  let current: AbortController | null = null
  /** Each phase waits for one thing at most. */
  let timer: Timer | null = null
  let told: FeedState | null = null
  let failures = 0
  let unreachable = false
  let startedAt = 0
  let readyAt = 0
  let heardAt = 0
  /** When the stream went, or somebody came to look at a tab that has none. */
  let troubledAt = 0
  let unwatch: (() => void)[] = []

  const to = (next: Phase) => {
    assertStep(phase, next)
    if (isOpen()) troubledAt = world.now()
    phase = next
    wait(null)
    tell()
  }

  const isOpen = () => phase === 'catching-up' || phase === 'live'

  const tell = () => {
    if (phase === 'idle' || phase === 'stopped') return
    const state = stateOf(phase, world.online() && !unreachable)
    if (state === told) return
    told = state
    listener.state(state)
  }

  const wait = (run: (() => void) | null, ms = 0) => {
    if (timer !== null) world.clearTimer(timer)
    timer = run && world.setTimer(run, ms)
  }

  const connect = () => {
    startedAt = world.now()
    to('connecting')
    if (phase !== 'connecting') return
    wait(() => lose(), readyMs)
    void attempt()
  }

  const attempt = async () => {
    const mine = new AbortController()
    current = mine
    let end: End = { how: 'cut' }
    try {
      end = await readOnce({ ...asking, cursor: at, signal: mine.signal, heard: take })
    } finally {
      if (current === mine) over(end)
    }
  }

  const take = ({ steps, ready, beat }: Heard) => {
    heardAt = world.now()
    if (phase === 'connecting' && ready) {
      readyAt = heardAt
      unreachable = false
      to('catching-up')
    } else if (phase === 'catching-up' && beat) to('live')
    if (beat) listener.beat?.()
    listen()
    if (phase === 'stopped' || steps.length === 0) return
    listener.steps(steps)
    at = steps.at(-1)!.cursor
  }

  /** What silence means from here on: first that nothing more was missed, then that nobody is there. */
  const listen = () => {
    if (phase === 'live') wait(() => lose(), silenceMs)
    if (phase !== 'catching-up') return
    wait(() => {
      to('live')
      listen()
    }, quietMs)
  }

  const over = (end: End) => {
    if (end.how === 'reset') {
      stop()
      listener.reset(end.reason)
    } else if (end.how === 'signed-out') {
      stop()
      listener.signedOut()
    } else lose(end.how === 'refused' ? end.retryAfterMs : null)
  }

  /** Whatever was there is given up, and asked for again in a while. */
  const lose = (retryAfterMs: number | null = null) => {
    const now = world.now()
    drop()
    if (isOpen() && now - readyAt >= lastedMs) failures = 0
    unreachable = !isOpen()
    to('stale')
    const trouble = { failures, lastingMs: now - troubledAt, online: world.online(), retryAfterMs }
    failures += 1
    if (phase === 'stale') wait(connect, streamBackoff({ ...trouble, chance: world.random() }))
  }

  /** Given up for a new one, at once. */
  const replace = () => {
    drop()
    if (phase !== 'stale') to('stale')
    if (phase === 'stale') connect()
  }

  const drop = () => {
    const dropped = current
    current = null
    dropped?.abort()
  }

  /** Makes sure of a stream that has been silent for `silentMs`. */
  const doubt = (silentMs: number) => {
    const now = world.now()
    if (phase === 'stale') {
      const due = startedAt + spacingMs - now
      if (due <= 0) connect()
      else wait(connect, due)
    } else if (phase === 'connecting') {
      if (now - startedAt >= doubtMs) replace()
    } else if (isOpen() && now - heardAt >= silentMs) replace()
  }

  const look = () => {
    troubledAt = world.now()
    doubt(beatMs)
  }

  const changed = (change: 'online' | 'offline' | 'visible' | 'hidden') => {
    if (change === 'visible') look()
    // Another network: what was open may be dead without knowing, and what failed may work now.
    if (change === 'online') {
      failures = 0
      unreachable = false
      replace()
    }
    // What is open or on its way may come through for all we know: one that begins now tells the truth.
    if (change === 'offline') {
      if (isOpen() || phase === 'connecting') replace()
      tell()
    }
  }

  const stop = () => {
    if (phase === 'stopped') return
    drop()
    to('stopped')
    for (const end of unwatch) end()
    unwatch = []
  }

  return {
    start() {
      if (phase !== 'idle') return
      at = cursor()
      troubledAt = world.now()
      unwatch = [world.onChange(changed), watchSleep(world, look)]
      connect()
    },
    stop,
    wake: () => doubt(doubtMs),
    leads: () => phase !== 'idle' && phase !== 'stopped',
    look,
    get cursor() {
      return at
    },
  }
}
