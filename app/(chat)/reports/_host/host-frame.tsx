'use client'
// The host's own header. Nothing in it belongs to the messenger but the avatar's menu.
import { ShieldCheck } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { AccountMenu } from '@/app/_chat/inbox/account-menu'
import { Shortcuts } from '@/app/_chat/keyboard/shortcuts'
import { AppLink } from '@/app/_chat/link'
import { useWords } from '@/app/_ui/locale'
import styles from './host-frame.module.css'
import { words } from './words-host'

export const HostFrame = ({ children }: { children: ReactNode }) => {
  const { site, sections, reports, conversationsLink } = useWords(words)
  const path = usePathname()
  return (
    <Shortcuts>
      <div className={styles.host}>
        <header className={styles.header}>
          <AppLink href="/reports" className={styles.logo}>
            <ShieldCheck aria-hidden="true" />
            {site}
          </AppLink>
          <nav className={styles.sections} aria-label={sections}>
            <AppLink href="/reports" aria-current={path === '/reports' ? 'page' : 'true'}>
              {reports}
            </AppLink>
            <AppLink href="/inbox">{conversationsLink}</AppLink>
          </nav>
          <AccountMenu way="inbox" className={styles.account} />
        </header>
        {children}
      </div>
    </Shortcuts>
  )
}
