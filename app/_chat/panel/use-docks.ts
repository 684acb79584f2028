'use client'
// Whether there is room for a panel beside the page.
import { useSyncExternalStore } from 'react'

const query = '(min-width: 1024px)'

/** Null on the server, which renders for both and leaves it to the style sheet. */
export const useDocks = (): boolean | null =>
  useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => null,
  )
