'use client'
// One person of a conversation: their name, and what they are here.
import { UserMinus } from 'lucide-react'
import { useMember, useUser, useViewer } from '@/lib/client/use-people'
import { useReport } from '@/lib/client/use-report'
import type { Conversation } from '@/lib/contract/conversation'
import type { Member } from '@/lib/contract/member'
import { Avatar } from '../../_ui/avatar'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import styles from './member-row.module.css'
import { kindOf } from './report-facts'

export const MemberRow = ({
  conversation,
  userId,
  mayRemove,
  onRemove,
}: {
  conversation: Conversation
  userId: string
  mayRemove: (member: Member) => boolean
  onRemove: (member: Member) => void
}) => {
  const user = useUser(userId)
  const member = useMember(conversation.id, userId)
  const roles = useRoles(conversation, userId, member)
  const { remove } = useWords(words)
  if (!user) return null
  return (
    <div className={styles.row}>
      <Avatar user={user} size={32} />
      <div className={styles.names}>
        <bdi className={styles.name}>{user.name}</bdi>
        {roles && <span className={styles.role}>{roles}</span>}
      </div>
      {member && mayRemove(member) && (
        <IconButton label={remove(user.name)} className={styles.remove} onClick={() => onRemove(member)}>
          <UserMinus aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}

/** "You · Owner", "Reporter"; nothing for who just takes part. */
const useRoles = (conversation: Conversation, userId: string, member: Member | undefined) => {
  const viewer = useViewer()
  const report = useReport(conversation.report_id ?? '')
  const says = useWords(words)
  const roles = [
    userId === viewer.id && says.you,
    report?.owner_id === userId && says.reportOwner[kindOf(report)],
    member?.role === 'owner' && says.owner,
    member?.role === 'admin' && says.admin,
  ]
  return roles.filter(Boolean).join(' · ')
}
