'use client'
// The page while the database does not answer: what is the matter, and a way to try again that needs no script.
import { CloudOff } from 'lucide-react'
import { buttonClass } from '../../_ui/button'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { words } from '../words-inbox'
import styles from './away.module.css'
import gone from './gone.module.css'

export const Away = () => {
  const says = useWords(words)
  return (
    <main className={styles.page}>
      <EmptyState
        level="h1"
        art={<CloudOff aria-hidden="true" className={gone.icon} />}
        title={says.awayTitle}
        actions={
          <a href="?" className={buttonClass('primary')}>
            {says.tryAgain}
          </a>
        }
      >
        {says.away}
      </EmptyState>
    </main>
  )
}
