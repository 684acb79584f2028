'use client'
// The ways to a row's menu: its button, a right click, a long press, and the keys that stand for a right click. They are
// listened for at the list itself, which need not know of them.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** `at`: a point of the window, where it was a mouse that asked. */
export type AskedMenu = { id: string; anchor: HTMLElement; at?: { x: number; y: number } }

/** How long (ms) a finger rests on a row that means its menu. */
const longMs = 500

/** What has been asked for of a list that is around the rows; null while nothing is. */
export const useListMenu = (list: RefObject<HTMLElement | null>) => {
  const [asked, setAsked] = useState<AskedMenu | null>(null)
  const open = useRef<HTMLElement | null>(null)
  useEffect(() => {
    open.current = asked?.anchor ?? null
  }, [asked])

  useEffect(() => {
    const { current } = list
    if (!current) return
    const over = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isLong = false

    const ask = (event: Event, at?: AskedMenu['at'], ofWhat = '[data-conversation], [data-options]') => {
      const anchor = (event.target as HTMLElement).closest<HTMLElement>(ofWhat)
      if (!anchor) return
      take(event)
      setAsked({ id: (anchor.dataset.conversation ?? anchor.dataset.options)!, anchor, at })
    }
    const listen = <K extends keyof HTMLElementEventMap>(
      kind: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => current.addEventListener(kind, listener, { capture: true, signal: over.signal })

    listen('contextmenu', event => {
      const isMouse = (event as MouseEvent).button === 2
      ask(event, isMouse ? { x: event.clientX, y: event.clientY } : undefined)
    })
    listen('keydown', event => {
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) ask(event)
    })
    listen('pointerdown', event => {
      clearTimeout(timer)
      isLong = false
      if (event.pointerType !== 'touch') return
      timer = setTimeout(() => {
        isLong = true
        ask(event)
      }, longMs)
    })
    listen('pointerup', () => clearTimeout(timer))
    // The finger scrolls.
    listen('pointercancel', () => clearTimeout(timer))
    listen('click', event => {
      // The end of a long press is no choice of the row.
      if (isLong) take(event)
      else if (open.current?.contains(event.target as HTMLElement)) setAsked(null)
      else ask(event, undefined, '[data-options]')
      isLong = false
    })
    return () => {
      clearTimeout(timer)
      over.abort()
    }
  }, [list])

  return { asked, close: useCallback(() => setAsked(null), []) }
}

/** Nobody else is to make anything of it. */
const take = (event: Event) => {
  event.preventDefault()
  event.stopPropagation()
}
