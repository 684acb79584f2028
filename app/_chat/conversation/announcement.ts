// What a screen reader is told of the messages that have come: who and what, or how many when they come all at once.
import type { Message } from '@/lib/contract/message'
import { type Log, newestSeq } from './unseen'

/** More than this at once is a number. */
export const readOut = 3
/** The beginning of a long one; the rest is in the log. */
const longest = 300

export type News = Pick<Message, 'id' | 'seq' | 'sender_id' | 'content'>
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

export type Line = { key: string; text: string }

/** What is said of them. */
export const linesOf = (
  news: readonly News[],
  nameOf: (userId: string) => string,
  { arrived, unreadable }: { arrived: (count: number) => string; unreadable: string },
): Line[] => {
  const newest = news.at(-1)
  if (newest && news.length > readOut) return [{ key: newest.id, text: arrived(news.length) }]
  return news.map(({ id, sender_id, content }) => ({
    key: id,
    text: `${nameOf(sender_id)}: ${shortened(content || unreadable)}`,
  }))
}

export const shortened = (text: string) => {
  const signs = [...text]
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : text
}
