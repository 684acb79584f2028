// What was said: the ids of a conversation's messages, one message by its id, and how an own one stands.
import type { Message } from '../contract/message'
import type { Edit } from './cache/state'
import type { Extent, Passage, Sending } from './chat'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'

/** What of a conversation's history is shown instead of its end. Undefined where it is the end. */
export const usePassage = (conversationId: string) => useCached<Passage>(keys.passage(conversationId))

/** How one side of a list stands. */
export const useExtent = (...of: Parameters<typeof keys.extent>): Extent =>
  useCached<Extent>(keys.extent(...of)) ?? { hasMore: false, more: 'idle' }

/**
 * Ids oldest first, up to the newest; what is not settled comes last under `temp-<client_message_id>`. Undefined while
 * nothing is loaded.
 */
export const useConversationMessages = (conversationId: string) => {
  const chat = useChat()
  const extent = useCached<Extent>(keys.extent('messages', conversationId))
  return {
    ids: useCached<readonly string[]>(keys.messageIds(conversationId)),
    hasOlder: extent?.hasMore ?? false,
    older: extent?.more ?? 'idle',
    loadOlder: () => chat.loadOlder(conversationId),
  }
}

export const useMessage = (id: string) => useCached<Message>(keys.message(id))

/** How an own message stands; undefined once it is settled, and for everybody else's. */
export const useSending = (clientMessageId: string) => useCached<Sending>(keys.sending(clientMessageId))

/** What the viewer has made of a message and the log has not told yet. */
export const useEditing = (id: string) => useCached<Edit>(keys.editing(id))

/** Sends to a conversation: in the list at once, at the server in order. */
export const useSendMessage = (conversationId: string) => {
  const chat = useChat()
  return (content: string, replyToId?: string | null) => chat.send(conversationId, content, replyToId)
}

/** Reacts to a message, or takes it back; at once in the cache. Resolves with what the server makes of it. */
export const useReact = (messageId: string) => {
  const chat = useChat()
  return (emoji: string, isReacted: boolean) => chat.react(messageId, emoji, isReacted)
}

/** Reads up to a seq; what was read before, or is read already, costs nothing. */
export const useMarkRead = (conversationId: string) => {
  const chat = useChat()
  return (seq: number) => chat.markRead(conversationId, seq)
}
