'use client'
// The shortcuts of the inbox, and what they and the viewer's menu open. That comes later; the keys are there at once.
import { type ReactNode, useEffectEvent, useLayoutEffect, useState } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'
import { BlockedPeople, Palette, ShortcutSheet } from '../inbox/later'
import { openIdOf } from '../inbox/navigation'
import { useGo } from '../link'
import { shortcutOf } from './pressed'
import { readUpTo } from './read-up-to'
import { singleKeysOn } from './single-keys'
import { OpenContext, type Opens } from './use-shortcuts'

export const Shortcuts = ({ children }: { children: ReactNode }) => {
  const { queryClient, markRead } = useChat()
  const go = useGo()
  const [open, setOpen] = useState<Opens | null>(null)
  const close = () => setOpen(null)

  const step = (by: 1 | -1) => {
    const ids = queryClient.getQueryData<readonly string[]>(keys.list({ filter: 'all' })) ?? []
    const openId = openNow()
    const at = openId === null ? -1 : ids.indexOf(openId)
    const to = at < 0 ? ids[by > 0 ? 0 : ids.length] : ids[at + by]
    if (to) go(`/inbox/${to}`)
  }
  const markOpenRead = () => {
    const openId = openNow()
    const open = openId && queryClient.getQueryData<Conversation>(keys.conversation(openId))
    if (!open) return
    const newest = queryClient.getQueryData<Message>(keys.message(open.last_message_id ?? ''))
    markRead(openId, readUpTo(open, newest))
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const shortcut = shortcutOf(event, {
      inText: isText(event.target),
      singleKeys: singleKeysOn(),
      isMac: /Mac|iP/.test(navigator.platform),
    })
    // Behind something modal nothing is to be done; and what has Escape for itself stops it.
    if (!shortcut || document.querySelector('dialog:modal')) return
    if (shortcut !== 'escape') event.preventDefault()
    if (shortcut === 'jump') setOpen('palette')
    else if (shortcut === 'help') setOpen('sheet')
    else if (shortcut === 'escape') markOpenRead()
    else step(shortcut === 'next' ? 1 : -1)
  })
  // As soon as the page lives: whoever sees it may press them.
  useLayoutEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <OpenContext value={setOpen}>
      {children}
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'sheet' && <ShortcutSheet onClose={close} />}
      {open === 'blocked' && <BlockedPeople onClose={close} />}
    </OpenContext>
  )
}

/** By the address: a quick hand is ahead of what is drawn. */
const openNow = () => openIdOf(window.location.pathname)

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
