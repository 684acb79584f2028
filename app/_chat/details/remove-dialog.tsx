'use client'
// Taking somebody out, asked once more.
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import type { Member } from '@/lib/contract/member'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import { ConfirmDialog } from './confirm-dialog'

export const RemoveDialog = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const name = useUser(member.user_id)?.name ?? ''
  return (
    <ConfirmDialog
      title={says.removeTitle(name)}
      yes={says.removeDo}
      act={() => chat.removeMember(member.conversation_id, member.user_id)}
      onClose={onClose}
    >
      <p>{says.removeText(name)}</p>
    </ConfirmDialog>
  )
}
