'use client'
// Where the log stands: at the newest message as long as the reader is there, else wherever they have gone, whatever comes
// or grows above and below. The virtualizer keeps the reading place; this decides where to begin and when to follow.
import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMounted } from '../../_ui/use-now'
import { usualHeight } from './measures'
import { hasMovedUp, type Seen } from './moved-up'

/** `far`: so far up that a way back is worth a button. */
export type Standing = 'end' | 'near' | 'far'

export type LogVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

/** Beyond the outermost rows, for what is to come there. */
const roomBeyond = 56
const roomBelow = 8
/** As near to the end as counts for being there. */
const nearEnd = 16

/** What others may do with the rows of a log. */
export type RowsHandle = {
  scroller: HTMLElement | null
  virtualizer: LogVirtualizer
  toEnd: () => void
  focus: () => void
}

type Options = {
  scroller: RefObject<HTMLDivElement | null>
  count: number
  keyOf: (index: number) => string
  start: Start
  /** The log goes on after its last row: that is not the end. */
  hasNewer: boolean
  onStand: (standing: Standing) => void
  onMove: () => void
}

/** The row to begin at, in the middle, or near the top where the "New" line stands above it; below 0: at the newest. */
export type Start = { index: number; isLine: boolean }

export const useLogScroll = ({ scroller, count, keyOf, start, hasNewer, onStand, onMove }: Options) => {
  const { index: startAt } = start
  const isMounted = useMounted()
  const [isPlaced, setPlaced] = useState(startAt < 0)
  const isAtEnd = useRef(startAt < 0)
  /** As the log was before what is just coming. */
  const hadNewer = useRef(hasNewer)
  const focused = useRef<string | null>(null)
  const lastSeen = useRef<Seen>({ top: 0, height: 0 })

  const known = useRef<LogVirtualizer | null>(null)
  const lastKeyOf = useRef(keyOf)
  if (keyOf !== lastKeyOf.current) {
    lastKeyOf.current = keyOf
    if (known.current) catchUp(known.current)
  }
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    enabled: isMounted,
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: keyOf,
    initialOffset: () => (startAt < 0 ? farDown : roomBeyond + startAt * usualHeight),
    paddingStart: roomBeyond,
    paddingEnd: hasNewer ? roomBeyond : roomBelow,
    overscan: 8,
    anchorTo: 'end',
    // What comes after a part of the history is not news.
    followOnAppend: !hasNewer && !hadNewer.current,
    scrollEndThreshold: nearEnd,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    // Who has the focus stays in the page, however far it is scrolled away.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        const { current } = focused
        if (current === null || indexes.some(index => keyOf(index) === current)) return indexes
        for (let index = 0; index < range.count; index += 1)
          if (keyOf(index) === current) return [...indexes, index].sort((a, b) => a - b)
        return indexes
      },
      [keyOf],
    ),
  })
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = growsAbove
  useLayoutEffect(() => {
    known.current = virtualizer
    hadNewer.current = hasNewer
  })

  const toEnd = useCallback(() => {
    isAtEnd.current = true
    virtualizer.scrollToEnd()
  }, [virtualizer])

  const look = useCallback(() => {
    const { current } = scroller
    if (!current) return
    const distance = current.scrollHeight - current.clientHeight - current.scrollTop
    isAtEnd.current = distance <= nearEnd && !hadNewer.current
    lastSeen.current = seenOf(current)
    onStand(isAtEnd.current ? 'end' : distance > 1.5 * current.clientHeight ? 'far' : 'near')
    onMove()
  }, [scroller, onStand, onMove])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once; afterwards the reader decides.
  useLayoutEffect(() => {
    if (!isMounted) return
    if (startAt < 0) virtualizer.scrollToEnd()
    else virtualizer.scrollToIndex(startAt, { align: start.isLine ? 'start' : 'center' })
  }, [isMounted])

  // The way to the row it begins at is by index, so nothing may be put above it until it has arrived.
  useEffect(() => {
    if (!isMounted || isPlaced) return
    let left = framesToArrive
    const step = () => {
      left -= 1
      if (left > 0) frame = requestAnimationFrame(step)
      else {
        virtualizer.cancelScroll()
        setPlaced(true)
      }
    }
    let frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [isMounted, isPlaced, virtualizer])

  const isEmpty = count === 0
  // The log gets smaller when the composer grows or a keyboard comes up; its rows change when its width does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the first message other children are there to be watched.
  useEffect(() => {
    const { current } = scroller
    if (!isMounted || !current) return
    const observer = new ResizeObserver(() => {
      // Who has just moved up, of which no scroll event has told yet, is not taken back.
      if (isAtEnd.current && !hasMovedUp(lastSeen.current, seenOf(current)))
        current.scrollTop = current.scrollHeight
      look()
    })
    observer.observe(current)
    for (const child of current.children) observer.observe(child)
    return () => observer.disconnect()
  }, [isMounted, isEmpty, scroller, look])

  return { virtualizer, isMounted, isPlaced, toEnd, onScroll: look, focused }
}

const seenOf = ({ scrollTop, scrollHeight }: HTMLElement): Seen => ({ top: scrollTop, height: scrollHeight })

/**
 * Whether the place must follow what a row has grown by. A row that was never measured counts as above when it begins there:
 * all of what it was taken for was above. The virtualizer's own rule lets the log jump by what grows (a picture that has
 * loaded) while somebody scrolls up.
 */
const growsAbove = ({ key, start, end }: VirtualItem, _delta: number, virtualizer: LogVirtualizer) => {
  const top = virtualizer.scrollOffset ?? 0
  return virtualizer.itemSizeCache.has(key) ? end <= top : start < top
}

/** Two still ones after the last row has been measured; the rest is for a slow browser. */
const framesToArrive = 8
/** Further than any log is long; the browser stops at its end. */
const farDown = 1e9

/**
 * The virtualizer knows where the log stands from scroll events, which come a frame late. Before rows come or go it must
 * know where it really is, or it would take the reader back by what they have scrolled since. What it holds back while a
 * finger moves the log (iOS) is not in the page's own offset.
 */
const catchUp = (virtualizer: LogVirtualizer) => {
  const { scrollElement, measurementsCache } = virtualizer
  const [shown] = virtualizer.getVirtualItems()
  const placed = shown && measurementsCache[shown.index]
  if (!scrollElement || !placed) return
  virtualizer.scrollOffset = scrollElement.scrollTop + placed.start - shown.start
}
