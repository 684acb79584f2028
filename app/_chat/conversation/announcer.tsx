'use client'
// Says once what comes into an open conversation. The log itself is silent: rows come into the page and go from it as it
// is scrolled, and ticks change in them.
import { useEffect, useState } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import type { User } from '@/lib/contract/user'
import { useWords } from '../../_ui/locale'
import { words as after } from '../words-actions'
import { words } from '../words-conversation'
import { type Line, linesOf, newsAfter, readOut } from './announcement'
import { useReader } from './use-reader'

/** `from`: the newest seq that was there when the conversation was opened. */
export const Announcer = ({ ids, from }: { ids: readonly string[]; from: number }) => {
  const read = useReader()
  const { viewer, queryClient } = useChat()
  const says = useWords(words)
  const { arrived } = useWords(after)
  const [told, setTold] = useState({ upTo: from, lines: [] as Line[] })
  useEffect(() => {
    const { news, upTo } = newsAfter({ ids, read }, told.upTo, viewer.id)
    if (upTo === told.upTo) return
    const nameOf = (id: string) => queryClient.getQueryData<User>(keys.user(id))?.name ?? says.somebody
    // What is folded away is not read out either.
    const heard = news.filter(({ sender_id }) => !queryClient.getQueryData(keys.block(sender_id)))
    const lines = linesOf(heard, nameOf, { arrived, unreadable: says.unreadable })
    // What was said before stays a while, or it might go before it is read out.
    setTold({ upTo, lines: lines.length ? [...told.lines, ...lines].slice(-2 * readOut) : told.lines })
  }, [ids, read, told, viewer.id, queryClient, says, arrived])
  return (
    <div className="visually-hidden" aria-live="polite" aria-relevant="additions">
      {told.lines.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  )
}
