'use client'
// Under a message that did not go out: that it did not, why, and what can be done.
import { CircleAlert } from 'lucide-react'
import type { Sending } from '@/lib/client/chat'
import { useChat } from '@/lib/client/use-chat'
import { useWords } from '../../_ui/locale'
import { words } from '../words-actions'
import styles from './message.module.css'
import { Note } from './note'

export const FailedNote = ({
  clientMessageId,
  sending: { reason, isFinal },
}: {
  clientMessageId: string
  sending: Sending
}) => {
  const chat = useChat()
  const { notSent, never, retry, discard } = useWords(words)
  return (
    <Note className={styles.note} role="alert">
      <span className={styles.why}>
        <CircleAlert aria-hidden="true" /> {notSent} {isFinal && `${never} `}
        {reason && <bdi>{reason}</bdi>}
      </span>
      <span className={styles.ways}>
        {!isFinal && (
          <button type="button" onClick={() => chat.retry(clientMessageId)}>
            {retry}
          </button>
        )}
        <button type="button" className={styles.quiet} onClick={() => chat.discard(clientMessageId)}>
          {discard}
        </button>
      </span>
    </Note>
  )
}
