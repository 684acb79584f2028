'use client'
// Above the log: whose conversation it is, the way back on a phone, its details and what else can be done with it.
import { ChevronLeft, Ellipsis, LogOut, PanelRight, Settings, UserPlus } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useConversation } from '@/lib/client/use-conversation'
import type { Conversation } from '@/lib/contract/conversation'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { Menu, MenuItem, MenuRule } from '../../_ui/menu'
import { Skeleton } from '../../_ui/skeleton'
import { ConversationAvatar } from '../conversation-avatar'
import { useTitle } from '../conversation-title'
import { useAsk } from '../details/use-ask'
import { useMay } from '../details/use-may'
import { PersonItems, PresenceLine } from '../inbox/later'
import { inApp } from '../inbox/navigation'
import { AppLink } from '../link'
import { OwnItems } from '../own/own-items'
import { useDoing } from '../own/use-doing'
import { words as groupWords } from '../words-group'
import { words } from '../words-header'
import { words as rowWords } from '../words-row'
import styles from './conversation-header.module.css'

export const ConversationHeader = ({
  id,
  detailsShown,
  onToggleDetails,
}: {
  id: string
  detailsShown: boolean
  /** Left out where there are none. */
  onToggleDetails?: () => void
}) => {
  const conversation = useConversation(id)
  const title = useTitle(conversation)
  const says = useWords(words)
  return (
    <header className={styles.header}>
      <AppLink href="/inbox" className={styles.back} aria-label={says.backToList} onClick={backIfInApp}>
        <ChevronLeft aria-hidden="true" />
      </AppLink>
      {conversation ? (
        <>
          <ConversationAvatar conversation={conversation} size={40} />
          <div className={styles.names}>
            <h1 className={styles.title}>
              <bdi>{title}</bdi>
            </h1>
            <Subtitle conversation={conversation} />
          </div>
          {onToggleDetails && (
            <IconButton
              label={says.details}
              aria-expanded={detailsShown}
              data-details
              onClick={onToggleDetails}
            >
              <PanelRight aria-hidden="true" />
            </IconButton>
          )}
          <More conversation={conversation} />
        </>
      ) : (
        <>
          <Skeleton round className={styles.face} />
          <div className={styles.names} aria-hidden="true">
            <Skeleton className={styles.titleShape} />
            <Skeleton className={styles.subShape} />
          </div>
        </>
      )}
    </header>
  )
}

/** A step back where the step here was one of ours; else, as after a reload, a step on to the list. */
const backIfInApp = (event: MouseEvent) => {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!isPlain || !inApp()) return
  event.preventDefault()
  window.history.back()
}

const Subtitle = ({ conversation }: { conversation: Conversation }) => {
  const says = useWords(words)
  const { people } = useWords(rowWords)
  if (conversation.type === 'dm') return <PresenceLine conversation={conversation} className={styles.sub} />
  return (
    // What is so at the moment before what is always so: a phone has room for one of them.
    <p className={styles.sub}>
      {people(conversation.member_count)}
      {conversation.membership && <PresenceLine conversation={conversation} lead=" · " />}
      {conversation.visibility === 'public' && ` · ${says.open}`}
    </p>
  )
}

/** Only what the server would allow; of a conversation that one is not in that is nothing, and there is no menu. */
const More = ({ conversation }: { conversation: Conversation }) => {
  const says = useWords(words)
  const { settings } = useWords(groupWords)
  const { administer, leave } = useMay(conversation)
  const { ask, dialog } = useAsk(conversation)
  const { onDoing, problem } = useDoing()
  if (!conversation.membership) return null
  return (
    <>
      <Menu
        button={props => (
          <IconButton label={says.more} {...props}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        )}
      >
        <OwnItems conversation={conversation} onDoing={onDoing} />
        {(administer || leave) && <MenuRule />}
        {administer && (
          <>
            <MenuItem icon={<UserPlus aria-hidden="true" />} onSelect={() => ask({ what: 'add' })}>
              {says.addPeople}
            </MenuItem>
            <MenuItem icon={<Settings aria-hidden="true" />} onSelect={() => ask({ what: 'settings' })}>
              {settings}
            </MenuItem>
          </>
        )}
        <PersonItems userId={conversation.counterpart_id} ask={ask} onDoing={onDoing} after />
        {leave && (
          <MenuItem icon={<LogOut aria-hidden="true" />} danger onSelect={() => ask({ what: 'leave' })}>
            {says.leave}
          </MenuItem>
        )}
      </Menu>
      {problem}
      {dialog}
    </>
  )
}
