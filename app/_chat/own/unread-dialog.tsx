'use client'
// What the badge of a conversation counts: up to where its viewer has read, when and where that was, and the messages after it.
import { BookOpenCheck, Mail } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UnreadReasons } from '@/lib/client/unread-reasons'
import { useChat } from '@/lib/client/use-chat'
import { useBlocked } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'
import type { User } from '@/lib/contract/user'
import { Avatar } from '../../_ui/avatar'
import { shortCount } from '../../_ui/badge'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Skeleton } from '../../_ui/skeleton'
import { InboxTime } from '../../_ui/time'
import { oneLine } from '../conversation/composing'
import { useTitle } from '../conversation-title'
import { FactTime } from '../details/fact-time'
import { Problem } from '../details/problem'
import { AppLink, useGo } from '../link'
import { words as rowWords } from '../words-row'
import styles from './unread-dialog.module.css'
import { useUnreadReasons } from './use-unread-reasons'
import { words } from './words-unread'

export const UnreadDialog = ({
  conversation,
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) => {
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const title = useTitle(conversation)
  const { reasons, isFailed, isHere, ask } = useUnreadReasons(conversation)
  const { id, seq, membership } = conversation
  const leave = (act: () => void) => () => {
    onClose()
    act()
  }
  return (
    <Dialog
      title={says.title(title ?? '')}
      onClose={onClose}
      foot={
        <>
          <Button look="secondary" onClick={leave(() => chat.markRead(id, seq))}>
            {says.markRead}
          </Button>
          <Button onClick={leave(() => go(`/inbox/${id}`))} data-autofocus>
            {says.open}
          </Button>
        </>
      }
    >
      <ul className={styles.facts}>
        {reasons ? (
          <Fact icon={<BookOpenCheck aria-hidden="true" />} at={reasons.read_at}>
            {reasons.read_at === null
              ? says.neverRead
              : says.readBy[whereOf(reasons.read_by_client, chat.clientId, isHere)]}
          </Fact>
        ) : (
          !isFailed && <Skeleton className={styles.awaited} />
        )}
        {membership?.marked_unread_at && (
          <Fact icon={<Mail aria-hidden="true" />} at={membership.marked_unread_at}>
            {says.marked}
          </Fact>
        )}
      </ul>
      {reasons && <Messages reasons={reasons} conversationId={id} onGo={onClose} />}
      <Problem detail={isFailed ? says.failed : null} />
      {isFailed && (
        <Button look="ghost" wide onClick={() => void ask()}>
          {says.tryAgain}
        </Button>
      )}
    </Dialog>
  )
}

/** Whoever read without a name for their tab did so somewhere else than in a page of ours. */
const whereOf = (clientId: string | null, here: string, isHere: (clientId: string) => boolean) =>
  clientId === here ? 'tab' : clientId !== null && isHere(clientId) ? 'browser' : 'elsewhere'

const Fact = ({ icon, at, children }: { icon: ReactNode; at: string | null; children: ReactNode }) => (
  <li className={styles.fact}>
    {icon}
    <span>
      {children}
      {at && <FactTime at={at} className={styles.at} />}
    </span>
  </li>
)

const Messages = ({
  reasons: { messages, users, unread_count: count },
  conversationId,
  onGo,
}: {
  reasons: UnreadReasons
  conversationId: string
  onGo: () => void
}) => {
  const says = useWords(words)
  if (count === 0) return <p className={styles.quiet}>{says.none}</p>
  const further = count - messages.length
  return (
    <section aria-label={says.after(shortCount(count))}>
      <h3 className={styles.heading}>{says.after(shortCount(count))}</h3>
      <ul>
        {messages.map(message => (
          <li key={message.id}>
            <AppLink
              href={`/inbox/${conversationId}?message=${message.id}`}
              className={styles.message}
              onClick={onGo}
            >
              <Said message={message} sender={users.find(user => user.id === message.sender_id)} />
            </AppLink>
          </li>
        ))}
      </ul>
      {further > 0 && (
        <p className={styles.quiet}>{says.further(count > 99 ? `${further}+` : String(further))}</p>
      )}
    </section>
  )
}

const Said = ({ message, sender }: { message: Message; sender: User | undefined }) => {
  const { somebody, blockedSaid } = useWords(rowWords)
  const isBlocked = useBlocked(message.sender_id)
  return (
    <>
      {sender && <Avatar user={sender} size={32} />}
      <span className={styles.said}>
        <span className={styles.line}>
          <bdi className={styles.name}>{sender?.name ?? somebody}</bdi>
          <InboxTime at={message.created_at} className={styles.time} />
        </span>
        <bdi className={styles.text}>{isBlocked ? blockedSaid : oneLine(message.content)}</bdi>
      </span>
    </>
  )
}
