// How far a conversation is read by who says that they have read it.
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'

/**
 * Up to the newest message; what else has happened since need not be read, and each Escape would tell it anew. Where more was
 * read already, or nothing was said yet, up to there: that takes away the mark that it is unread.
 */
export const readUpTo = (
  { membership }: Pick<Conversation, 'membership'>,
  newest: Pick<Message, 'seq'> | undefined,
): number => Math.max(newest?.seq ?? 0, membership?.last_read_seq ?? 0)
