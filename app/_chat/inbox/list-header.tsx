'use client'
// Above the list: its name, the way to any conversation or person, a new conversation, and the viewer's own menu.
import { Search, SquarePen } from 'lucide-react'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { useShortcuts } from '../keyboard/use-shortcuts'
import { useNewConversation } from '../people/new-conversation'
import { words } from '../words-inbox'
import { AccountMenu } from './account-menu'
import styles from './list-header.module.css'

/** `open`: a conversation is, and its title is the page's. */
export const ListHeader = ({ open }: { open: boolean }) => {
  const says = useWords(words)
  const startConversation = useNewConversation()
  const show = useShortcuts()
  const Title = open ? 'h2' : 'h1'
  return (
    <header className={styles.header}>
      <Title className={styles.title}>{says.conversations}</Title>
      <IconButton label={says.jump} aria-keyshortcuts="Control+K Meta+K" onClick={() => show('palette')}>
        <Search aria-hidden="true" />
      </IconButton>
      <IconButton label={says.newConversation} onClick={startConversation}>
        <SquarePen aria-hidden="true" />
      </IconButton>
      <AccountMenu />
    </header>
  )
}
