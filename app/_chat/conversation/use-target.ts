'use client'
// Which message of a log is meant: the one under a mouse, the one that has the focus, the one that a finger rests on. Arrow keys
// go from one to the next, Enter opens what can be done with it.
import { type RefObject, useCallback, useEffect, useState } from 'react'

export type Target = { id: string; bubble: HTMLElement; row: HTMLElement }

/** A finger that rests for so long (ms), and moves no further than that (pixels). */
const longPress = 500
const still = 10

/** `onReactionHeld`: a finger rests on what was answered to a message with an emoji. It must stay the same function. */
export const useTarget = (
  scroller: RefObject<HTMLElement | null>,
  onReactionHeld: (held: { id: string; emoji: string }) => void,
) => {
  const [target, setTarget] = useState<Target | null>(null)
  const [isOpening, setOpening] = useState(false)
  const leave = useCallback(() => setTarget(null), [])
  const opened = useCallback(() => setOpening(false), [])

  useEffect(() => {
    const log = scroller.current
    if (!log) return
    const stop = new AbortController()
    const listen = <N extends keyof HTMLElementEventMap>(
      name: N,
      listener: (event: HTMLElementEventMap[N]) => void,
    ) => log.addEventListener(name, listener, { signal: stop.signal })
    const turnTo = (next: Target | null, isMenu = false) => {
      setTarget(held => (held?.bubble === next?.bubble && held?.id === next?.id ? held : next))
      if (next && isMenu) setOpening(true)
    }

    listen('pointerover', event => {
      // What is open in a row, or has the focus there, stays.
      if (event.pointerType === 'mouse' && !isUsed(log)) turnTo(targetOf(rowOf(event.target)))
    })
    listen('pointermove', event => {
      // A mouse that lies still while the log moves beneath it means nothing; one that is moved goes before the keyboard.
      const isMoved = event.pointerType === 'mouse' && (event.movementX !== 0 || event.movementY !== 0)
      const row = isMoved && !hasMenu(log) ? rowOf(event.target) : null
      if (!row || row.contains(document.activeElement)) return
      const focused = rowOf(document.activeElement)
      // What has the focus beside a message goes, the message does not.
      if (focused && log.contains(focused)) targetOf(focused)?.bubble.focus({ preventScroll: true })
      turnTo(targetOf(row))
    })
    listen('pointerleave', event => {
      if (event.pointerType === 'mouse' && !isUsed(log)) turnTo(null)
    })
    listen('focusin', event => turnTo(targetOf(rowOf(event.target))))
    listen('focusout', event => {
      // Within the log it is told by the focus that comes: in between, what has been pressed must not go.
      if (!log.contains(event.relatedTarget as Node | null)) turnTo(null)
    })
    listen('keydown', event => {
      const focused = document.activeElement
      const isBubble = focused?.matches('[data-message]')
      if (focused !== log && !isBubble) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        const next = neighbour(log, isBubble ? focused : null, event.key === 'ArrowUp' ? -1 : 1)
        if (!next) return
        event.preventDefault()
        next.focus()
        next.scrollIntoView({ block: 'nearest' })
      } else if (isBubble && (event.key === 'Enter' || event.key === 'ContextMenu' || isShiftF10(event))) {
        event.preventDefault()
        turnTo(targetOf(rowOf(focused)), true)
      } else if (isBubble && event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        log.focus({ preventScroll: true })
      }
    })

    let press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null
    let isHeld = false
    const lift = () => {
      if (press) clearTimeout(press.timer)
      press = null
    }
    /** What a finger that rests here opens. On a link the browser has a menu of its own. */
    const heldAt = (touched: Element) => {
      const row = targetOf(rowOf(touched))
      const emoji = touched.closest<HTMLElement>('[data-emoji]')?.dataset.emoji
      if (row && emoji) return () => onReactionHeld({ id: row.id, emoji })
      const isMessage = touched.closest('[data-message]') && !touched.closest('a, button')
      return isMessage ? () => turnTo(row, true) : null
    }
    listen('pointerdown', event => {
      lift()
      isHeld = false
      const open = event.pointerType === 'mouse' ? null : heldAt(event.target as Element)
      if (!open) return
      const timer = setTimeout(() => {
        isHeld = true
        open()
      }, longPress)
      press = { timer, x: event.clientX, y: event.clientY }
    })
    listen('pointermove', event => {
      if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > still) lift()
    })
    listen('pointerup', lift)
    listen('pointercancel', lift)
    // What opened may stand under the finger, which by being lifted presses nothing, neither there nor where it was.
    listen('touchend', event => {
      if (isHeld && event.cancelable) event.preventDefault()
      isHeld = false
    })
    listen('contextmenu', event => {
      if (press) event.preventDefault()
    })
    // Whoever was there before this came is meant, too.
    const focused = log.contains(document.activeElement) ? rowOf(document.activeElement) : null
    const isMouse = window.matchMedia('(hover: hover)').matches
    const there = targetOf(focused ?? (isMouse ? log.querySelector<HTMLElement>('[data-index]:hover') : null))
    if (there) turnTo(there)
    return () => {
      lift()
      stop.abort()
    }
  }, [scroller, onReactionHeld])

  return { target, isOpening, opened, leave }
}

const rowOf = (target: EventTarget | null) =>
  (target as Element | null)?.closest<HTMLElement>('[data-index]') ?? null

const targetOf = (row: HTMLElement | null): Target | null => {
  const bubble = row?.querySelector<HTMLElement>('[data-message]')
  return row && bubble ? { id: bubble.dataset.message!, bubble, row } : null
}

/** Whether something in a row is in use: its menu, or by keyboard. */
const isUsed = (log: HTMLElement) => hasMenu(log) || log.querySelector('[data-index] :focus-visible') !== null

const hasMenu = (log: HTMLElement) => log.querySelector('[aria-expanded=true]') !== null

const isShiftF10 = ({ key, shiftKey }: KeyboardEvent) => key === 'F10' && shiftKey

/** The next message that is in the page; from outside the one nearest to the end of what is to be seen. */
const neighbour = (log: HTMLElement, from: Element | null, step: 1 | -1): HTMLElement | undefined => {
  const index = (one: Element) => Number(rowOf(one)!.dataset.index)
  const all = [...log.querySelectorAll<HTMLElement>('[data-message]')].sort((a, b) => index(a) - index(b))
  if (from) return all[all.indexOf(from as HTMLElement) + step]
  const { bottom } = log.getBoundingClientRect()
  return all.findLast(one => one.getBoundingClientRect().top < bottom)
}
