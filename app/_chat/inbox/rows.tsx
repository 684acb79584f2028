'use client'
// A long list of rows of differing height: only those near the view are in the document. The one file that knows how.
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useMounted } from '../../_ui/use-now'
import styles from './rows.module.css'

/** What fills the first screen; rendered on the server, in normal flow. */
const first = 20
/** As tall as most of them; the true height is measured. */
const usual = 84
/** Beyond what is in view, on either side. */
const spare = 6
/** As --base and --ease of the style sheet. */
const move = { duration: 160, easing: 'cubic-bezier(0.2, 0, 0, 1)' }
/** So many rows ahead of the end the next page is asked for. */
const ahead = 15

type Props = {
  ids: readonly string[]
  row: (id: string) => ReactNode
  /** The index of one that stays in the document wherever the view is: it has the focus, or will. */
  keep: number
  scroller: RefObject<HTMLElement | null>
  onNearEnd: () => void
}

export const Rows = ({ ids, row, keep, scroller, onNearEnd }: Props) => {
  // Positions are inline styles, which a page's CSP refuses in what the server sends: there the first rows simply follow each
  // other. They are the same elements, in the same places, when positions take over, and keep the focus.
  const isPlaced = useMounted()
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usual,
    getItemKey: index => ids[index]!,
    overscan: spare,
    // Until it is measured, a moment later.
    initialRect: { width: 0, height: 1200 },
    rangeExtractor: range => {
      const shown = defaultRangeExtractor(range)
      return keep < 0 || shown.includes(keep) ? shown : [...shown, keep].sort((a, b) => a - b)
    },
  })
  const last = virtualizer.range?.endIndex ?? 0
  const isNearEnd = isPlaced && last >= ids.length - ahead
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each length, or a page that fills no screen would be the last.
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, ids.length])
  const items = virtualizer.getVirtualItems()
  const list = useMoves(ids, items)
  const size = { '--height': `${virtualizer.getTotalSize()}px` } as CSSProperties
  return (
    <ul ref={list} className={isPlaced ? styles.placed : undefined} style={isPlaced ? size : undefined}>
      {isPlaced
        ? items.map(({ index, key, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ '--start': `${start}px` } as CSSProperties}
            >
              {row(ids[index]!)}
            </li>
          ))
        : ids.slice(0, first).map(id => <li key={id}>{row(id)}</li>)}
    </ul>
  )
}

/**
 * Rows that change places are seen to go there; those that are placed, measured or added are not. By script, since an element
 * that was moved in the document has no transition.
 */
const useMoves = (ids: readonly string[], items: readonly VirtualItem[]) => {
  const list = useRef<HTMLUListElement>(null)
  const before = useRef({ ids, places: new Map<string, number>() })
  useLayoutEffect(() => {
    const was = before.current
    const places = new Map(items.map(({ index, start }) => [ids[index]!, start]))
    before.current = { ids, places }
    const isSorted = was.ids !== ids && was.ids.some((id, at) => id !== ids[at])
    if (!isSorted || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const row of list.current?.querySelectorAll<HTMLElement>(':scope > [data-index]') ?? []) {
      const id = ids[Number(row.dataset.index)]!
      const [from, to] = [was.places.get(id), places.get(id)]
      if (from === undefined || from === to) continue
      row.animate({ transform: [`translateY(${from}px)`, `translateY(${to}px)`] }, move)
    }
  })
  return list
}
