'use client'
// Whether the details show: beside the log where there is room, which is so unless closed; else over it, when asked for.
import { useState, useSyncExternalStore } from 'react'

/** Outlives the conversation: who closed them beside one means it for the next one too. */
let closed = false

export const useDetails = () => {
  const wide = useWide()
  const [wanted, setState] = useState(!closed)
  const [over, setOver] = useState(false)
  const setWanted = (docked: boolean) => {
    closed = !docked
    setState(docked)
  }
  const shown = wide ? wanted : over
  const set = wide ? setWanted : setOver
  return {
    /** On the server nobody knows: rendered, and left to the style sheet. */
    docked: wanted && wide !== false,
    over: over && wide === false,
    shown,
    toggle: () => set(!shown),
    close: () => set(false),
  }
}

const query = '(min-width: 1200px)'

/** Null on the server. */
const useWide = (): boolean | null =>
  useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => null,
  )
