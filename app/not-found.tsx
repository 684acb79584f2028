'use client'
// Said of an address that nothing serves. Next's own page would bring inline styles, which our CSP refuses.
import { ButtonContent, buttonClass } from './_ui/button'
import { EmptyState } from './_ui/empty-state'
import { useWords } from './_ui/locale'
import styles from './_ui/whole-page.module.css'
import { words } from './_ui/words'

export default function NotFound() {
  const { notFound, notFoundHelp, toInbox } = useWords(words)
  return (
    <main className={styles.page}>
      <EmptyState
        level="h1"
        title={notFound}
        actions={
          // A plain link: every page carries this one along, and the router's costs five kilobytes.
          <a href="/inbox" className={buttonClass('secondary')}>
            <ButtonContent>{toInbox}</ButtonContent>
          </a>
        }
      >
        {notFoundHelp}
      </EmptyState>
    </main>
  )
}
