'use client'
// The viewer's own corner: who they are, their language, the way to the reports and the way out.
import { Flag, LogOut, MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useViewer } from '@/lib/client/use-people'
import { Avatar } from '../../_ui/avatar'
import { classNames } from '../../_ui/class-names'
import { Dialog } from '../../_ui/dialog'
import { IconButton } from '../../_ui/icon-button'
import { LanguageItems } from '../../_ui/language-switch'
import { useWords } from '../../_ui/locale'
import { Menu, MenuAbout, MenuItem, MenuRule } from '../../_ui/menu'
import { useGo } from '../link'
import { words } from '../words-inbox'
import styles from './account-menu.module.css'

/** `way`: what else one may go to from here. */
export const AccountMenu = ({
  way = 'reports',
  className,
}: {
  way?: 'reports' | 'inbox'
  className?: string
}) => {
  const viewer = useViewer()
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const [problem, setProblem] = useState<string | null>(null)
  const signOut = async () => {
    const done = await chat.signOut()
    // A document of its own: nothing of this person is left in it.
    if (done.ok) window.location.assign('/login')
    else setProblem(done.detail)
  }
  return (
    <>
      <Menu
        button={props => (
          <span className={styles.account}>
            <IconButton
              label={says.account(viewer.name)}
              className={classNames(styles.button, className)}
              {...props}
            />
            {/* Over it and not in it: its letters are no part of the button's name. */}
            <span className={styles.face}>
              <Avatar user={viewer} size={32} />
            </span>
          </span>
        )}
      >
        <MenuAbout>
          <bdi className={styles.name}>{viewer.name}</bdi>
        </MenuAbout>
        <MenuRule />
        <LanguageItems />
        <MenuRule />
        {way === 'reports' ? (
          <MenuItem icon={<Flag aria-hidden="true" />} onSelect={() => go('/reports')}>
            {says.reports}
          </MenuItem>
        ) : (
          <MenuItem icon={<MessagesSquare aria-hidden="true" />} onSelect={() => go('/inbox')}>
            {says.conversations}
          </MenuItem>
        )}
        <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={signOut}>
          {says.signOut}
        </MenuItem>
      </Menu>
      {problem !== null && (
        <Dialog title={says.stillSignedIn} onClose={() => setProblem(null)}>
          <p>{problem}</p>
        </Dialog>
      )}
    </>
  )
}
