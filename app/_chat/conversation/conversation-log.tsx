'use client'
import { Globe } from 'lucide-react'
// The inside of a conversation: its log and where one writes, or what stands in their place.
import { useCallback, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useConversation, useOpenConversation } from '@/lib/client/use-conversation'
import { useConversationMessages } from '@/lib/client/use-messages'
import { useBlocked } from '@/lib/client/use-people'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { Composer, type ComposerHandle } from './composer'
import { replyDraft } from './composing'
import styles from './conversation-log.module.css'
import { JoinBar } from './join-bar'
import { BlockedBar } from './later'
import { Log, type LogHandle } from './log'
import { Gone, LoadFailed, LogSkeleton } from './log-states'
import { MayWrite } from './may-write'
import { useStart } from './use-start'

type Props = {
  conversationId: string
  variant: 'pane' | 'panel'
  /** The path of its page, to which links to its messages lead. */
  href?: string
  /** The message that is to be shown first. */
  linked?: string | null
}

/** Takes the height that is left to it. What was begun in one conversation (its place, its "New" line) ends with it. */
export const ConversationLog = ({ variant, ...rest }: Props) => (
  <div className={styles.conversation} data-variant={variant}>
    <Inside key={rest.conversationId} {...rest} />
  </div>
)

const Inside = ({ conversationId, href, linked }: Omit<Props, 'variant'>) => {
  const { load, reload } = useOpenConversation(conversationId)
  const conversation = useConversation(conversationId)
  const counterpart = conversation?.counterpart_id ?? ''
  const isBlocked = useBlocked(counterpart)
  const { ids } = useConversationMessages(conversationId)
  const log = useRef<LogHandle>(null)
  const onSent = useCallback(() => log.current?.toNewest(), [])
  const composer = useRef<ComposerHandle>(null)
  const chat = useChat()
  const [editing, setEditing] = useState<string | null>(null)
  const compose = useCallback(
    (mode: 'reply' | 'edit', id: string) => {
      if (mode === 'edit') return setEditing(id)
      setEditing(null)
      chat.setDraft(replyDraft(conversationId), id)
      composer.current?.focus()
    },
    [chat, conversationId],
  )

  const { start, retry } = useStart(conversation, ids)
  if (load === 'gone') return <Gone />
  if (conversation?.membership === null) return <Outside conversationId={conversationId} />
  const isReady = conversation !== undefined && ids !== undefined
  return (
    <>
      {isReady && start === 'known' ? (
        <MayWrite value={!isBlocked}>
          <Log ref={log} {...{ conversation, compose, href, linked }} newest={ids} />
        </MayWrite>
      ) : load === 'failed' || start === 'failed' ? (
        <LoadFailed onRetry={start === 'failed' ? retry : reload} />
      ) : (
        <LogSkeleton />
      )}
      {isBlocked ? (
        <BlockedBar userId={counterpart} />
      ) : (
        <Composer
          conversationId={conversationId}
          isReady={isReady}
          onSent={onSent}
          editing={editing}
          onEdit={setEditing}
          ref={composer}
        />
      )}
    </>
  )
}

const Outside = ({ conversationId }: { conversationId: string }) => {
  const { joinTitle } = useWords(words)
  return (
    <>
      <EmptyState small title={joinTitle} art={<Globe className={styles.icon} aria-hidden="true" />} />
      <JoinBar conversationId={conversationId} />
    </>
  )
}
