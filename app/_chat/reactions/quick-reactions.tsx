'use client'
// At the top of a message's menu under a finger, which has no room beside each message for a button of its own.
import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import { useWords } from '../../_ui/locale'
import { MenuPick, MenuRow } from '../../_ui/menu-row'
import { words } from '../words-reactions'
import { picker } from './add-reaction'
import { common } from './common'

type Props = {
  reacted: readonly string[]
  onReact: (emoji: string, isReacted: boolean) => void
  /** All there are. */
  onMore: () => void
}

export const QuickReactions = ({ reacted, onReact, onMore }: Props) => {
  const { react, more } = useWords(words)
  useEffect(() => void picker(), [])
  return (
    <MenuRow label={react}>
      {common.map(emoji => {
        const isOn = reacted.includes(emoji)
        return (
          <MenuPick key={emoji} checked={isOn} onSelect={() => onReact(emoji, !isOn)}>
            {emoji}
          </MenuPick>
        )
      })}
      <MenuPick label={more} onSelect={onMore}>
        <Plus aria-hidden="true" />
      </MenuPick>
    </MenuRow>
  )
}
