'use client'
// The messages of a conversation, ten or ten thousand: only those near the eye are in the page.
import dynamic from 'next/dynamic'
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useConversationMessages } from '@/lib/client/use-messages'
import type { Conversation } from '@/lib/contract/conversation'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { Announcer } from './announcer'
import { messageActions } from './later'
import styles from './log.module.css'
import { Empty } from './log-states'
import { useMessageKey } from './message-key'
import { Older } from './older'
import { Pill } from './pill'
import { Row } from './row'
import { countAfter, dividerAt, newestSeq } from './unseen'
import { useJump } from './use-jump'
import { type LogVirtualizer, useLogScroll } from './use-log-scroll'
import { useReader } from './use-reader'
import { useSeen } from './use-seen'

export type LogHandle = { toEnd: () => void }

/** In what the server renders: the newest ones, without places, which only a browser can measure. */
const rendered = 30
/** How near to the oldest loaded row the next page is fetched. */
const near = 12

const MessageActions = dynamic(messageActions, { ssr: false })

export const Log = ({
  conversation,
  ids,
  compose,
  ref,
}: {
  conversation: Conversation
  ids: readonly string[]
  /** Where one writes takes a message over. */
  compose: (mode: 'reply' | 'edit', messageId: string) => void
  ref?: Ref<LogHandle>
}) => {
  const { messages } = useWords(words)
  const { viewer } = useChat()
  const { hasOlder, older, loadOlder } = useConversationMessages(conversation.id)
  const read = useReader()
  const nameOf = useMessageKey()
  const scroller = useRef<HTMLDivElement>(null)

  // The oldest one loaded is held back while there is more above it: a row must know who comes before it, or it would
  // change its height when that is loaded.
  const from = hasOlder && ids.length > 1 ? 1 : 0
  const count = ids.length - from
  const keyOf = useCallback((index: number) => nameOf(ids[index + from]!), [nameOf, ids, from])

  const [opened] = useState(() => ({
    lastRead: conversation.membership?.last_read_seq ?? 0,
    newest: newestSeq({ ids, read }),
  }))
  const dividerId = useDivider(ids, opened.lastRead, hasOlder)
  const [startAt] = useState(() => (dividerId ? ids.indexOf(dividerId) - from : -1))

  const measured = useRef<LogVirtualizer>(null)
  const { seen, look } = useSeen({
    conversationId: conversation.id,
    scroller,
    virtualizer: measured,
    ids: from ? ids.slice(from) : ids,
    from: opened.lastRead,
  })
  const { virtualizer, isMounted, isPlaced, standing, toEnd, onScroll, focused } = useLogScroll({
    scroller,
    count,
    keyOf,
    startAt,
    onMove: look,
  })
  useLayoutEffect(() => {
    measured.current = virtualizer
  })
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd])
  const jump = useJump({ scroller, virtualizer, ids, from, hasOlder, older, loadOlder })

  // Until it has been measured once, it stands as the server rendered it.
  const virtual = isMounted ? virtualizer.getVirtualItems() : []
  const items = virtual.length > 0 ? virtual : newest(count)
  const isNearTop = isMounted && isPlaced && (items[0]?.index ?? 0) < near
  useEffect(() => {
    if (isNearTop && hasOlder && older === 'idle') loadOlder()
  })

  const unseen = standing === 'end' ? 0 : countAfter({ ids, read }, seen, viewer.id)
  return (
    <div className={styles.stage}>
      {/* It scrolls by keys, so it can be focused. */}
      <div
        ref={scroller}
        className={classNames(styles.scroller, !isMounted && styles.still)}
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
          if (quote) jump(quote.dataset.quote!)
        }}
        onKeyDown={event => {
          // The browser would glide there, and where "there" is changes while rows are measured.
          if (event.target !== event.currentTarget || (event.key !== 'Home' && event.key !== 'End')) return
          event.preventDefault()
          if (event.key === 'End') toEnd()
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
        {count === 0 && !hasOlder ? (
          <Empty />
        ) : (
          <div ref={isMounted ? virtualizer.containerRef : undefined} className={styles.sizer}>
            <Older hasOlder={hasOlder} more={older} onRetry={loadOlder} />
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
          </div>
        )}
        {isMounted && <MessageActions scroller={scroller} conversation={conversation} compose={compose} />}
      </div>
      <Announcer ids={ids} from={opened.newest} />
      <Pill
        count={unseen}
        isFar={standing === 'far'}
        onPress={() => {
          toEnd()
          scroller.current?.focus({ preventScroll: true })
        }}
      />
    </div>
  )
}

const newest = (count: number) =>
  Array.from({ length: Math.min(count, rendered) }, (_, at) => ({
    index: Math.max(0, count - rendered) + at,
  }))

/** Where the "New" line stands: found once, and kept until the conversation is left. */
const useDivider = (ids: readonly string[], lastRead: number, hasOlder: boolean): string | null => {
  const read = useReader()
  const { viewer } = useChat()
  const [found, setFound] = useState(() =>
    dividerAt({ ids, read }, { lastRead, viewerId: viewer.id, hasOlder }),
  )
  // It may lie above what was loaded at first.
  if (found === undefined) {
    const now = dividerAt({ ids, read }, { lastRead, viewerId: viewer.id, hasOlder })
    if (now !== undefined) setFound(now)
  }
  return found ?? null
}
