'use client'
// Which part of a history is shown, counted: more of it on either side is the same place, another one begins anew.
import { useState } from 'react'

export const usePlace = (ids: readonly string[], nameOf: (id: string) => string): number => {
  const [shown, setShown] = useState({ ids, place: 0 })
  if (shown.ids === ids) return shown.place
  const place = shown.place + (goesOn(shown.ids, ids, nameOf) ? 0 : 1)
  setShown({ ids, place })
  return place
}

/** Whether one end of what was shown is still there. By names, since what was sent gets another id when it is settled. */
export const goesOn = (
  before: readonly string[],
  after: readonly string[],
  nameOf: (id: string) => string,
): boolean => {
  if (before.length === 0 || after.length === 0) return true
  const ends = [before[0]!, before.at(-1)!].map(nameOf)
  const isEnd = (id: string) => ends.includes(nameOf(id))
  return isEnd(after[0]!) || isEnd(after.at(-1)!) || after.some(isEnd)
}
