'use client'
// What the viewer may do with one member; where that is nothing, as with themself, there is no menu.
import { Crown, Ellipsis, MessageCircle, ShieldCheck, ShieldOff, UserMinus } from 'lucide-react'
import type { Done } from '@/lib/client/chat'
import { useChat } from '@/lib/client/use-chat'
import type { Member, Role } from '@/lib/contract/member'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { Menu, MenuItem } from '../../_ui/menu'
import { PersonItems } from '../inbox/later'
import { useGo } from '../link'
import { words } from '../words-group'
import type { Asked } from './asked'
import type { useMay } from './use-may'

const icons = { owner: Crown, admin: ShieldCheck, member: ShieldOff } satisfies Record<Role, unknown>

export const MemberMenu = ({
  member,
  name,
  may,
  ask,
  onDoing,
  className,
}: {
  member: Member
  name: string
  may: Pick<ReturnType<typeof useMay>, 'roles' | 'remove'>
  ask: (asked: Asked) => void
  onDoing: (doing: Promise<Done>) => void
  className?: string
}) => {
  const { viewer, openDm } = useChat()
  const go = useGo()
  const says = useWords(words)
  const roles = may.roles(member)
  const mayRemove = may.remove(member)
  const isSelf = member.user_id === viewer.id
  // Of oneself there is nothing else.
  if (roles.length === 0 && isSelf) return null
  const write = async (): Promise<Done> => {
    const done = await openDm(member.user_id)
    if (!done.ok) return done
    go(`/inbox/${done.value}`)
    return { ok: true, value: null }
  }
  return (
    <Menu
      button={props => (
        <IconButton label={says.options(name)} className={className} {...props}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      )}
    >
      {!isSelf && (
        <MenuItem icon={<MessageCircle aria-hidden="true" />} onSelect={() => onDoing(write())}>
          {says.write}
        </MenuItem>
      )}
      {roles.map(role => {
        const Icon = icons[role]
        return (
          <MenuItem
            key={role}
            icon={<Icon aria-hidden="true" />}
            onSelect={() => ask({ what: 'role', member, role })}
          >
            {isSelf ? says.giveUp : says.make[role]}
          </MenuItem>
        )
      })}
      {mayRemove && (
        <MenuItem
          icon={<UserMinus aria-hidden="true" />}
          danger
          onSelect={() => ask({ what: 'remove', member })}
        >
          {says.remove}
        </MenuItem>
      )}
      <PersonItems userId={member.user_id} ask={ask} onDoing={onDoing} after />
    </Menu>
  )
}
