'use client'
// What is in the viewer's menu: who they are, their language, the way elsewhere and the way out.
import { Ban, Flag, Keyboard, LogOut, MessagesSquare, ShieldCheck } from 'lucide-react'
import { useChat } from '@/lib/client/use-chat'
import { useViewer } from '@/lib/client/use-people'
import { Dialog } from '../../_ui/dialog'
import { LanguageItems } from '../../_ui/language-switch'
import { useWords } from '../../_ui/locale'
import { MenuAbout, MenuItem, MenuList, MenuRule } from '../../_ui/menu'
import type { Opened } from '../../_ui/menu-button'
import { useShortcuts } from '../keyboard/use-shortcuts'
import { useGo } from '../link'
import { words } from '../words-account'
import { words as inboxWords } from '../words-inbox'
import { words as privacyWords } from '../words-privacy'
import { words as safetyWords } from '../words-safety'
import styles from './account-menu.module.css'

export const AccountItems = ({
  way,
  onProblem,
  onPrivacy,
  ...opened
}: Opened & {
  way: 'reports' | 'inbox'
  /** The session goes on, and why. */
  onProblem: (detail: string) => void
  onPrivacy: (isOpen: true) => void
}) => {
  const viewer = useViewer()
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const { reports, conversations } = useWords(inboxWords)
  const { blockedPeople, moderation } = useWords(safetyWords)
  const privacy = useWords(privacyWords)
  const show = useShortcuts()
  const signOut = async () => {
    const done = await chat.signOut()
    // A document of its own: nothing of this person is left in it.
    if (done.ok) window.location.assign('/login')
    else onProblem(done.detail)
  }
  return (
    <MenuList {...opened}>
      <MenuAbout>
        <bdi className={styles.name}>{viewer.name}</bdi>
      </MenuAbout>
      <MenuRule />
      <LanguageItems />
      <MenuRule />
      <MenuItem icon={<ShieldCheck aria-hidden="true" />} onSelect={() => onPrivacy(true)}>
        {privacy.title}
      </MenuItem>
      {way === 'reports' ? (
        <>
          <MenuItem icon={<Keyboard aria-hidden="true" />} onSelect={() => show('sheet')}>
            {says.shortcuts}
          </MenuItem>
          <MenuItem icon={<Ban aria-hidden="true" />} onSelect={() => show('blocked')}>
            {blockedPeople}
          </MenuItem>
          <MenuItem icon={<Flag aria-hidden="true" />} onSelect={() => go('/reports')}>
            {reports}
          </MenuItem>
        </>
      ) : (
        <MenuItem icon={<MessagesSquare aria-hidden="true" />} onSelect={() => go('/inbox')}>
          {conversations}
        </MenuItem>
      )}
      {chat.isModerator && (
        <MenuItem icon={<ShieldCheck aria-hidden="true" />} onSelect={() => go('/moderation')}>
          {moderation}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={signOut}>
        {says.signOut}
      </MenuItem>
    </MenuList>
  )
}

export const StillSignedIn = ({ detail, onClose }: { detail: string; onClose: () => void }) => (
  <Dialog title={useWords(words).stillSignedIn} onClose={onClose}>
    <p>{detail}</p>
  </Dialog>
)
