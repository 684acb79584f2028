'use client'
// Blocking somebody, asked once more: what it means for both.
import { createSafety } from '@/lib/client/safety'
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import { useWords } from '../../_ui/locale'
import { ConfirmDialog } from '../details/confirm-dialog'
import { words } from '../words-safety'

export const BlockDialog = ({ userId, onClose }: { userId: string; onClose: () => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const name = useUser(userId)?.name ?? ''
  return (
    <ConfirmDialog
      title={says.blockTitle(name)}
      yes={says.block}
      act={() => chat.part(createSafety).block(userId, true)}
      onClose={onClose}
    >
      <p>{says.blockText(name)}</p>
    </ConfirmDialog>
  )
}
