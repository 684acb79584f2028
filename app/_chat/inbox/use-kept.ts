'use client'
// Reading takes a conversation out of the unread ones. It stays under the reader's hands until they go on to another.
import { useState } from 'react'

/** `ids`, and among them, where it was before, the `open` one that was there and has gone since. */
export const useKept = (ids: readonly string[] | undefined, open: string | null) => {
  const [held, setHeld] = useState({ ids, open, shown: ids })
  if (held.ids === ids && held.open === open) return held.shown
  const shown = kept(held.shown, ids, open)
  setHeld({ ids, open, shown })
  return shown
}

export const kept = (
  before: readonly string[] | undefined,
  ids: readonly string[] | undefined,
  open: string | null,
) => {
  if (!before || !ids || open === null || ids.includes(open) || !before.includes(open)) return ids
  const at = before.indexOf(open)
  return [...ids.slice(0, at), open, ...ids.slice(at)]
}
