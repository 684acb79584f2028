// What the viewer is writing in a conversation and has not sent: kept at once, still there after switching and reload.
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'

export const useDraft = (conversationId: string): [string, (text: string) => void] => {
  const chat = useChat()
  const draft = useCached<string>(keys.draft(conversationId)) ?? ''
  return [draft, text => chat.setDraft(conversationId, text)]
}
