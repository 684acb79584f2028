'use client'
// Leaving, asked once more. A group is never without an owner: the last one chooses who follows.
import { useState } from 'react'
import type { Done } from '@/lib/client/chat'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import { useWords } from '../../_ui/locale'
import { useGo } from '../link'
import { words } from '../words-details'
import { words as groupWords } from '../words-group'
import { ConfirmDialog } from './confirm-dialog'
import { Successors } from './successors'
import { useMay } from './use-may'

export const LeaveDialog = ({
  conversation,
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) => {
  const { id, visibility } = conversation
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const group = useWords(groupWords)
  const { onlyOwner } = useMay(conversation)
  const [handsOver, setHandsOver] = useState(onlyOwner)
  if (onlyOwner && !handsOver) setHandsOver(true)
  const [successor, setSuccessor] = useState<string | null>(null)

  const leave = async (): Promise<Done> => {
    if (handsOver && successor) {
      const done = await chat.setRole(id, successor, 'owner')
      if (!done.ok) return done
    }
    const done = await chat.leave(id)
    if (done.ok || done.status !== 409) return done
    // Of a large group not everybody was known here.
    setHandsOver(true)
    return { ...done, detail: group.handOver }
  }
  return (
    <ConfirmDialog
      title={says.leaveTitle}
      yes={handsOver ? group.handOverDo : says.leaveDo}
      isReady={!handsOver || successor !== null}
      act={leave}
      onDone={() => go('/inbox', 'replace')}
      onClose={onClose}
    >
      <p>{visibility === 'public' ? says.leaveOpenText : says.leaveText}</p>
      {handsOver && <Successors conversationId={id} chosen={successor} onChoose={setSuccessor} />}
    </ConfirmDialog>
  )
}
