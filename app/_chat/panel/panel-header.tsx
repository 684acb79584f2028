'use client'
// Above a panel's log: which conversation it is, the others about the same object, the way to the inbox, and the cross.
import { ChevronDown, ExternalLink, X } from 'lucide-react'
import { useConversation } from '@/lib/client/use-conversation'
import type { Conversation } from '@/lib/contract/conversation'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { MenuButton } from '../../_ui/menu-button'
import { useTitle } from '../conversation-title'
import { AppLink } from '../link'
import { words as inboxWords } from '../words-inbox'
import { words } from '../words-panel'
import { Choices, PresenceLine } from './later'
import styles from './panel-header.module.css'

export const PanelHeader = ({
  ids,
  id,
  onChoose,
  inboxHref,
  onClose,
  closeLabel = '',
}: {
  ids?: readonly string[]
  id?: string | null
  onChoose?: (id: string) => void
  inboxHref?: (conversationId: string) => string
  onClose?: () => void
  closeLabel?: string
}) => {
  const conversation = useConversation(id ?? '')
  const says = useWords(words)
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        {ids && ids.length > 1 && id && onChoose ? (
          <Switcher ids={ids} id={id} onChoose={onChoose} />
        ) : (
          <h2 className={styles.title}>{says.conversation}</h2>
        )}
        {conversation && (
          <Subtitle conversation={conversation} isNamed={ids !== undefined && ids.length > 1} />
        )}
      </div>
      {id && inboxHref && (
        <AppLink
          href={inboxHref(id)}
          className={styles.link}
          aria-label={says.openInInbox}
          title={says.openInInbox}
        >
          <ExternalLink aria-hidden="true" />
        </AppLink>
      )}
      {onClose && (
        <IconButton label={closeLabel} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </header>
  )
}

const Subtitle = ({ conversation, isNamed }: { conversation: Conversation; isNamed: boolean }) => {
  const title = useTitle(conversation)
  const { people } = useWords(inboxWords)
  const parts = [
    !isNamed && title,
    conversation.type === 'group' && people(conversation.member_count),
  ].filter(Boolean)
  if (parts.length === 0) return <PresenceLine conversation={conversation} className={styles.sub} />
  return (
    <p className={styles.sub}>
      <bdi>{parts.join(' · ')}</bdi>
      <PresenceLine conversation={conversation} lead=" · " />
    </p>
  )
}

const Switcher = ({
  ids,
  id,
  onChoose,
}: {
  ids: readonly string[]
  id: string
  onChoose: (id: string) => void
}) => {
  const title = useTitle(useConversation(id))
  const { choose } = useWords(words)
  return (
    <h2 className={styles.title}>
      <MenuButton
        button={props => (
          <button type="button" className={styles.switcher} {...props}>
            <bdi className="truncate">{title}</bdi>
            <ChevronDown aria-hidden="true" />
            <span className="visually-hidden">{choose}</span>
          </button>
        )}
        list={opened => <Choices {...opened} ids={ids} chosen={id} onChoose={onChoose} />}
      />
    </h2>
  )
}
