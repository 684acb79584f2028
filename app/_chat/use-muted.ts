'use client'
import { useNow } from '../_ui/use-now'

/** By the reader's clock, to the minute; before it is known, what was muted counts as muted still. */
export const useMuted = (until: string | null): boolean => {
  const now = useNow()
  return until !== null && (now === null || Date.parse(until) > now)
}
