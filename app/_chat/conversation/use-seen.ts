'use client'
// Which messages have really been seen: in a log that is on the screen, of a page that is not hidden.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMarkRead } from '@/lib/client/use-messages'
import { isSettled } from './unseen'
import type { LogVirtualizer } from './use-log-scroll'
import { useReader } from './use-reader'

type Options = {
  conversationId: string
  scroller: RefObject<HTMLDivElement | null>
  virtualizer: RefObject<LogVirtualizer | null>
  ids: readonly string[]
  /** The seq up to which the reader had read when the log was opened. */
  from: number
}

/** `seen`: the highest seq that was. `look` looks again; it costs little and may be called at every movement. */
export const useSeen = ({ conversationId, scroller, virtualizer, ids, from }: Options) => {
  const read = useReader()
  const markRead = useMarkRead(conversationId)
  const [seen, setSeen] = useState(from)
  const isOnScreen = useRef(false)
  const isOpened = useRef(false)
  const latest = useRef({ ids, seen, markRead })
  // Before the log is told that it has grown, which is when it looks.
  useLayoutEffect(() => {
    latest.current = { ids, seen: Math.max(seen, latest.current.seen), markRead }
  })

  const look = useCallback(() => {
    const { current } = scroller
    if (!current?.clientHeight || !isOnScreen.current || document.visibilityState !== 'visible') return
    // Who opens what they had marked unread has it before them again; who marks it while it is open means later.
    if (!isOpened.current) latest.current.markRead(from)
    isOpened.current = true
    const bottom = current.scrollTop + current.clientHeight
    for (const { index, start, size } of virtualizer.current?.getVirtualItems().toReversed() ?? []) {
      const id = latest.current.ids[index]
      const seq = id && isSettled(id) ? read(id)?.seq : undefined
      if (seq === undefined || start + Math.min(size, aLine) > bottom) continue
      if (seq <= latest.current.seen) return
      latest.current.seen = seq
      setSeen(seq)
      latest.current.markRead(seq)
      return
    }
  }, [scroller, virtualizer, read, from])

  // A panel may stand below the fold of its page.
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    const observer = new IntersectionObserver(entries => {
      isOnScreen.current = entries.at(-1)!.isIntersecting
      look()
    })
    observer.observe(current)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [scroller, look])

  return { seen, look }
}

/** Pixels of a message that must be in view for it to have been seen. */
const aLine = 40
