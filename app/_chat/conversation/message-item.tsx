'use client'
// One message, by its id. What depends on its neighbours (name, avatar, corners) is decided by the row around it, in CSS:
// so a new message renders itself and nobody else.
import { Ban } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useReceipt } from '@/lib/client/use-conversation'
import { useMessage, useSending } from '@/lib/client/use-messages'
import { useBlocked, useUser } from '@/lib/client/use-people'
import type { Message } from '@/lib/contract/message'
import { Avatar } from '../../_ui/avatar'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { RichText } from '../../_ui/rich-text'
import { Skeleton } from '../../_ui/skeleton'
import { Tick } from '../../_ui/tick'
import { TimeOfDay } from '../../_ui/time'
import { HappenedText } from '../happened-text'
import { ReactionBar } from '../reactions/reaction-bar'
import { words } from '../words-conversation'
import { EditNote } from './edit-note'
import { FailedNote, Folded } from './later'
import styles from './message.module.css'
import { Quote } from './quote'
import { isSettled } from './unseen'

declare global {
  /** Counts renders while a test has put an object here. */
  var __tertuliaRenders: Record<string, number> | undefined
}

export const MessageItem = memo(({ id }: { id: string }) => {
  if (globalThis.__tertuliaRenders)
    globalThis.__tertuliaRenders.message = (globalThis.__tertuliaRenders.message ?? 0) + 1
  const { viewer } = useChat()
  const message = useMessage(id)
  if (!message)
    return (
      <div className={styles.message} aria-hidden="true">
        <Skeleton className={styles.placeholder} />
      </div>
    )
  if (message.type === 'system') return <EventLine message={message} />
  return message.sender_id === viewer.id ? <Mine message={message} /> : <Theirs message={message} />
})
MessageItem.displayName = 'MessageItem'

const Theirs = ({ message }: { message: Message }) => {
  const { somebody } = useWords(words)
  const author = useUser(message.sender_id)
  const name = author?.name ?? somebody
  const item = (
    <div className={styles.message}>
      <Avatar user={author ?? { id: message.sender_id, name }} size={32} className={styles.avatar} />
      <div className={styles.stack}>
        <bdi className={styles.name}>{name}</bdi>
        <Bubble message={message} />
        {!message.deleted_at && <ReactionBar message={message} />}
        <EditNote id={message.id} />
      </div>
    </div>
  )
  return useBlocked(message.sender_id) ? <Folded message={message}>{item}</Folded> : item
}

const Mine = ({ message }: { message: Message }) => {
  const { you } = useWords(words)
  const sending = useSending(message.client_message_id)
  const receipt = useReceipt(message.conversation_id, message.seq)
  const isWaiting = sending ? sending.status !== 'failed' : !isSettled(message.id)
  const state = isWaiting ? 'sending' : sending ? 'failed' : receipt
  return (
    <div className={classNames(styles.message, styles.mine)}>
      <div className={styles.stack}>
        <span className="visually-hidden">{you}</span>
        <Bubble message={message} isFailed={state === 'failed'}>
          {!message.deleted_at && <Tick state={state} />}
        </Bubble>
        {isSettled(message.id) && !message.deleted_at && <ReactionBar message={message} isMine />}
        {sending && state === 'failed' && (
          <FailedNote clientMessageId={message.client_message_id} sending={sending} />
        )}
        <EditNote id={message.id} />
      </div>
    </div>
  )
}

const Bubble = ({
  message,
  isFailed,
  children,
}: {
  message: Message
  isFailed?: boolean
  children?: ReactNode
}) => {
  const { deleted, unreadable, edited } = useWords(words)
  // What is not settled has no name at the server yet, so nothing can be done with it there.
  const named = isSettled(message.id) ? { 'data-message': message.id, tabIndex: -1 } : {}
  const meta = (
    <span className={styles.meta}>
      {message.edited_at && !message.deleted_at && <span>{edited}</span>}
      {!isFailed && <TimeOfDay at={message.created_at} className={styles.time} />}
      {children}
    </span>
  )
  if (message.deleted_at)
    return (
      <div {...named} className={classNames(styles.bubble, styles.deleted)}>
        <Ban aria-hidden="true" />
        <span>{deleted}</span>
        {meta}
      </div>
    )
  return (
    <div {...named} className={classNames(styles.bubble, isFailed && styles.failed)}>
      {message.reply_to_id && <Quote id={message.reply_to_id} />}
      <RichText className={styles.text} text={message.content || unreadable}>
        {meta}
      </RichText>
    </div>
  )
}

/** What happened, as `metadata` has it. */
const EventLine = ({ message }: { message: Message }) => (
  <div className={styles.event}>
    <span>
      <HappenedText message={message} />
    </span>
    <TimeOfDay at={message.created_at} />
  </div>
)
