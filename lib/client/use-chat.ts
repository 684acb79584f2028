// The chat of the ChatProvider above.
import { createContext, use } from 'react'
import type { Chat } from './chat'

export const ChatContext = createContext<Chat | null>(null)

/** Errors: where there is no ChatProvider above. */
export const useChat = (): Chat => {
  const chat = use(ChatContext)
  if (!chat) throw new Error('useChat was called outside of a ChatProvider: put one around the page.')
  return chat
}
