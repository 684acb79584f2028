'use client'
// What a message answers, above its own words: by whom, and one line of it. A press goes there.
import { useChat } from '@/lib/client/use-chat'
import { useBlocked, useUser } from '@/lib/client/use-people'
import type { Message } from '@/lib/contract/message'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { oneLine } from './composing'
import styles from './message.module.css'
import { useQuoted } from './use-quoted'

export const Quote = ({ id }: { id: string }) => {
  const quoted = useQuoted(id)
  const { name, line } = useQuoteWords(quoted)
  const { goToQuoted } = useWords(words)
  return (
    <button type="button" className={styles.quote} data-quote={id} title={goToQuoted}>
      <bdi className={styles.quoteName}>{name}</bdi>
      <bdi className={quoted?.deleted_at === null ? 'truncate' : styles.quoteGone}>{line}</bdi>
    </button>
  )
}

/** Who said it, and one line of what. */
export const useQuoteWords = (quoted: Message | null | undefined) => {
  const { viewer } = useChat()
  const { you, somebody, deleted, notThere, blockedSaid } = useWords(words)
  const isBlocked = useBlocked(quoted?.sender_id ?? '')
  const author = useUser(quoted?.sender_id ?? '')
  if (!quoted) return { name: '', line: quoted === null ? notThere : ' ' }
  return {
    name: quoted.sender_id === viewer.id ? you : (author?.name ?? somebody),
    line: quoted.deleted_at ? deleted : isBlocked ? blockedSaid : oneLine(quoted.content),
  }
}
