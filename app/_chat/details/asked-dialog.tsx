'use client'
// The dialogs of a conversation, each for what was asked.
import dynamic from 'next/dynamic'
import { untilThere } from '@/lib/client/until-there'
import type { Conversation } from '@/lib/contract/conversation'
import { AddPeople } from '../people/add-people'
import { BlockDialog } from '../safety/block-dialog'
import { FlagDialog } from '../safety/flag-dialog'
import type { Asked } from './asked'
import { GroupSettings } from './group-settings'
import { LeaveDialog } from './leave-dialog'
import { RemoveDialog } from './remove-dialog'
import { RoleDialog } from './role-dialog'

// Rarely asked for, and so no part of what every page fetches.
const UnreadDialog = dynamic(
  () => untilThere(() => import('../own/unread-dialog')).then(module => module.UnreadDialog),
  { ssr: false },
)
const InviteDialog = dynamic(
  () => untilThere(() => import('./invite-dialog')).then(module => module.InviteDialog),
  { ssr: false },
)

export const AskedDialog = ({
  asked,
  conversation,
  onClose,
}: {
  asked: Asked
  conversation: Conversation
  onClose: () => void
}) => {
  switch (asked.what) {
    case 'add':
      return <AddPeople conversationId={conversation.id} onClose={onClose} />
    case 'invite':
      return <InviteDialog conversation={conversation} onClose={onClose} />
    case 'leave':
      return <LeaveDialog conversation={conversation} onClose={onClose} />
    case 'settings':
      return <GroupSettings conversation={conversation} onClose={onClose} />
    case 'unread':
      return <UnreadDialog conversation={conversation} onClose={onClose} />
    case 'block':
      return <BlockDialog userId={asked.userId} onClose={onClose} />
    case 'flag':
      return (
        <FlagDialog
          thing={{ user_id: asked.userId, conversation_id: conversation.id }}
          userId={asked.userId}
          onClose={onClose}
        />
      )
    case 'remove':
      return <RemoveDialog member={asked.member} onClose={onClose} />
    case 'role':
      return <RoleDialog member={asked.member} role={asked.role} onClose={onClose} />
  }
}
