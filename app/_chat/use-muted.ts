'use client'
import { useOfNow } from '../_ui/use-now'

/** By the reader's clock, to the minute; before it is known, what was muted counts as muted still. */
export const useMuted = (until: string | null): boolean =>
  useOfNow(now => until !== null && Date.parse(until) > now, until !== null)
