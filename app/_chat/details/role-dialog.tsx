'use client'
// Another role for a member, asked once more: what it lets them do.
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import type { Member, Role } from '@/lib/contract/member'
import { useWords } from '../../_ui/locale'
import { words } from '../words-group'
import { ConfirmDialog } from './confirm-dialog'

export const RoleDialog = ({
  member,
  role,
  onClose,
}: {
  member: Member
  role: Role
  onClose: () => void
}) => {
  const chat = useChat()
  const says = useWords(words)
  const name = useUser(member.user_id)?.name ?? ''
  const isMine = member.user_id === chat.viewer.id
  return (
    <ConfirmDialog
      title={isMine ? says.giveUpTitle : says.makeTitle[role](name)}
      yes={isMine ? says.giveUp : says.make[role]}
      look={isMine || role === 'member' ? 'danger' : 'primary'}
      act={() => chat.setRole(member.conversation_id, member.user_id, role)}
      onClose={onClose}
    >
      {isMine && role !== 'owner' ? (
        <p>
          {says.giveUpText[role]} {says.giveUpNote}
        </p>
      ) : (
        <p>{says.makeText[role]}</p>
      )}
    </ConfirmDialog>
  )
}
