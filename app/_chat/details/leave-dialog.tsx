'use client'
// Leaving, asked once more.
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import { useWords } from '../../_ui/locale'
import { useGo } from '../link'
import { words } from '../words-details'
import { ConfirmDialog } from './confirm-dialog'

export const LeaveDialog = ({
  conversation: { id, visibility },
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) => {
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  return (
    <ConfirmDialog
      title={says.leaveTitle}
      yes={says.leaveDo}
      act={() => chat.leave(id)}
      onDone={() => go('/inbox', 'replace')}
      onClose={onClose}
    >
      <p>{visibility === 'public' ? says.leaveOpenText : says.leaveText}</p>
    </ConfirmDialog>
  )
}
