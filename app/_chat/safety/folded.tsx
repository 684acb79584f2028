'use client'
// In a group, what somebody blocked has said: one line, and behind it the message for who wants to know.
import { EyeOff } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useConversation } from '@/lib/client/use-conversation'
import type { Message } from '@/lib/contract/message'
import { useWords } from '../../_ui/locale'
import { words as logWords } from '../words-conversation'
import { words } from '../words-safety'
import styles from './safety.module.css'

/** What was opened stays open while this page lives, however far one scrolls. */
const opened = new Set<string>()

export const Folded = ({
  message: { id, conversation_id },
  children,
}: {
  message: Pick<Message, 'id' | 'conversation_id'>
  children: ReactNode
}) => {
  const type = useConversation(conversation_id)?.type
  const [isOpen, setOpen] = useState(opened.has(id))
  const says = useWords(words)
  const { blockedSaid } = useWords(logWords)
  const contentId = useId()
  // Between two nobody need be told who said it.
  if (type === 'dm') return children
  const toggle = () => {
    if (isOpen) opened.delete(id)
    else opened.add(id)
    setOpen(!isOpen)
  }
  return (
    <div className={styles.fold}>
      <div className={styles.line}>
        <EyeOff aria-hidden="true" />
        <span>{blockedSaid}</span>
        <button type="button" aria-expanded={isOpen} aria-controls={contentId} onClick={toggle}>
          {isOpen ? says.hide : says.show}
        </button>
      </div>
      <div id={contentId} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  )
}
