'use client'
// Who in a group has read a message of mine, whose devices have it, and who has not got it yet, by the members' marks.
import { useEffect, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useLoad } from '@/lib/client/use-load'
import { useMember, useMembers, useUser } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { isWide } from '../is-wide'
import { words } from '../words-actions'
import { type ReceiptState, receiptOf } from './receipt-of'
import styles from './receipts.module.css'

export const ReceiptsDialog = ({
  message,
  conversation,
  onClose,
}: {
  message: Message
  conversation: Conversation
  onClose: () => void
}) => {
  const chat = useChat()
  const says = useWords(words)
  const { ids, hasMore, more, loadMore } = useMembers(conversation.id)
  const others = ids?.filter(id => id !== chat.viewer.id) ?? []
  const { load } = useLoad(`members:${conversation.id}`)
  // Of so many the stream does not tell every move: they are asked for when somebody wants to know.
  const [isStale] = useState(!ids || isWide(conversation))
  useEffect(() => {
    if (isStale) chat.reloadMembers(conversation.id)
  }, [chat, isStale, conversation.id])
  const isFailed = load === 'failed' || more === 'failed'
  return (
    <Dialog title={says.receipts} onClose={onClose}>
      {(['read', 'delivered', 'sent'] as const).map(state => (
        <section key={state} className={styles.group} aria-label={says.received[state]}>
          <h3 className={styles.title}>{says.received[state]}</h3>
          <ul>
            {others.map(userId => (
              <Receiver key={userId} message={message} userId={userId} state={state} />
            ))}
          </ul>
        </section>
      ))}
      <Problem detail={isFailed ? says.receiversFailed : null} />
      {(hasMore || isFailed) && (
        <Button
          look="ghost"
          wide
          loading={more === 'loading'}
          onClick={load === 'failed' ? () => chat.reloadMembers(conversation.id) : loadMore}
        >
          {isFailed ? says.tryAgain : says.moreReceivers}
        </Button>
      )}
    </Dialog>
  )
}

/** One person, in the group in which they belong; in the others nothing. */
const Receiver = ({ message, userId, state }: { message: Message; userId: string; state: ReceiptState }) => {
  const user = useUser(userId)
  const member = useMember(message.conversation_id, userId)
  if (!user || !member || state !== receiptOf(member, message)) return null
  return (
    <li className={styles.person}>
      <Avatar user={user} size={32} />
      <bdi className={styles.name}>{user.name}</bdi>
    </li>
  )
}
