// What a conversation is called, to this viewer: the other one's name, the group's, or its people's.
import { useUser, useViewer } from '@/lib/client/use-people'
import type { Conversation } from '@/lib/contract/conversation'
import type { User } from '@/lib/contract/user'
import { useWords } from '../_ui/locale'
import { words } from './words-row'

/** The people on its avatar: the counterpart of a dm, two of the others in a group. Those whom nobody has loaded are left out. */
export const useFaces = (conversation: Conversation | undefined): User[] => {
  const viewer = useViewer()
  const [first = '', second = '', third = ''] = conversation?.preview_member_ids ?? []
  return facesOf(conversation, [useUser(first), useUser(second), useUser(third)], viewer.id)
}

/** `known`: its preview members, in their order. */
export const facesOf = (
  conversation: Conversation | undefined,
  known: readonly (User | undefined)[],
  viewerId: string,
): User[] => {
  const users = known.filter(user => user !== undefined)
  const others = users.filter(({ id }) => id !== viewerId)
  if (conversation?.type === 'dm') return others.slice(0, 1)
  return (others.length ? others : users).slice(0, 2)
}

/** Undefined while the conversation is not known. */
export const useTitle = (conversation: Conversation | undefined): string | undefined => {
  const faces = useFaces(conversation)
  const says = useWords(words)
  return conversation && titleOf(conversation, faces, says)
}

/** `faces` as on its avatar. */
export const titleOf = (
  conversation: Pick<Conversation, 'type' | 'name' | 'member_count'> & { membership: unknown },
  faces: readonly User[],
  { group, somebody, alone }: Pick<(typeof words)['en'], 'group' | 'somebody' | 'alone'>,
): string => {
  if (conversation.type === 'dm') return faces[0]?.name ?? somebody
  if (conversation.name) return conversation.name
  if (conversation.member_count === 1 && conversation.membership) return alone
  const names = faces.map(({ name }) => name.split(' ')[0])
  const rest = conversation.member_count - names.length - (conversation.membership ? 1 : 0)
  return names.length ? `${names.join(', ')}${rest > 0 ? ` +${rest}` : ''}` : group
}
