'use client'
// Above a panel's log: which conversation it is, the way to the others about the same object and to the inbox, and the cross.
import { ExternalLink, X } from 'lucide-react'
import { useConversation } from '@/lib/client/use-conversation'
import type { Conversation } from '@/lib/contract/conversation'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { useTitle } from '../conversation-title'
import { AppLink } from '../link'
import { words } from '../words-panel'
import { words as rowWords } from '../words-row'
import { Back, PresenceLine } from './later'
import styles from './panel-header.module.css'

/** Without an `id` it stands above the list of `ids`. `cameFromList`: from there the reader has come to this one. */
export const PanelHeader = ({
  ids = [],
  id,
  cameFromList = false,
  onBack,
  inboxHref,
  onClose,
  closeLabel = '',
}: {
  ids?: readonly string[]
  id?: string | null
  cameFromList?: boolean
  onBack?: () => void
  inboxHref?: (conversationId: string) => string
  onClose?: () => void
  closeLabel?: string
}) => {
  const conversation = useConversation(id ?? '')
  const title = useTitle(conversation)
  const says = useWords(words)
  const isOfSeveral = ids.length > 1
  return (
    <header className={styles.header}>
      {id && isOfSeveral && onBack && (
        <Back others={ids.filter(one => one !== id)} focus={cameFromList} onBack={onBack} />
      )}
      <div className={styles.names}>
        <h2 className={styles.title}>
          {!isOfSeveral ? (
            says.conversation
          ) : id ? (
            <bdi className={styles.name}>{title}</bdi>
          ) : (
            says.conversations(ids.length)
          )}
        </h2>
        {conversation && <Subtitle conversation={conversation} isNamed={isOfSeveral} />}
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
  const { people } = useWords(rowWords)
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
