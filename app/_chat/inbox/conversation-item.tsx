'use client'
// One row of the inbox: what the conversation is called, what it is about, what was said last, what is unread.
import { BellOff, Ellipsis, Pin } from 'lucide-react'
import { memo } from 'react'
import { useConversationRow } from '@/lib/client/use-conversation'
import { useMessage } from '@/lib/client/use-messages'
import { useReport } from '@/lib/client/use-report'
import { Badge } from '../../_ui/badge'
import { Chip } from '../../_ui/chip'
import { classNames } from '../../_ui/class-names'
import { IconButton } from '../../_ui/icon-button'
import { useLocale, useWords } from '../../_ui/locale'
import { InboxTime } from '../../_ui/time'
import { ConversationAvatar } from '../conversation-avatar'
import { useTitle } from '../conversation-title'
import { nameOf } from '../details/report-facts'
import { AppLink } from '../link'
import { useMuted } from '../use-muted'
import { words } from '../words-inbox'
import styles from './conversation-item.module.css'
import { PresenceDot } from './later'
import { Preview } from './preview'
import lines from './row-lines.module.css'
import { RowSkeleton } from './row-skeleton'

/** `current`: it is the open one. `tabbable`: the one row that Tab stops at; arrow keys go on from there. */
export const ConversationItem = memo(
  ({ id, current = false, tabbable = true }: { id: string; current?: boolean; tabbable?: boolean }) => {
    countRender()
    const conversation = useConversationRow(id)
    const title = useTitle(conversation)
    const message = useMessage(conversation?.last_message_id ?? '')
    const report = useReport(conversation?.report_id ?? '')
    const locale = useLocale()
    const muted = useMuted(conversation?.membership?.muted_until ?? null)
    const says = useWords(words)
    if (!conversation) return <RowSkeleton />
    const unread = conversation.membership?.unread_count ?? 0
    const marked = conversation.membership?.marked_unread_at != null
    return (
      <div className={styles.item}>
        <AppLink
          href={`/inbox/${id}`}
          data-conversation={id}
          className={classNames(styles.row, (unread > 0 || marked) && !muted && lines.unread)}
          aria-current={current ? 'page' : undefined}
          tabIndex={tabbable ? 0 : -1}
          draggable={false}
        >
          <ConversationAvatar conversation={conversation} size="row" />
          <span className={lines.body}>
            <span className={lines.line}>
              <bdi className={classNames(lines.title, 'truncate')}>{title}</bdi>
              {conversation.membership?.pinned_at && <Mark icon={Pin} word={says.pinned} />}
              {muted && <Mark icon={BellOff} word={says.muted} />}
              <InboxTime
                at={message?.created_at ?? conversation.last_message_at ?? conversation.created_at}
                className={classNames(lines.time, styles.time)}
              />
            </span>
            {report && <Chip kind={report.kind} title={nameOf(report, locale)} />}
            <span className={lines.line}>
              <Preview conversation={conversation} message={message} current={current} />
              <Badge count={unread} marked={marked} muted={muted} />
            </span>
          </span>
          {conversation.counterpart_id && (
            <PresenceDot userId={conversation.counterpart_id} className={styles.presence} />
          )}
        </AppLink>
        {/* Beside the link and not in it. What it does, the list does. */}
        <IconButton
          label={says.options(title ?? '')}
          className={styles.options}
          data-options={id}
          aria-haspopup="menu"
          tabIndex={tabbable ? 0 : -1}
        >
          <Ellipsis aria-hidden="true" />
        </IconButton>
      </div>
    )
  },
)

const Mark = ({ icon: Icon, word }: { icon: typeof Pin; word: string }) => (
  <span className={styles.mark}>
    <Icon aria-hidden="true" />
    <span className="visually-hidden">{word}</span>
  </span>
)

/** How often rows render, for whoever counts. */
const countRender = () => {
  const { __tertuliaRenders: renders } = globalThis as { __tertuliaRenders?: Record<string, number> }
  if (renders) renders.conversation = (renders.conversation ?? 0) + 1
}
