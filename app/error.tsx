'use client'
// Said when a page could not be made, most often because the database is away. What went wrong is in the server's log.
import { Button } from './_ui/button'
import { EmptyState } from './_ui/empty-state'
import { useWords } from './_ui/locale'
import styles from './_ui/whole-page.module.css'
import { words } from './_ui/words'

export default function PageError() {
  const { broken, brokenHelp, again } = useWords(words)
  return (
    <main className={styles.page}>
      {/* Loaded anew rather than rendered anew: what is in memory may be what broke it. */}
      <EmptyState
        level="h1"
        title={broken}
        actions={<Button onClick={() => location.reload()}>{again}</Button>}
      >
        {brokenHelp}
      </EmptyState>
    </main>
  )
}
