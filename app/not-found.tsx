'use client'
// Said of an address that nothing serves. Next's own page would bring inline styles, which our CSP refuses.
import { EmptyState } from './_ui/empty-state'
import { LinkButton } from './_ui/link-button'
import { useWords } from './_ui/locale'
import styles from './_ui/whole-page.module.css'
import { words } from './_ui/words'

export default function NotFound() {
  const { notFound, notFoundHelp, toInbox } = useWords(words)
  return (
    <main className={styles.page}>
      <EmptyState level="h1" title={notFound} actions={<LinkButton href="/inbox">{toInbox}</LinkButton>}>
        {notFoundHelp}
      </EmptyState>
    </main>
  )
}
