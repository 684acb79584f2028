// The page while the database does not answer: what is the matter, and a way to try again that needs no script.
import { CloudOff } from 'lucide-react'
import { buttonClass } from '../_ui/button-look'
import { EmptyState } from '../_ui/empty-state'
import { words } from '../_ui/words-page'
import styles from './away.module.css'
import { serverLocale } from './server-locale'

export const Away = async () => {
  const says = words[await serverLocale()]
  return (
    <main className={styles.page}>
      <EmptyState
        level="h1"
        art={<CloudOff aria-hidden="true" className={styles.icon} />}
        title={says.away}
        actions={
          <a href="?" className={buttonClass('primary')}>
            {says.again}
          </a>
        }
      >
        {says.awayHelp}
      </EmptyState>
    </main>
  )
}
