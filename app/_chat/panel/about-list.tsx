'use client'
// All of the viewer's conversations about one object, the newest first, to open one of them in the panel.
import { useEffect, useRef } from 'react'
import type { InboxFilter } from '@/lib/client/cache/state'
import { useConversationRow } from '@/lib/client/use-conversation'
import { useInbox } from '@/lib/client/use-inbox'
import { useMessage } from '@/lib/client/use-messages'
import { Badge } from '../../_ui/badge'
import { Button } from '../../_ui/button'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { InboxTime } from '../../_ui/time'
import { ConversationAvatar } from '../conversation-avatar'
import { useTitle } from '../conversation-title'
import { Preview } from '../inbox/preview'
import lines from '../inbox/row-lines.module.css'
import { useMuted } from '../use-muted'
import { words } from '../words-report'
import styles from './about-list.module.css'

type Props = {
  asked: InboxFilter
  /** The one that was open before: there the reader goes on. */
  last: string | null
  onOpen: (id: string) => void
}

export const AboutList = ({ asked, last, onOpen }: Props) => {
  const { ids = [], hasMore, more, loadMore } = useInbox(asked)
  const says = useWords(words)
  const list = useRef<HTMLUListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list comes back.
  useEffect(() => {
    if (last) list.current?.querySelector<HTMLElement>(`[data-about="${CSS.escape(last)}"]`)?.focus()
  }, [])
  return (
    <div className={styles.scroller}>
      <ul ref={list} aria-label={says.all}>
        {ids.map(id => (
          <li key={id}>
            <Row id={id} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="ghost" loading={more === 'loading'} onClick={loadMore} className={styles.more}>
          {says.showMore}
        </Button>
      )}
    </div>
  )
}

const Row = ({ id, onOpen }: { id: string; onOpen: (id: string) => void }) => {
  const conversation = useConversationRow(id)
  const title = useTitle(conversation)
  const message = useMessage(conversation?.last_message_id ?? '')
  const muted = useMuted(conversation?.membership?.muted_until ?? null)
  if (!conversation) return null
  const unread = conversation.membership?.unread_count ?? 0
  const marked = conversation.membership?.marked_unread_at != null
  return (
    <button
      type="button"
      data-about={id}
      className={classNames(styles.row, (unread > 0 || marked) && !muted && lines.unread)}
      onClick={() => onOpen(id)}
    >
      <ConversationAvatar conversation={conversation} size={40} />
      <span className={lines.body}>
        <span className={lines.line}>
          <bdi className={classNames(lines.title, 'truncate')}>{title}</bdi>
          <InboxTime
            at={message?.created_at ?? conversation.last_message_at ?? conversation.created_at}
            className={lines.time}
          />
        </span>
        <span className={lines.line}>
          <Preview conversation={conversation} message={message} current={false} />
          <Badge count={unread} marked={marked} muted={muted} />
        </span>
      </span>
    </button>
  )
}
