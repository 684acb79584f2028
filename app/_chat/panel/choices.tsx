'use client'
// The conversations about one object, to choose from.
import { useConversation } from '@/lib/client/use-conversation'
import { Badge } from '../../_ui/badge'
import { MenuItem, MenuList } from '../../_ui/menu'
import type { Opened } from '../../_ui/menu-button'
import { ConversationAvatar } from '../conversation-avatar'
import { useTitle } from '../conversation-title'
import styles from './panel-header.module.css'

export const Choices = ({
  ids,
  chosen,
  onChoose,
  ...opened
}: Opened & { ids: readonly string[]; chosen: string; onChoose: (id: string) => void }) => (
  <MenuList {...opened}>
    {ids.map(id => (
      <Choice key={id} id={id} checked={id === chosen} onSelect={() => onChoose(id)} />
    ))}
  </MenuList>
)

const Choice = ({ id, checked, onSelect }: { id: string; checked: boolean; onSelect: () => void }) => {
  const conversation = useConversation(id)
  const title = useTitle(conversation)
  if (!conversation) return null
  return (
    <MenuItem
      icon={<ConversationAvatar conversation={conversation} size={32} />}
      checked={checked}
      onSelect={onSelect}
    >
      <span className={styles.choice}>
        <bdi>{title}</bdi>
        <Badge count={checked ? 0 : (conversation.membership?.unread_count ?? 0)} />
      </span>
    </MenuItem>
  )
}
