'use client'
// Under a message: what became of it, and what can be done. It goes when that is done.
import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** Whoever pressed a button in it goes on at the message, or in the log: not at the page's top. */
export const Note = ({
  role,
  className,
  children,
}: {
  role: 'alert' | 'status'
  className?: string
  children: ReactNode
}) => {
  const note = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = note
    return () => {
      if (!current?.contains(document.activeElement)) return
      const message = current.closest('[data-index]')?.querySelector<HTMLElement>('[data-message]')
      const next = message ?? current.closest<HTMLElement>('[role=log]')
      next?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div ref={note} className={className} role={role}>
      {children}
    </div>
  )
}
