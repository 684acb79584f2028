'use client'
// The reader's clock. Nothing that depends on it is in what the server renders: there it is null, and after that the minute.
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

const aMinute = 60_000

/** The current minute in milliseconds since 1970, anew each time it turns; null on the server and while its page comes alive. */
export const useNow = (): number | null => useOfNow<number | null>(minute => minute, null)

/** What that minute means to somebody, who is drawn anew only when it means something else; `before` where there is none yet. */
export const useOfNow = <T>(meaning: (minute: number) => T, before: T): T =>
  useSyncExternalStore(
    subscribe,
    () => meaning(thisMinute()),
    () => before,
  )

/** True once the browser has taken over: for what depends on the reader's zone but not on the time. */
export const useMounted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

const thisMinute = () => Math.floor(Date.now() / aMinute) * aMinute
const never = () => () => {}

/** One timer for all, and only while somebody looks. */
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    wait()
    document.addEventListener('visibilitychange', tick)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', tick)
  }
}

// Not an interval: after a sleep, or in a hidden tab, it would be off the minute from then on.
const wait = () => {
  clearTimeout(timer)
  timer = setTimeout(tick, aMinute - (Date.now() % aMinute) + 20)
}

const tick = () => {
  wait()
  for (const listener of [...listeners]) listener()
}
