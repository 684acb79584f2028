'use client'
// The conversations that the list has, each with what it is called.
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { useInbox } from '@/lib/client/use-inbox'
import type { Conversation } from '@/lib/contract/conversation'
import type { User } from '@/lib/contract/user'
import { useWords } from '../../_ui/locale'
import { facesOf, titleOf } from '../conversation-title'
import { words } from '../words-row'

export type Known = { id: string; name: string; conversation: Conversation }

/** In the list's order. As they are at each render: one row for each would be a subscription for each. */
export const useKnown = (): Known[] => {
  const { queryClient, viewer } = useChat()
  const { ids = [] } = useInbox()
  const says = useWords(words)
  return ids.flatMap(id => {
    const conversation = queryClient.getQueryData<Conversation>(keys.conversation(id))
    if (!conversation) return []
    const people = conversation.preview_member_ids.map(one => queryClient.getQueryData<User>(keys.user(one)))
    return [{ id, name: titleOf(conversation, facesOf(conversation, people, viewer.id), says), conversation }]
  })
}
