'use client'
// Who is in the conversation, in the order in which they joined.
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMembers } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { Member } from '@/lib/contract/member'
import { Button } from '../../_ui/button'
import { IconButton } from '../../_ui/icon-button'
import { useLocale, useWords } from '../../_ui/locale'
import { AddPeople } from '../people/add-people'
import { words } from '../words-details'
import styles from './member-list.module.css'
import { MemberRow } from './member-row'
import { RemoveDialog } from './remove-dialog'
import { useMay } from './use-may'

export const MemberList = ({ conversation }: { conversation: Conversation }) => {
  const { ids, hasMore, more, loadMore } = useMembers(conversation.id)
  const may = useMay(conversation)
  const says = useWords(words)
  const locale = useLocale()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Member | null>(null)
  return (
    <section>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {says.members}{' '}
          <span className={styles.count}>{conversation.member_count.toLocaleString(locale)}</span>
        </h3>
        {may.add && (
          <IconButton label={says.addPeople} onClick={() => setAdding(true)}>
            <UserPlus aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <ul>
        {(ids ?? conversation.preview_member_ids).map(userId => (
          <li key={userId}>
            <MemberRow
              conversation={conversation}
              userId={userId}
              mayRemove={may.remove}
              onRemove={setRemoving}
            />
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
      {adding && <AddPeople conversationId={conversation.id} onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog member={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}
