'use client'
// Components that come after the page, several in one part of the script. Once it is there they are drawn at once: React's
// own `lazy` would hold each of them back at its first time, for up to 300 ms, and a quick hand is ahead of that.
import { type ComponentType, useEffect, useSyncExternalStore } from 'react'
import { untilThere } from '@/lib/client/until-there'

/** `part` picks a component of it; `useAhead` fetches it as soon as the page lives, so that who asks then does not wait. */
export const later = <Parts,>(load: () => Promise<Parts>) => {
  let there: Parts | null = null
  let isAsked = false
  const listeners = new Set<() => void>()
  const ask = () => {
    if (isAsked) return
    isAsked = true
    void untilThere(load).then(parts => {
      there = parts
      for (const listener of [...listeners]) listener()
    })
  }
  const subscribe = (listener: () => void) => {
    ask()
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const now = () => there
  const part =
    <Props extends object>(pick: (parts: Parts) => ComponentType<Props>) =>
    (props: Props) => {
      const parts = useSyncExternalStore(subscribe, now, () => null)
      const Part = parts && pick(parts)
      return Part && <Part {...props} />
    }
  return { part, useAhead: () => useEffect(ask, []) }
}
