'use client'
// Above the list: its name, a new conversation, and the viewer's own menu.
import { SquarePen } from 'lucide-react'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { useNewConversation } from '../people/new-conversation'
import { words } from '../words-inbox'
import { AccountMenu } from './account-menu'
import styles from './list-header.module.css'

/** `open`: a conversation is, and its title is the page's. */
export const ListHeader = ({ open }: { open: boolean }) => {
  const says = useWords(words)
  const startConversation = useNewConversation()
  const Title = open ? 'h2' : 'h1'
  return (
    <header className={styles.header}>
      <Title className={styles.title}>{says.conversations}</Title>
      <IconButton label={says.newConversation} onClick={startConversation}>
        <SquarePen aria-hidden="true" />
      </IconButton>
      <AccountMenu />
    </header>
  )
}
