'use client'
// The face of a conversation: the other one's, or two of the group's.
import type { Conversation } from '@/lib/contract/conversation'
import { Avatar, type AvatarSize, GroupAvatar } from '../_ui/avatar'
import { useFaces } from './conversation-title'

export const ConversationAvatar = ({
  conversation,
  size,
}: {
  conversation: Conversation
  size: Exclude<AvatarSize, 24>
}) => {
  const faces = useFaces(conversation)
  const [counterpart] = faces
  if (conversation.type === 'dm' && counterpart) return <Avatar user={counterpart} size={size} />
  return <GroupAvatar members={faces} icon={conversation.icon} size={size} />
}
