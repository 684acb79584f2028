'use client'
// Who is in the conversation, in the order in which they joined.
import { UserPlus } from 'lucide-react'
import { useMembers } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import { Button } from '../../_ui/button'
import { IconButton } from '../../_ui/icon-button'
import { useLocale, useWords } from '../../_ui/locale'
import { useDoing } from '../own/use-doing'
import { words } from '../words-details'
import styles from './member-list.module.css'
import { MemberRow } from './member-row'
import { useAsk } from './use-ask'
import { useMay } from './use-may'

export const MemberList = ({ conversation }: { conversation: Conversation }) => {
  const { ids, hasMore, more, loadMore } = useMembers(conversation.id)
  const may = useMay(conversation)
  const says = useWords(words)
  const locale = useLocale()
  const { ask, dialog } = useAsk(conversation)
  const { onDoing, problem } = useDoing()
  return (
    <section>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {says.members}{' '}
          <span className={styles.count}>{conversation.member_count.toLocaleString(locale)}</span>
        </h3>
        {may.administer && (
          <IconButton label={says.addPeople} onClick={() => ask({ what: 'add' })}>
            <UserPlus aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <ul>
        {(ids ?? conversation.preview_member_ids).map(userId => (
          <li key={userId}>
            <MemberRow {...{ conversation, userId, may, ask, onDoing }} />
          </li>
        ))}
      </ul>
      {more === 'failed' && (
        <p className={styles.problem} role="alert">
          {says.membersFailed}
        </p>
      )}
      {hasMore && (
        <Button look="ghost" wide loading={more === 'loading'} onClick={loadMore}>
          {more === 'failed' ? says.tryAgain : says.moreMembers}
        </Button>
      )}
      {problem}
      {dialog}
    </section>
  )
}
