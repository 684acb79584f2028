'use client'
// The rows of a log at one place of its history: only those near the eye are in the page.
import dynamic from 'next/dynamic'
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Extent } from '@/lib/client/chat'
import type { Conversation } from '@/lib/contract/conversation'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { messageActions } from './later'
import styles from './log.module.css'
import { Empty } from './log-states'
import { More } from './more'
import { Row } from './row'
import { type RowsHandle, type Standing, type Start, useLogScroll } from './use-log-scroll'
import { useReader } from './use-reader'

type Props = {
  conversation: Conversation
  ids: readonly string[]
  /** How many of the oldest have no row yet, and how many do. */
  from: number
  count: number
  nameOf: (id: string) => string
  older: Extent
  newer: Extent
  onMore: (side: 'before' | 'after') => void
  dividerId: string | null
  /** The message it begins at. Else it is at a seq, else at the newest. */
  startAt: string | null
  at: number | undefined
  onStand: (standing: Standing) => void
  onMove: () => void
  toNewest: () => void
  onWish: (wish: { id: string; from: string }) => void
  compose: (mode: 'reply' | 'edit', messageId: string) => void
  href?: string
  ref: Ref<RowsHandle>
}

/** In what the server renders: the first to be seen, without places, which only a browser can measure. */
const rendered = 30
/** How near to the outermost loaded row the next page is fetched. */
const near = 12

const MessageActions = dynamic(messageActions, { ssr: false })

export const Rows = ({
  conversation,
  ids,
  from,
  count,
  nameOf,
  older,
  newer,
  onMore,
  dividerId,
  startAt,
  at,
  onStand,
  onMove,
  toNewest,
  onWish,
  compose,
  href,
  ref,
}: Props) => {
  const { messages } = useWords(words)
  const read = useReader()
  const scroller = useRef<HTMLDivElement>(null)
  const keyOf = useCallback((index: number) => nameOf(ids[index + from]!), [nameOf, ids, from])
  const [start] = useState((): Start => {
    const found =
      startAt !== null
        ? ids.indexOf(startAt)
        : at !== undefined
          ? ids.findIndex(id => (read(id)?.seq ?? 0) >= at)
          : -1
    return { index: found < 0 ? -1 : Math.max(0, found - from), isLine: ids[found] === dividerId }
  })
  const isFromEnd = start.index < 0 || count - start.index < near
  const { virtualizer, isMounted, isPlaced, toEnd, onScroll, focused } = useLogScroll({
    scroller,
    count,
    keyOf,
    start,
    hasNewer: newer.hasMore,
    onStand,
    onMove,
  })
  useImperativeHandle(
    ref,
    () => ({
      scroller: scroller.current,
      virtualizer,
      toEnd,
      focus: () => scroller.current?.focus({ preventScroll: true }),
    }),
    [virtualizer, toEnd],
  )

  // Until it has been measured once, it stands as the server rendered it.
  const virtual = isMounted ? virtualizer.getVirtualItems() : []
  const items = virtual.length > 0 ? virtual : first(count, isFromEnd ? count - rendered : start.index)
  const isLive = isMounted && isPlaced
  const isNearTop = isLive && (items[0]?.index ?? 0) < near
  const isNearEnd = isLive && (items.at(-1)?.index ?? 0) >= count - near
  useEffect(() => {
    if (isNearTop && older.hasMore && older.more === 'idle') onMore('before')
    if (isNearEnd && newer.hasMore && newer.more === 'idle') onMore('after')
  })

  return (
    // It scrolls by keys, so it can be focused.
    <div
      ref={scroller}
      className={classNames(styles.scroller, !isMounted && styles.still, isFromEnd && styles.fromEnd)}
      role="log"
      // Rows come and go as it is scrolled: the announcer says what is new.
      aria-live="off"
      aria-label={messages}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
      tabIndex={0}
      data-kind={conversation.type}
      onScroll={onScroll}
      onClick={({ target }) => {
        const quote = (target as Element).closest<HTMLElement>('[data-quote]')
        const message = quote?.closest<HTMLElement>('[data-message]')
        if (message) onWish({ id: quote!.dataset.quote!, from: message.dataset.message! })
      }}
      onKeyDown={event => {
        // The browser would glide there, and where "there" is changes while rows are measured.
        if (event.target !== event.currentTarget || (event.key !== 'Home' && event.key !== 'End')) return
        event.preventDefault()
        if (event.key === 'End') toNewest()
        else virtualizer.scrollToOffset(0)
      }}
      onFocus={({ target }) => {
        const row = target.closest<HTMLElement>('[data-index]')
        focused.current = row ? keyOf(Number(row.dataset.index)) : null
      }}
      onBlur={() => {
        focused.current = null
      }}
    >
      {count === 0 && !older.hasMore ? (
        <Empty />
      ) : (
        <div ref={isMounted ? virtualizer.containerRef : undefined} className={styles.sizer}>
          <More
            extent={older}
            isHidden={(conversation.membership?.visible_from_seq ?? 0) > 0}
            onRetry={() => onMore('before')}
          />
          {items.map(({ index }) => {
            const at = index + from
            const id = ids[at]!
            return (
              <Row
                key={keyOf(index)}
                id={id}
                index={index}
                previousId={ids[at - 1]}
                nextId={ids[at + 1]}
                isDivided={id === dividerId}
                isNextDivided={dividerId !== null && ids[at + 1] === dividerId}
                measure={isMounted ? virtualizer.measureElement : undefined}
              />
            )
          })}
          {newer.hasMore && <More isBelow extent={newer} onRetry={() => onMore('after')} />}
        </div>
      )}
      {isMounted && <MessageActions {...{ scroller, conversation, compose, href }} />}
    </div>
  )
}

const first = (count: number, start: number) => {
  const from = Math.max(0, start)
  return Array.from({ length: Math.min(count - from, rendered) }, (_, at) => ({ index: from + at }))
}
