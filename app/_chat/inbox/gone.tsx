'use client'
// In the place of a conversation: it does not exist or is not the viewer's, in the same words for both; or it was, until now.
import { SearchX, UserX } from 'lucide-react'
import { buttonClass } from '../../_ui/button-look'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { AppLink } from '../link'
import { words } from '../words-header'
import styles from './gone.module.css'

export const Gone = ({ wasHere }: { wasHere: boolean }) => {
  const says = useWords(words)
  const Icon = wasHere ? UserX : SearchX
  return (
    <main className={styles.gone}>
      <EmptyState
        level="h1"
        art={<Icon aria-hidden="true" className={styles.icon} />}
        title={wasHere ? says.leftTitle : says.goneTitle}
        actions={
          <AppLink href="/inbox" className={buttonClass('secondary')}>
            {says.backToList}
          </AppLink>
        }
      >
        {wasHere ? null : says.gone}
      </EmptyState>
    </main>
  )
}
