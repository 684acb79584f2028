'use client'
// No such report.
import { SearchX } from 'lucide-react'
import { AppLink } from '@/app/_chat/link'
import { buttonClass } from '@/app/_ui/button-look'
import { EmptyState } from '@/app/_ui/empty-state'
import { useWords } from '@/app/_ui/locale'
import styles from './_host/report-list.module.css'
import { words } from './_host/words-host'

export default function NotFound() {
  const says = useWords(words)
  return (
    <main className={styles.page}>
      <EmptyState
        level="h1"
        art={<SearchX aria-hidden="true" className={styles.icon} />}
        title={says.reportGoneTitle}
        actions={
          <AppLink href="/reports" className={buttonClass('secondary')}>
            {says.allReports}
          </AppLink>
        }
      >
        {says.reportGone}
      </EmptyState>
    </main>
  )
}
