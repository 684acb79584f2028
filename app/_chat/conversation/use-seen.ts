'use client'
// Which messages have really been seen: in a log that is on the screen, of a page that is not hidden.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMarkRead } from '@/lib/client/use-messages'
import { isSettled } from './unseen'
import type { RowsHandle } from './use-log-scroll'
import { useReader } from './use-reader'

type Options = {
  conversationId: string
  rows: RefObject<RowsHandle | null>
  /** Anew where other rows are in the page. */
  place: number
  ids: readonly string[]
  /** The seq up to which the reader had read when the log was opened. */
  from: number
  /** Whether nothing unread lies between what was seen, up to this seq, and what is shown. */
  mayRead: (seen: number) => boolean
}

/** `seen`: the highest seq that was. `look` looks again; it costs little and may be called at every movement. */
export const useSeen = ({ conversationId, rows, place, ids, from, mayRead }: Options) => {
  const read = useReader()
  const markRead = useMarkRead(conversationId)
  const [seen, setSeen] = useState(from)
  const isOnScreen = useRef(false)
  const isOpened = useRef(false)
  const latest = useRef({ ids, seen, markRead, mayRead })
  // Before the log is told that it has grown, which is when it looks.
  useLayoutEffect(() => {
    latest.current = { ids, seen: Math.max(seen, latest.current.seen), markRead, mayRead }
  })

  const look = useCallback(() => {
    const current = rows.current?.scroller
    if (!current?.clientHeight || !isOnScreen.current || document.visibilityState !== 'visible') return
    // Who opens what they had marked unread has it before them again; who marks it while it is open means later.
    if (!isOpened.current) latest.current.markRead(from)
    isOpened.current = true
    const bottom = current.scrollTop + current.clientHeight
    for (const { index, start, size } of rows.current!.virtualizer.getVirtualItems().toReversed()) {
      const id = latest.current.ids[index]
      const seq = id && isSettled(id) ? read(id)?.seq : undefined
      if (seq === undefined || start + Math.min(size, aLine) > bottom) continue
      if (seq <= latest.current.seen || !latest.current.mayRead(latest.current.seen)) return
      latest.current.seen = seq
      setSeen(seq)
      latest.current.markRead(seq)
      return
    }
  }, [rows, read, from])

  // A panel may stand below the fold of its page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has another scroller.
  useEffect(() => {
    const current = rows.current?.scroller
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
  }, [rows, place, look])

  return { seen, look }
}

/** Pixels of a message that must be in view for it to have been seen. */
const aLine = 40
