'use client'
// Under a message that did not go out: that it did not, and what can be done.
import { CircleAlert } from 'lucide-react'
import { useChat } from '@/lib/client/use-chat'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './message.module.css'
import { Note } from './note'

export const FailedNote = ({
  clientMessageId,
  reason,
}: {
  clientMessageId: string
  reason: string | null
}) => {
  const chat = useChat()
  const { notSent, retry, discard } = useWords(words)
  return (
    <Note className={styles.note} role="alert">
      <CircleAlert aria-hidden="true" />
      <span title={reason ?? undefined}>{notSent}</span>
      <button type="button" onClick={() => chat.retry(clientMessageId)}>
        {retry}
      </button>
      <button type="button" onClick={() => chat.discard(clientMessageId)}>
        {discard}
      </button>
    </Note>
  )
}
