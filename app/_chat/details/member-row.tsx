'use client'
// One person of a conversation: their name, and what they are here.
import type { Done } from '@/lib/client/chat'
import { useMember, useUser, useViewer } from '@/lib/client/use-people'
import { useReport } from '@/lib/client/use-report'
import type { Conversation } from '@/lib/contract/conversation'
import type { Member } from '@/lib/contract/member'
import { Avatar } from '../../_ui/avatar'
import { useWords } from '../../_ui/locale'
import { PresenceDot } from '../inbox/later'
import { words } from '../words-details'
import type { Asked } from './asked'
import { MemberMenu } from './member-menu'
import styles from './member-row.module.css'
import { kindOf } from './report-facts'
import type { useMay } from './use-may'

export const MemberRow = ({
  conversation,
  userId,
  may,
  ask,
  onDoing,
}: {
  conversation: Conversation
  userId: string
  may: ReturnType<typeof useMay>
  ask: (asked: Asked) => void
  onDoing: (doing: Promise<Done>) => void
}) => {
  const user = useUser(userId)
  const member = useMember(conversation.id, userId)
  const roles = useRoles(conversation, userId, member)
  if (!user) return null
  return (
    <div className={styles.row}>
      <Avatar user={user} size={32} />
      <div className={styles.names}>
        <bdi className={styles.name}>{user.name}</bdi>
        {roles && <span className={styles.role}>{roles}</span>}
        <PresenceDot userId={userId} className={styles.presence} />
      </div>
      {member && <MemberMenu {...{ member, may, ask, onDoing }} name={user.name} className={styles.more} />}
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
