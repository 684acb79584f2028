'use client'
// From a quote to what it quotes: there by scrolling, and further up page by page as long as that makes sense.
import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { LogVirtualizer } from './use-log-scroll'

type Options = {
  scroller: RefObject<HTMLElement | null>
  virtualizer: LogVirtualizer
  ids: readonly string[]
  /** How many of the oldest ids have no row yet. */
  from: number
  hasOlder: boolean
  older: 'idle' | 'loading' | 'failed'
  loadOlder: () => void
}

/** So many pages are loaded for one jump; what lies further up is out of reach. */
const mostPages = 20
/** Until a row is there and measured, in frames. */
const patience = 60

export const useJump = ({ scroller, virtualizer, ids, from, hasOlder, older, loadOlder }: Options) => {
  const [sought, setSought] = useState<{ id: string; pages: number; seen: readonly string[] | null } | null>(
    null,
  )

  useEffect(() => {
    if (!sought) return
    const index = ids.indexOf(sought.id) - from
    if (index >= 0) {
      setSought(null)
      virtualizer.scrollToIndex(index, { align: 'center' })
      flash(scroller, sought.id)
    } else if (!hasOlder || older === 'failed' || sought.pages === mostPages) setSought(null)
    else if (sought.seen !== ids) {
      setSought({ ...sought, pages: sought.pages + 1, seen: ids })
      loadOlder()
    }
  }, [sought, scroller, virtualizer, ids, from, hasOlder, older, loadOlder])

  return useCallback((id: string) => setSought({ id, pages: 0, seen: null }), [])
}

/** It lights up for a second, and has the focus: whoever goes by keyboard goes on from there. */
const flash = (scroller: RefObject<HTMLElement | null>, id: string, left = patience) => {
  requestAnimationFrame(() => {
    const bubble = scroller.current?.querySelector<HTMLElement>(`[data-message="${id}"]`)
    if (!bubble) return left > 0 && flash(scroller, id, left - 1)
    bubble.focus({ preventScroll: true })
    bubble.animate(
      [{ outline: '2px solid var(--accent)', outlineOffset: '2px' }, { outlineColor: 'transparent' }],
      {
        duration: 1000,
        easing: 'ease-in',
      },
    )
  })
}
