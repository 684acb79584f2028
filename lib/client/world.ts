// Everything outside a tab that it depends on: clock, chance, network, other tabs, storage. Handed in, so that a test can
// be many tabs, their faults and their schedule in one process.
import { nanoid } from 'nanoid'

export type Timer = unknown

/** As BroadcastChannel: what is posted reaches every other channel of that name in this browser, not itself. */
export type Channel = {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  close(): void
}

/**
 * As Web Locks. Calls `held` while the lock is ours; the lock is given back when its promise settles. `signal` of the
 * options ends the waiting; `steal` takes the lock from whoever has it. Resolves when it was given back; rejects when it
 * was stolen or the waiting was ended.
 */
export type Locks = {
  request(
    name: string,
    options: { steal?: boolean; signal?: AbortSignal },
    held: () => Promise<void>,
  ): Promise<void>
}

export type World = {
  /** Milliseconds since 1970, by the tab's own clock. */
  now(): number
  /** From 0 to below 1. */
  random(): number
  /** A name that nobody else has: 21 characters of [A-Za-z0-9_-]. */
  id(): string
  setTimer(run: () => void, ms: number): Timer
  clearTimer(timer: Timer): void
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Null where the browser has none. */
  locks: Locks | null
  openChannel: ((name: string) => Channel) | null
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
  online(): boolean
  visible(): boolean
  /** What the page is read in, as `lang` has it (BCP 47); it may change. Empty where nobody says. */
  language(): string
  /** Called when the network or the tab comes back, or goes: `online`, `offline`, `visible`, `hidden`. Returns the way to stop. */
  onChange(listener: (change: 'online' | 'offline' | 'visible' | 'hidden') => void): () => void
}

export const browserWorld = (): World => ({
  now: Date.now,
  random: Math.random,
  id: nanoid,
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
  fetch: (path, init) => fetch(path, init),
  locks: locks(),
  openChannel: typeof BroadcastChannel === 'undefined' ? null : openChannel,
  storage: storage(),
  online: () => navigator.onLine !== false,
  visible: () => document.visibilityState === 'visible',
  language: () => document.documentElement.lang,
  onChange,
})

/** Where nothing happens yet: the server, which only renders what it has. */
export const inertWorld = (): World => ({
  now: Date.now,
  random: Math.random,
  id: nanoid,
  setTimer: () => null,
  clearTimer: () => {},
  fetch: () => Promise.reject(new Error('A page is rendered on the server: nothing is fetched there.')),
  locks: null,
  openChannel: null,
  storage: null,
  online: () => true,
  visible: () => true,
  language: () => '',
  onChange: () => () => {},
})

const locks = (): Locks | null => {
  // Only in a secure context; elsewhere every tab has a stream of its own.
  const { locks } = navigator as { locks?: LockManager }
  return locks ? { request: (name, options, held) => locks.request(name, options, held) } : null
}

const openChannel = (name: string): Channel => {
  const channel = new BroadcastChannel(name)
  return {
    post: message => channel.postMessage(message),
    onMessage: listener => {
      channel.onmessage = ({ data }) => listener(data)
    },
    close: () => channel.close(),
  }
}

/** A browser may refuse it, to the point of throwing at its mere mention. */
const storage = (): World['storage'] => {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

const onChange: World['onChange'] = listener => {
  const on = () => listener('online')
  const off = () => listener('offline')
  const seen = () => listener(document.visibilityState === 'visible' ? 'visible' : 'hidden')
  const back = (event: PageTransitionEvent) => event.persisted && listener('visible')
  window.addEventListener('online', on)
  window.addEventListener('offline', off)
  window.addEventListener('pageshow', back)
  document.addEventListener('visibilitychange', seen)
  return () => {
    window.removeEventListener('online', on)
    window.removeEventListener('offline', off)
    window.removeEventListener('pageshow', back)
    document.removeEventListener('visibilitychange', seen)
  }
}
