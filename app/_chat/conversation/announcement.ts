// What a screen reader is told of the messages that have come: who and what, or how many when they come all at once.
import type { Message } from '@/lib/contract/message'
import { type Log, newestSeq } from './unseen'

/** More than this at once is a number. */
export const readOut = 3
/** The beginning of a long one; the rest is in the log. */
const longest = 300

export type News = Pick<Message, 'id' | 'seq' | 'sender_id' | 'edited_at'>
type Read = (id: string) => (News & Pick<Message, 'type' | 'deleted_at'>) | undefined

/** The messages of others after a seq, oldest first, and the seq up to which there is nothing more to tell. */
export const newsAfter = (
  { ids, read }: Omit<Log, 'read'> & { read: Read },
  seq: number,
  viewerId: string,
): { news: News[]; upTo: number } => {
  const upTo = Math.max(seq, newestSeq({ ids, read }))
  const news: News[] = []
  if (upTo === seq) return { news, upTo }
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const message = read(ids[at]!)
    if (!message || ids[at]!.startsWith('temp-')) continue
    if (message.seq <= seq) break
    if (message.sender_id !== viewerId && message.type !== 'system' && message.deleted_at === null)
      news.unshift(message)
  }
  return { news, upTo }
}

/** One message, as it was said then, or how many. It holds none of its words: those may be taken back. */
export type Line = { id: string; edited_at: string | null } | { id: string; count: number }

/** What is to be told of them. */
export const linesOf = (news: readonly News[]): Line[] => {
  const newest = news.at(-1)
  if (newest && news.length > readOut) return [{ id: newest.id, count: news.length }]
  return news.map(({ id, edited_at }) => ({ id, edited_at }))
}

export const shortened = (text: string) => {
  const signs = [...text]
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : text
}
