'use client'
// The viewer's own corner: their face, and behind it their menu, which comes a moment later.
import { useState } from 'react'
import { useViewer } from '@/lib/client/use-people'
import { Avatar } from '../../_ui/avatar'
import { classNames } from '../../_ui/class-names'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { MenuButton } from '../../_ui/menu-button'
import { words } from '../words-inbox'
import styles from './account-menu.module.css'
import { AccountItems, PrivacyDialog, StillSignedIn, useLater } from './later'

/** `way`: what else one may go to from here. */
export const AccountMenu = ({
  way = 'reports',
  className,
}: {
  way?: 'reports' | 'inbox'
  className?: string
}) => {
  const viewer = useViewer()
  const { account } = useWords(words)
  const [problem, setProblem] = useState<string | null>(null)
  const [isPrivacyOpen, setPrivacyOpen] = useState(false)
  useLater()
  return (
    <>
      <MenuButton
        button={props => (
          <span className={styles.account}>
            <IconButton
              label={account(viewer.name)}
              className={classNames(styles.button, className)}
              {...props}
            />
            {/* Over it and not in it: its letters are no part of the button's name. */}
            <span className={styles.face}>
              <Avatar user={viewer} size={32} />
            </span>
          </span>
        )}
        list={opened => (
          <AccountItems {...opened} way={way} onProblem={setProblem} onPrivacy={setPrivacyOpen} />
        )}
      />
      {isPrivacyOpen && <PrivacyDialog onClose={() => setPrivacyOpen(false)} />}
      {problem !== null && <StillSignedIn detail={problem} onClose={() => setProblem(null)} />}
    </>
  )
}
