'use client'
// The viewer's conversations, one row each, and what stands there when there are none, not yet, or no way to know.
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { keys } from '@/lib/client/queries'
import { useCached } from '@/lib/client/use-cached'
import { useInbox } from '@/lib/client/use-inbox'
import type { Conversation } from '@/lib/contract/conversation'
import { Button } from '../../_ui/button'
import { useWords } from '../../_ui/locale'
import { Spinner } from '../../_ui/spinner'
import { words } from '../words-inbox'
import { ConversationItem } from './conversation-item'
import styles from './conversation-list.module.css'
import { EmptyInbox } from './empty-inbox'
import { ListMenu } from './later'
import { ListSkeleton } from './list-skeleton'
import { type Filter, inbox, useFilter, useOpenId } from './navigation'
import { Rows } from './rows'
import { useKept } from './use-kept'
import { useListMenu } from './use-list-menu'

export const ConversationList = () => {
  const filter = useFilter()
  return <List key={filter} filter={filter} />
}

const List = ({ filter }: { filter: Filter }) => {
  const { ids: listed, load, reload, hasMore, more, loadMore } = useInbox(inbox[filter])
  const says = useWords(words)
  const openId = useOpenId()
  const isArchived = useCached<Conversation, boolean>(
    keys.conversation(openId ?? ''),
    ({ membership }) => membership?.archived_at !== null,
  )
  const ids = useKept(listed, filter === 'unread' && isArchived === false ? openId : null)
  const scroller = useRef<HTMLDivElement>(null)
  const { focused, tabbable, onFocus, onKeyDown } = useArrows(ids ?? none, openId, scroller)
  const row = useCallback(
    (id: string) => <ConversationItem id={id} current={id === openId} tabbable={id === tabbable} />,
    [openId, tabbable],
  )

  if (!ids)
    return load === 'failed' ? (
      <div className={styles.state} role="alert">
        <p>{says.listFailed}</p>
        <Button look="secondary" onClick={reload}>
          {says.tryAgain}
        </Button>
      </div>
    ) : (
      <ListSkeleton label={says.loading} />
    )
  if (ids.length === 0 && !hasMore)
    return filter !== 'all' ? (
      <p className={styles.state}>{says.emptyOf[filter]}</p>
    ) : (
      <>
        <p className={styles.hint}>{says.emptyList}</p>
        <div className={styles.empty}>
          <EmptyInbox />
        </div>
      </>
    )
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it, taken where they bubble to. */}
      <div ref={scroller} className={styles.scroller} onFocus={onFocus} onKeyDown={onKeyDown}>
        <Rows
          ids={ids}
          row={row}
          keep={tabbable ? ids.indexOf(focused ?? tabbable) : -1}
          scroller={scroller}
          onNearEnd={() => hasMore && more === 'idle' && loadMore()}
        />
        {more === 'loading' && <Spinner label={says.loadingMore} className={styles.more} />}
        {more === 'failed' && (
          <div className={styles.more} role="alert">
            <p>{says.moreFailed}</p>
            <Button look="ghost" onClick={loadMore}>
              {says.tryAgain}
            </Button>
          </div>
        )}
      </div>
      <RowMenu ids={ids} scroller={scroller} />
    </>
  )
}

const none: readonly string[] = []

/** It is listened for from the first; what it opens may come later. */
const RowMenu = (list: { ids: readonly string[]; scroller: RefObject<HTMLElement | null> }) => (
  <ListMenu {...list} {...useListMenu(list.scroller)} />
)

/** Tab stops at one row of the list; from there arrow keys, Home and End go to the others. */
const useArrows = (
  ids: readonly string[],
  openId: string | null,
  scroller: React.RefObject<HTMLElement | null>,
) => {
  const [focused, setFocused] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const isHere = (id: string | null): id is string => id !== null && ids.includes(id)
  // Not always the first: who comes first changes with every message, and rows would render for that alone.
  const [held, setHeld] = useState<string | null>(null)
  if (ids.length > 0 && !isHere(held)) setHeld(ids[0]!)
  const tabbable = [focused, openId].find(isHere) ?? held

  // Once it is in the document, which for a far row is a render later.
  useEffect(() => {
    if (!wanted.current || wanted.current !== focused) return
    rowOf(scroller.current, wanted.current)?.focus()
    wanted.current = null
  }, [focused, scroller])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const from = idOf(event.target)
    const step = steps[event.key]
    if (!from || !step) return
    const to = ids[step(ids.indexOf(from), ids.length - 1)]
    event.preventDefault()
    if (!to || to === from) return
    wanted.current = to
    setFocused(to)
  }
  const onFocus = (event: { target: EventTarget }) => {
    const id = idOf(event.target)
    if (id) setFocused(id)
  }
  return { focused: isHere(focused) ? focused : null, tabbable, onFocus, onKeyDown }
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: at => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

const idOf = (target: EventTarget) =>
  (target as HTMLElement).closest<HTMLElement>('[data-conversation]')?.dataset.conversation

const rowOf = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)
