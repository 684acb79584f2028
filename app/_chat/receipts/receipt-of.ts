// How far one message has come with one member.
import type { Member } from '@/lib/contract/member'
import type { Message } from '@/lib/contract/message'

export type ReceiptState = 'read' | 'delivered' | 'sent'

/**
 * Null for who was not there when it was said: their marks begin at their own coming, and so beyond it. Both times are
 * taken under the conversation's lock, so whoever was there has come before it, or in the same millisecond.
 */
export const receiptOf = (
  { joined_at, last_read_seq, last_delivered_seq }: Member,
  { created_at, seq }: Pick<Message, 'created_at' | 'seq'>,
): ReceiptState | null => {
  if (Date.parse(joined_at) > Date.parse(created_at)) return null
  return last_read_seq >= seq ? 'read' : last_delivered_seq >= seq ? 'delivered' : 'sent'
}
