'use client'
// What one sets of a conversation for oneself alone, as the entries of a menu.
import { Archive, ArchiveRestore, Bell, BellOff, Mail, MailOpen, Pin, PinOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Done, OwnSettings } from '@/lib/client/chat'
import { createOwnSettings } from '@/lib/client/own-settings'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import { useWords } from '../../_ui/locale'
import { MenuItem, MenuRule } from '../../_ui/menu'
import { useMuted } from '../use-muted'
import { words } from '../words-own'

/**
 * `onDoing` is given what becomes of the one that was chosen. `children`: what else there is to do about what is unread. Of a conversation that one is not in there is nothing to set.
 */
export const OwnItems = ({
  conversation: { id, seq, membership },
  onDoing,
  children,
}: {
  conversation: Conversation
  onDoing: (doing: Promise<Done>) => void
  children?: ReactNode
}) => {
  const chat = useChat()
  const says = useWords(words)
  const muted = useMuted(membership?.muted_until ?? null)
  if (!membership) return null
  const isUnread = membership.unread_count > 0 || membership.marked_unread_at !== null
  const setNow = (settings: OwnSettings) => onDoing(chat.part(createOwnSettings).set(id, settings))
  const set = (settings: OwnSettings) => () => setNow(settings)
  const mute = (hours: number) => () =>
    setNow({ muted_until: new Date(Date.now() + hours * anHour).toISOString() })
  return (
    <>
      {/* One entry, whichever it is: it keeps the focus while messages come and are read. */}
      <MenuItem
        icon={isUnread ? <MailOpen aria-hidden="true" /> : <Mail aria-hidden="true" />}
        onSelect={isUnread ? () => chat.markRead(id, seq) : set({ marked_unread: true })}
      >
        {isUnread ? says.markRead : says.markUnread}
      </MenuItem>
      {isUnread && children}
      {membership.pinned_at ? (
        <MenuItem icon={<PinOff aria-hidden="true" />} onSelect={set({ pinned: false })}>
          {says.unpin}
        </MenuItem>
      ) : (
        <MenuItem icon={<Pin aria-hidden="true" />} onSelect={set({ pinned: true })}>
          {says.pin}
        </MenuItem>
      )}
      {membership.archived_at ? (
        <MenuItem icon={<ArchiveRestore aria-hidden="true" />} onSelect={set({ archived: false })}>
          {says.unarchive}
        </MenuItem>
      ) : (
        <MenuItem icon={<Archive aria-hidden="true" />} onSelect={set({ archived: true })}>
          {says.archive}
        </MenuItem>
      )}
      <MenuRule />
      {muted ? (
        <MenuItem icon={<Bell aria-hidden="true" />} onSelect={set({ muted_until: null })}>
          {says.unmute}
        </MenuItem>
      ) : (
        <>
          <MenuItem icon={<BellOff aria-hidden="true" />} onSelect={mute(1)}>
            {says.muteHour}
          </MenuItem>
          <MenuItem icon={<BellOff aria-hidden="true" />} onSelect={mute(8)}>
            {says.muteHours}
          </MenuItem>
          <MenuItem icon={<BellOff aria-hidden="true" />} onSelect={mute(7 * 24)}>
            {says.muteWeek}
          </MenuItem>
          <MenuItem icon={<BellOff aria-hidden="true" />} onSelect={set({ muted_until: always })}>
            {says.muteAlways}
          </MenuItem>
        </>
      )}
    </>
  )
}

const anHour = 3_600_000
/** The last moment that can be written down. */
const always = '9999-12-31T23:59:59.999Z'
