'use client'
// Reacting by a message's menu, where nothing stands beside it: all emojis there are, and what was refused.
import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useChat } from '@/lib/client/use-chat'
import { useWords } from '../../_ui/locale'
import { ReactionPicker } from '../reactions/add-reaction'
import styles from '../reactions/reactions.module.css'
import { remember } from '../reactions/recent'
import { words } from '../words-conversation'
import type { Target } from './use-target'

export type ReactTo = (to: Target, emoji: string, isReacted: boolean) => void

/** `shown` goes beside the menu, which is gone by then. */
export const useMenuReactions = () => {
  const chat = useChat()
  const [asking, setAsking] = useState<Target | null>(null)
  const [refused, setRefused] = useState<Target | null>(null)
  const react: ReactTo = async (to, emoji, isReacted) => {
    if (isReacted) remember(chat.viewer.id, emoji)
    setRefused(null)
    if (!(await chat.react(to.id, emoji, isReacted)).ok) setRefused(to)
  }
  const shown = (
    <>
      {asking && <All target={asking} onReact={react} onClose={() => setAsking(null)} />}
      {/* Under its bubble, as beside the button where there is one. */}
      {refused && createPortal(<Refused />, refused.bubble.parentElement!)}
    </>
  )
  return { react, reactWithAny: setAsking, shown }
}

const All = ({ target, onReact, onClose }: { target: Target; onReact: ReactTo; onClose: () => void }) => (
  <ReactionPicker
    button={useMemo(() => ({ current: target.bubble }), [target])}
    whole
    reacted={none}
    onReact={(emoji, isReacted) => onReact(target, emoji, isReacted)}
    onClose={onClose}
  />
)

const none: readonly string[] = []

const Refused = () => (
  <p role="alert" className={styles.refused}>
    {useWords(words).notReacted}
  </p>
)
