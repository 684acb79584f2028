'use client'
// What the server would let the viewer do in a conversation, by the rules of db/functions/permissions.sql, so that no button
// leads to a refusal. Who decides is the server all the same.
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { useMembers } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { Member, Role } from '@/lib/contract/member'

export const useMay = ({ id, type, membership, member_count }: Conversation) => {
  const { viewer, queryClient } = useChat()
  const { ids, hasMore } = useMembers(id)
  const role = type === 'group' ? membership?.role : undefined
  const administers = role === 'owner' || role === 'admin'
  const isOtherOwner = (userId: string) =>
    userId !== viewer.id && queryClient.getQueryData<Member>(keys.member(id, userId))?.role === 'owner'
  const hasOtherOwner = ids?.some(isOtherOwner) === true
  return {
    administer: administers,
    leave: role !== undefined,
    /** Then leaving takes a successor. Told only when everybody is known: otherwise the server says it when asked. */
    onlyOwner: role === 'owner' && member_count > 1 && ids !== undefined && !hasMore && !hasOtherOwner,
    remove: (member: Member) =>
      administers && member.user_id !== viewer.id && (member.role !== 'owner' || role === 'owner'),
    /** The roles that a member may be given, apart from the one they have. */
    roles: (member: Member): Role[] => {
      if (!administers) return []
      if (member.user_id === viewer.id) return role === 'admin' ? ['member'] : hasOtherOwner ? ['admin'] : []
      if (role === 'admin') return member.role === 'member' ? ['admin'] : []
      return higherAndLower[member.role]
    },
  }
}

/** What an owner may make of somebody: one step at a time, but to the top at once. */
const higherAndLower: Record<Role, Role[]> = {
  member: ['admin', 'owner'],
  admin: ['owner', 'member'],
  owner: ['admin'],
}
