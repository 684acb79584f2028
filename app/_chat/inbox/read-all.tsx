'use client'
// Reads everything that the list of what is unread holds; where that is nothing, there is no button.
import { CheckCheck } from 'lucide-react'
import { useChat } from '@/lib/client/use-chat'
import { useInbox } from '@/lib/client/use-inbox'
import { useWords } from '../../_ui/locale'
import { useDoing } from '../own/use-doing'
import { words } from '../words-inbox'
import { inbox } from './navigation'

export const ReadAll = ({ className }: { className?: string }) => {
  const chat = useChat()
  const says = useWords(words)
  const { ids } = useInbox(inbox.unread)
  const { onDoing, problem } = useDoing()
  return (
    <>
      {ids && ids.length > 0 && (
        <button type="button" className={className} onClick={() => onDoing(chat.readAll())}>
          <CheckCheck aria-hidden="true" />
          {says.readAll}
        </button>
      )}
      {problem}
    </>
  )
}
