'use client'
// What one does about a person, as the entries of a menu.
import { Ban, CircleCheck, Flag } from 'lucide-react'
import type { Done } from '@/lib/client/chat'
import { createSafety } from '@/lib/client/safety'
import { useChat } from '@/lib/client/use-chat'
import { useBlocked } from '@/lib/client/use-people'
import { useWords } from '../../_ui/locale'
import { MenuItem, MenuRule } from '../../_ui/menu'
import type { Asked } from '../details/asked'
import { words } from '../words-safety'

/** Of oneself, or of nobody, there is nothing. `onDoing` is given what becomes of what is done at once. `after`: other entries stand above. */
export const PersonItems = ({
  userId,
  ask,
  onDoing,
  after,
}: {
  userId: string | null
  ask: (asked: Asked) => void
  onDoing: (doing: Promise<Done>) => void
  after?: boolean
}) => {
  const chat = useChat()
  const says = useWords(words)
  const isBlocked = useBlocked(userId ?? '')
  if (!userId || userId === chat.viewer.id) return null
  return (
    <>
      {after && <MenuRule />}
      <MenuItem icon={<Flag aria-hidden="true" />} onSelect={() => ask({ what: 'flag', userId })}>
        {says.report}
      </MenuItem>
      {isBlocked ? (
        <MenuItem
          icon={<CircleCheck aria-hidden="true" />}
          onSelect={() => onDoing(chat.part(createSafety).block(userId, false))}
        >
          {says.unblock}
        </MenuItem>
      ) : (
        <MenuItem icon={<Ban aria-hidden="true" />} danger onSelect={() => ask({ what: 'block', userId })}>
          {says.block}
        </MenuItem>
      )}
    </>
  )
}
