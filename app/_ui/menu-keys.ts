// Where a key leads from an item of a menu: up and down, along a row of it, to its ends, to the next that begins with a letter.
import type { KeyboardEvent } from 'react'

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** `at`: where the focus is, -1 for none of them. Null where the key leads nowhere. */
export const ledTo = (all: HTMLElement[], at: number, pressed: Pressed): number | null => {
  const { key } = pressed
  if (key === 'ArrowDown' || key === 'ArrowUp') return upOrDown(all, at, key === 'ArrowUp' ? -1 : 1)
  if (key === 'Home') return 0
  if (key === 'End') return all.length - 1
  return along(all, at, key) ?? byLetter(all, at, pressed)
}

/** What stands in a row is one step. */
const upOrDown = (all: HTMLElement[], at: number, step: 1 | -1) => {
  const row = rowOf(all[at])
  let to = at < 0 && step < 0 ? 0 : at
  do to = (to + step + all.length) % all.length
  while (row && to !== at && rowOf(all[to]) === row)
  return to
}

/** Left and right in a row, going round. */
const along = (all: HTMLElement[], at: number, key: string) => {
  const row = rowOf(all[at])
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (!row || !step) return null
  const beside = all.filter(one => rowOf(one) === row)
  const to = (beside.indexOf(all[at]!) + step + beside.length) % beside.length
  return all.indexOf(beside[to]!)
}

const rowOf = (item: HTMLElement | undefined) => item?.closest('[role="menu"] [role="group"]') ?? null

/** The next one that begins so, going round. */
const byLetter = (all: HTMLElement[], at: number, { key, ctrlKey, metaKey, altKey }: Pressed) => {
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return null
  const begins = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase())
  const order = [...all.slice(at + 1), ...all.slice(0, at + 1)]
  const found = order.find(begins)
  return found ? all.indexOf(found) : null
}
