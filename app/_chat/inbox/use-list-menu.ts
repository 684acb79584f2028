'use client'
// The ways to a row's menu: its button, a right click, a long press, and the keys that stand for a right click.
import { type SyntheticEvent, useCallback, useRef, useState } from 'react'

/** `at`: a point of the window, where it was a mouse that asked. */
export type AskedMenu = { id: string; anchor: HTMLElement; at?: { x: number; y: number } }

/** How long (ms) a finger rests on a row that means its menu. */
const longMs = 500

type Keys = { key: string; shiftKey: boolean }
type Pointer = { button: number; clientX: number; clientY: number; pointerType?: string }

/** `asked` is undefined until one is, and null when it is closed again. `ways` go to the element around the rows. */
export const useListMenu = () => {
  const [asked, setAsked] = useState<AskedMenu | null>()
  const press = useRef<{ timer?: ReturnType<typeof setTimeout>; isLong?: boolean }>({})

  const open = (
    event: SyntheticEvent,
    at?: AskedMenu['at'],
    ofWhat = '[data-conversation], [data-options]',
  ) => {
    const anchor = (event.target as HTMLElement).closest<HTMLElement>(ofWhat)
    if (!anchor) return
    event.preventDefault()
    event.stopPropagation()
    setAsked({ id: (anchor.dataset.conversation ?? anchor.dataset.options)!, anchor, at })
  }
  const lift = () => clearTimeout(press.current.timer)
  const ways = {
    onContextMenu: (event: SyntheticEvent & Pointer) =>
      open(event, event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined),
    onKeyDownCapture: (event: SyntheticEvent & Keys) => {
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) open(event)
    },
    onPointerDown: (event: SyntheticEvent & Pointer) => {
      lift()
      press.current = {}
      if (event.pointerType !== 'touch') return
      press.current.timer = setTimeout(() => {
        press.current.isLong = true
        open(event)
      }, longMs)
    },
    onPointerUp: lift,
    // The finger scrolls.
    onPointerCancel: lift,
    onClickCapture: (event: SyntheticEvent) => {
      // The end of a long press is no choice of the row.
      if (press.current.isLong) {
        press.current = {}
        event.preventDefault()
        event.stopPropagation()
      } else if (asked?.anchor.contains(event.target as HTMLElement)) setAsked(null)
      else open(event, undefined, '[data-options]')
    },
  }
  return { asked, close: useCallback(() => setAsked(null), []), ways }
}
