// What the reader has not seen yet: where the "New" line stands, and how many messages the pill speaks of.
import type { Message } from '@/lib/contract/message'

export type Said = Pick<Message, 'seq' | 'sender_id' | 'type' | 'deleted_at'>

/** Ids oldest first. What is not settled comes last and has no place in the log yet. */
export type Log = { ids: readonly string[]; read: (id: string) => Said | undefined }

export const isSettled = (id: string) => !id.startsWith('temp-')

/**
 * The id above which the line stands: the first message after `lastRead` that is another's. Null where there is none,
 * undefined where it may lie above what is loaded.
 */
export const dividerAt = (
  log: Log,
  { lastRead, viewerId, hasOlder }: { lastRead: number; viewerId: string; hasOlder: boolean },
): string | null | undefined => {
  const from = firstAfter(log, lastRead)
  if (from === 0 && hasOlder) return undefined
  return log.ids.slice(from).find(id => isAnothers(log.read(id), viewerId)) ?? null
}

/** Messages of others after a seq. Asked at each change, so it looks at no more than those after it. */
export const countAfter = ({ ids, read }: Log, seq: number, viewerId: string): number => {
  let count = 0
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const message = isSettled(ids[at]!) ? read(ids[at]!) : undefined
    if (message && message.seq <= seq) break
    if (isAnothers(message, viewerId)) count += 1
  }
  return count
}

/** The seq of the newest settled message; 0 where there is none. */
export const newestSeq = ({ ids, read }: Log): number => {
  for (let at = ids.length - 1; at >= 0; at -= 1) if (isSettled(ids[at]!)) return read(ids[at]!)?.seq ?? 0
  return 0
}

const isAnothers = (message: Said | undefined, viewerId: string) =>
  message !== undefined &&
  message.sender_id !== viewerId &&
  message.type !== 'system' &&
  message.deleted_at === null

/** The index of the first id after a seq, by binary search: what is settled is in order of seq. */
const firstAfter = ({ ids, read }: Log, seq: number) => {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    const id = ids[middle]!
    if (isSettled(id) && (read(id)?.seq ?? 0) <= seq) low = middle + 1
    else high = middle
  }
  return low
}
