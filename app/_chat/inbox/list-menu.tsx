'use client'
// The menu of one row of the list, wherever it was asked for.
import { MailQuestionMark } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useConversation, useConversationRow } from '@/lib/client/use-conversation'
import { useWords } from '../../_ui/locale'
import { MenuAt, MenuItem } from '../../_ui/menu'
import { useTitle } from '../conversation-title'
import type { Asked } from '../details/asked'
import { AskedDialog } from '../details/asked-dialog'
import { OwnItems } from '../own/own-items'
import { useDoing } from '../own/use-doing'
import { words as unreadWords } from '../own/words-unread'
import { PersonItems } from '../safety/person-items'
import { words } from '../words-inbox'
import type { AskedMenu } from './use-list-menu'

type Props = {
  /** What the list shows. */
  ids: readonly string[]
  scroller: RefObject<HTMLElement | null>
  /** As useListMenu says. */
  asked: AskedMenu | null
  close: () => void
}

export const ListMenu = ({ ids, scroller, asked, close }: Props) => {
  const says = useWords(words)
  const { ask: whatIsUnread } = useWords(unreadWords)
  const { onDoing, problem } = useDoing()
  const [deed, setDeed] = useState<{ deed: Asked; id: string } | null>(null)
  const last = useRef<{ id: string; ids: readonly string[] } | null>(null)
  const conversation = useConversation(asked?.id ?? '')
  const title = useTitle(conversation)
  const concerned = useConversationRow(deed?.id ?? '')

  // Where what was chosen takes the row out of the list, as into the archive, the focus goes on to the one that followed it.
  useEffect(() => {
    if (asked) last.current = { id: asked.id, ids }
    else if (last.current && last.current.ids !== ids) {
      const { id, ids: before } = last.current
      last.current = null
      if (ids.includes(id) || document.activeElement !== document.body) return
      const next = before.slice(before.indexOf(id)).find(one => ids.includes(one)) ?? ids.at(-1)
      const row = (which: string) =>
        scroller.current?.querySelector<HTMLElement>(`[data-conversation${which}]`)
      ;(row(`="${next}"`) ?? row('[tabindex="0"]'))?.focus()
    }
  }, [asked, ids, scroller])

  return (
    <>
      {asked && conversation && (
        <MenuAt
          key={asked.id}
          anchor={asked.anchor}
          at={asked.at}
          label={says.options(title ?? '')}
          onClose={close}
        >
          <OwnItems conversation={conversation} onDoing={onDoing}>
            <MenuItem
              icon={<MailQuestionMark aria-hidden="true" />}
              onSelect={() => setDeed({ deed: { what: 'unread' }, id: conversation.id })}
            >
              {whatIsUnread}
            </MenuItem>
          </OwnItems>
          <PersonItems
            userId={conversation.counterpart_id}
            ask={deed => setDeed({ deed, id: conversation.id })}
            onDoing={onDoing}
            after
          />
        </MenuAt>
      )}
      {deed && concerned && (
        <AskedDialog asked={deed.deed} conversation={concerned} onClose={() => setDeed(null)} />
      )}
      {problem}
    </>
  )
}
