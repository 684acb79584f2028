'use client'
// What can be done with a message, and by whom: by the rules of db/functions/permissions.sql, so that nothing here leads to a
// refusal. One line an action; the order is that of the menu.
import { CheckCheck, Copy, Flag, Link, type LucideIcon, Pencil, Reply, Smile, Trash2 } from 'lucide-react'
import type { Chat } from '@/lib/client/chat'
import { createEdits } from '@/lib/client/edits'
import type { Message } from '@/lib/contract/message'
import type { words } from '../words-actions'

export type At = {
  message: Message
  isOwn: boolean
  /** The viewer is an owner or admin of the group. */
  administers: boolean
  isGroup: boolean
  /** The viewer may say something here. */
  mayWrite: boolean
  chat: Chat
  /** Where one writes takes it over: to answer it, or to give it other words. */
  compose: (mode: 'reply' | 'edit', messageId: string) => void
  /** The path of the conversation's page. */
  href?: string
  /** Asks why the moderators are to look at it. */
  report: (message: Message) => void
  /** Shows who has read it. */
  receipts: (message: Message) => void
  /** Shows who reacted to it. */
  reactors: (message: Message) => void
}

export type MessageAction = {
  name:
    | (keyof (typeof words)['en'] &
        ('reply' | 'copyText' | 'copyLink' | 'edit' | 'delete' | 'receipts' | 'reactors'))
    | 'report'
  icon: LucideIcon
  /** Beside the message, too, and not in the menu alone. */
  isQuick?: true
  isDanger?: true
  may: (at: At) => boolean
  act: (at: At) => void
}

export const actions: MessageAction[] = [
  {
    name: 'reply',
    icon: Reply,
    isQuick: true,
    may: ({ mayWrite }) => mayWrite,
    act: ({ compose, message }) => compose('reply', message.id),
  },
  {
    name: 'copyText',
    icon: Copy,
    may: () => navigator.clipboard !== undefined,
    act: ({ message }) => void navigator.clipboard.writeText(message.content).catch(() => {}),
  },
  {
    name: 'copyLink',
    icon: Link,
    may: ({ href }) => href !== undefined && navigator.clipboard !== undefined,
    act: ({ href, message }) => {
      const link = new URL(`${href}?message=${message.id}`, window.location.href)
      void navigator.clipboard.writeText(link.href).catch(() => {})
    },
  },
  {
    name: 'edit',
    icon: Pencil,
    may: ({ isOwn, message, mayWrite }) => isOwn && message.type === 'text' && mayWrite,
    act: ({ compose, message }) => compose('edit', message.id),
  },
  {
    name: 'receipts',
    icon: CheckCheck,
    // Of two people the tick says it all.
    may: ({ isOwn, isGroup }) => isOwn && isGroup,
    act: ({ receipts, message }) => receipts(message),
  },
  {
    name: 'reactors',
    icon: Smile,
    may: ({ message }) => message.reactions.length > 0,
    act: ({ reactors, message }) => reactors(message),
  },
  {
    name: 'report',
    icon: Flag,
    may: ({ isOwn }) => !isOwn,
    act: ({ report, message }) => report(message),
  },
  {
    name: 'delete',
    icon: Trash2,
    isDanger: true,
    may: ({ isOwn, administers }) => isOwn || administers,
    act: ({ chat, message }) => chat.part(createEdits).remove(message.id),
  },
]
