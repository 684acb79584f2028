'use client'
// The frame of the inbox: the list on one side, what the address names on the other. A phone shows one of them at a time.
import type { ReactNode } from 'react'
import { useWords } from '../../_ui/locale'
import { Shortcuts } from '../keyboard/shortcuts'
import { NewConversationProvider } from '../people/new-conversation'
import { words } from '../words-inbox'
import { ConnectionBanner } from './connection-banner'
import { ConversationList } from './conversation-list'
import { Filters } from './filters'
import { GoneIdProvider } from './gone-id'
import styles from './inbox-shell.module.css'
import { TabSign } from './later'
import { ListHeader } from './list-header'
import { useOpenId } from './navigation'

export const InboxShell = ({ children }: { children: ReactNode }) => {
  const { conversations } = useWords(words)
  const open = useOpenId() !== null
  return (
    <NewConversationProvider>
      <Shortcuts>
        <TabSign />
        <div className={styles.window}>
          <ConnectionBanner />
          <div className={styles.shell} data-open={open}>
            <nav className={styles.list} aria-label={conversations}>
              <ListHeader open={open} />
              <Filters />
              <ConversationList />
            </nav>
            <div className={styles.pane}>
              <GoneIdProvider>{children}</GoneIdProvider>
            </div>
          </div>
        </div>
      </Shortcuts>
    </NewConversationProvider>
  )
}
