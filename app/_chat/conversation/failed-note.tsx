'use client'
// Under a message that did not go out: that it did not, and what can be done.
import { CircleAlert } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './message.module.css'

export const FailedNote = ({
  clientMessageId,
  reason,
}: {
  clientMessageId: string
  reason: string | null
}) => {
  const chat = useChat()
  const { notSent, retry, discard } = useWords(words)
  const note = useRef<HTMLDivElement>(null)
  // It goes when one of its buttons is pressed: whoever pressed it by keyboard goes on in the log, not at the page's top.
  useLayoutEffect(() => {
    const { current } = note
    return () => {
      if (current?.contains(document.activeElement))
        current.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div ref={note} className={styles.note} role="alert">
      <CircleAlert aria-hidden="true" />
      <span title={reason ?? undefined}>{notSent}</span>
      <button type="button" onClick={() => chat.retry(clientMessageId)}>
        {retry}
      </button>
      <button type="button" onClick={() => chat.discard(clientMessageId)}>
        {discard}
      </button>
    </div>
  )
}
