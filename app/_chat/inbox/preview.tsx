'use client'
// The last line of a row: who is writing, what the viewer has begun to write, else what was said last and by whom.
import { Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import { useDraft } from '@/lib/client/use-draft'
import { useSending } from '@/lib/client/use-messages'
import { useBlocked, useUser, useViewer } from '@/lib/client/use-people'
import { useTyping } from '@/lib/client/use-typing'
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { oneLine } from '../conversation/composing'
import { TypingDots } from '../typing-dots'
import { useTypingWords } from '../use-typing-words'
import { words } from '../words-row'
import { HappenedText } from './later'
import styles from './preview.module.css'

export const Preview = ({
  conversation,
  message,
  current,
}: {
  conversation: Conversation
  message: Message | undefined
  /** Then its draft stands in the composer beside. */
  current: boolean
}) => {
  const says = useWords(words)
  const [draft] = useDraft(conversation.id)
  const sending = useSending(message?.client_message_id ?? '')
  const viewer = useViewer()
  const sender = useUser(message?.sender_id ?? '')
  const isBlocked = useBlocked(message?.sender_id ?? '')
  const typing = useTypingWords(useTyping(conversation.id))
  if (typing)
    return (
      <span className={classNames(styles.line, styles.typing)}>
        <TypingDots />
        <span className="truncate">{typing}</span>
      </span>
    )
  if (!current && draft.trim()) return <Line label={says.draft} text={draft} />
  if (!message) return <Line text={conversation.last_message_id ? '' : says.nothingSaid} />
  if (message.deleted_at) return <Line icon text={says.deleted} />
  if (message.type === 'system') return <Line text={<HappenedText message={message} />} />
  if (sending?.status === 'failed') return <Line label={says.notSent} text={message.content} />
  if (message.sender_id === viewer.id) return <Line text={says.mine(message.content)} />
  if (conversation.type === 'dm') return <Line text={message.content} />
  if (isBlocked) return <Line text={says.blockedSaid} />
  return <Line text={says.theirs(firstName(sender?.name ?? says.somebody), message.content)} />
}

const firstName = (name: string) => name.split(' ')[0]!

/** `label` speaks up: it is the viewer's turn. */
const Line = ({ label, icon, text }: { label?: string; icon?: boolean; text: ReactNode }) => (
  <span className={styles.line}>
    {icon && <Ban aria-hidden="true" />}
    {label && <span className={styles.label}>{label}</span>}
    <bdi className="truncate">{typeof text === 'string' ? oneLine(text) : text}</bdi>
  </span>
)
