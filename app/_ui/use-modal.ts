'use client'
// A native <dialog> that stands before everything else: the browser keeps the focus in it and everything behind it inert.
import { type RefObject, type SyntheticEvent, useEffect, useRef } from 'react'

/**
 * For a <dialog> that is rendered only while it is open. Focus goes to what has `data-autofocus`, else to the first thing
 * that can have it, and returns to where it was.
 */
export const useModal = (onClose: () => void) => {
  const ref: RefObject<HTMLDialogElement | null> = useRef(null)
  useEffect(() => {
    const dialog = ref.current!
    const before = document.activeElement as HTMLElement | null
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      dialog.close()
      if (before?.isConnected && document.activeElement !== before) before.focus()
    }
  }, [])

  // Only a press that begins outside closes: one that selects text and ends there does not.
  const pressed = useRef(false)
  return {
    ref,
    // Escape, and the back gesture of a phone.
    onCancel: (event: SyntheticEvent) => {
      if (event.target !== ref.current) return
      event.preventDefault()
      onClose()
    },
    // A browser may close it without asking first. Told late: by then it may be open again.
    onClose: (event: SyntheticEvent) => {
      if (event.target === ref.current && !ref.current?.open) onClose()
    },
    onPointerDown: (event: SyntheticEvent) => {
      pressed.current = event.target === ref.current
    },
    onClick: (event: SyntheticEvent) => {
      if (pressed.current && event.target === ref.current) onClose()
    },
    // What listens further up for Escape (to close a pane) must not hear this one.
    onKeyDown: (event: SyntheticEvent) => event.stopPropagation(),
  }
}
