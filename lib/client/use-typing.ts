// Who is writing in a conversation, and saying that one is.
import { useEffect } from 'react'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'

const nobody: readonly string[] = []

/** User ids, the longest at it first; never the viewer's own. */
export const useTyping = (conversationId: string): readonly string[] =>
  useCached<readonly string[]>(keys.typing(conversationId)) ?? nobody

/** For the field one writes in: to be called with its text at each change. It is over when the field goes. */
export const useTypist = (conversationId: string) => {
  const chat = useChat()
  useEffect(() => () => chat.typing(conversationId, false), [chat, conversationId])
  return (text: string) => chat.typing(conversationId, text.trim() !== '')
}
