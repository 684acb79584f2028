// Said of an address that nothing serves. Next's own page would bring inline styles, which our CSP refuses. The server alone
// makes it: every page carries its not-found page along.

import { serverLocale } from './_pages/server-locale'
import { ButtonContent, buttonClass } from './_ui/button-look'
import { EmptyState } from './_ui/empty-state'
import styles from './_ui/whole-page.module.css'
import { words } from './_ui/words-page'

export default async function NotFound() {
  const { notFound, notFoundHelp, toInbox } = words[await serverLocale()]
  return (
    <main className={styles.page}>
      <EmptyState
        level="h1"
        title={notFound}
        actions={
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
