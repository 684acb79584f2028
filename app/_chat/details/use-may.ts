'use client'
// What the server would let the viewer do in a conversation, by the rules of db/functions/permissions.sql, so that no button
// leads to a refusal. Who decides is the server all the same.
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { useMembers } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { Member } from '@/lib/contract/member'

export const useMay = ({ id, type, membership, member_count }: Conversation) => {
  const { viewer, queryClient } = useChat()
  const { ids, hasMore } = useMembers(id)
  const role = type === 'group' ? membership?.role : undefined
  const administers = role === 'owner' || role === 'admin'
  const isOtherOwner = (userId: string) =>
    userId !== viewer.id && queryClient.getQueryData<Member>(keys.member(id, userId))?.role === 'owner'
  // Told only when everybody is known: otherwise the server says it when asked.
  const onlyOwner =
    role === 'owner' && member_count > 1 && ids !== undefined && !hasMore && !ids.some(isOtherOwner)
  return {
    add: administers,
    leave: role !== undefined && !onlyOwner,
    onlyOwner,
    remove: (member: Member) =>
      administers && member.user_id !== viewer.id && (member.role !== 'owner' || role === 'owner'),
  }
}
