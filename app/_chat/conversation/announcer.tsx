'use client'
// Says once what comes into an open conversation. The log itself is silent: rows come into the page and go from it as it
// is scrolled, and ticks change in them.
import { useEffect, useState } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { useMessage } from '@/lib/client/use-messages'
import { useBlocked, useUser } from '@/lib/client/use-people'
import { useWords } from '../../_ui/locale'
import { words as after } from '../words-actions'
import { words } from '../words-conversation'
import { type Line, linesOf, newsAfter, readOut, shortened } from './announcement'
import { useReader } from './use-reader'

/** `from`: the newest seq that was there when the conversation was opened. */
export const Announcer = ({ ids, from }: { ids: readonly string[]; from: number }) => {
  const read = useReader()
  const { viewer, queryClient } = useChat()
  const { arrived } = useWords(after)
  const [told, setTold] = useState({ upTo: from, lines: [] as Line[] })
  useEffect(() => {
    const { news, upTo } = newsAfter({ ids, read }, told.upTo, viewer.id)
    if (upTo === told.upTo) return
    // What is folded away is not read out either.
    const lines = linesOf(news.filter(({ sender_id }) => !queryClient.getQueryData(keys.block(sender_id))))
    // What was said before stays a while, or it might go before it is read out.
    setTold({ upTo, lines: lines.length ? [...told.lines, ...lines].slice(-2 * readOut) : told.lines })
  }, [ids, read, told, viewer.id, queryClient])
  return (
    <div className="visually-hidden" aria-live="polite" aria-relevant="additions">
      {told.lines.map(line =>
        'count' in line ? <p key={line.id}>{arrived(line.count)}</p> : <Said key={line.id} {...line} />,
      )}
    </div>
  )
}

/** Who and what, as long as it stands as it was told: deleted, edited or of somebody blocked since, it goes from here, too. */
const Said = ({ id, edited_at }: { id: string; edited_at: string | null }) => {
  const { somebody, unreadable } = useWords(words)
  const message = useMessage(id)
  const author = useUser(message?.sender_id ?? '')
  const isBlocked = useBlocked(message?.sender_id ?? '')
  if (!message || message.deleted_at || message.edited_at !== edited_at || isBlocked) return null
  return (
    <p>
      {author?.name ?? somebody}: {shortened(message.content || unreadable)}
    </p>
  )
}
