// One conversation: its detail, and keeping it loaded while a page shows it.
import { useEffect, useState } from 'react'
import type { Conversation } from '../contract/conversation'
import type { Message } from '../contract/message'
import { kept } from './cache/same'
import type { Receipts } from './chat'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'
import { useLoad } from './use-load'

/** The detail, or undefined while nobody has loaded it. */
export const useConversation = (id: string) => useCached<Conversation>(keys.conversation(id))

/**
 * The detail without how far the viewer's own devices have got, for rows that show nothing of that: so a message that comes
 * renders its row once, and not again when this browser has said that it came.
 */
export const useConversationRow = (id: string) => {
  const [select] = useState(createRow)
  return useCached<Conversation, Conversation>(keys.conversation(id), select)
}

const createRow = () => {
  let row: Conversation | undefined
  return (detail: Conversation): Conversation => {
    const { membership } = detail
    const next = membership
      ? { ...detail, membership: { ...membership, last_delivered_seq: membership.last_read_seq } }
      : detail
    row = kept(row, next)
    return row
  }
}

/** For the page that shows it: loads the conversation, its newest messages and its members, and keeps them. */
export const useOpenConversation = (id: string) => {
  const chat = useChat()
  useEffect(() => chat.open(id), [chat, id])
  return useLoad(`conversation:${id}`)
}

/** Whether all others have got, or read, up to a seq. Renders again only when the answer changes. */
export const useReceipt = (conversationId: string, seq: number) =>
  useCached<Receipts, 'sent' | 'delivered' | 'read'>(keys.receipts(conversationId), ({ delivered, read }) =>
    read >= seq ? 'read' : delivered >= seq ? 'delivered' : 'sent',
  ) ?? 'sent'

/** Whether a message is the last one of its conversation. */
export const useIsNewest = ({ id, conversation_id }: Pick<Message, 'id' | 'conversation_id'>) =>
  useCached<Conversation, boolean>(
    keys.conversation(conversation_id),
    ({ last_message_id }) => last_message_id === id,
  )
