// People: the viewer, anybody by id, and the members of a conversation.
import type { Member } from '../contract/member'
import type { User } from '../contract/user'
import type { Extent } from './chat'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'

export const useUser = (id: string) => useCached<User>(keys.user(id))

/** The names of several, as far as they are known, as they are when whoever asks is rendered. */
export const useNames = (ids: readonly string[]): string[] => {
  const { queryClient } = useChat()
  return ids.flatMap(id => queryClient.getQueryData<User>(keys.user(id))?.name ?? [])
}

export const useViewer = (): User => {
  const { viewer } = useChat()
  return useUser(viewer.id) ?? viewer
}

/** Whether the viewer blocks somebody; '' is nobody. */
export const useBlocked = (userId: string): boolean => Boolean(useCached<string | null>(keys.block(userId)))

/** Whom the viewer blocks, the last one first. */
export const useBlockedIds = () => useCached<readonly string[]>(keys.blocked()) ?? nobody
const nobody: readonly string[] = []

/** User ids in the order in which they joined; undefined while nothing is loaded. */
export const useMembers = (conversationId: string) => {
  const chat = useChat()
  const extent = useCached<Extent>(keys.extent('members', conversationId))
  return {
    ids: useCached<readonly string[]>(keys.memberIds(conversationId)),
    hasMore: extent?.hasMore ?? false,
    more: extent?.more ?? 'idle',
    loadMore: () => chat.loadMoreMembers(conversationId),
  }
}

export const useMember = (conversationId: string, userId: string) =>
  useCached<Member>(keys.member(conversationId, userId))
