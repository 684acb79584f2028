'use client'
// What was answered to a message with one emoji: a chip for each, and the way to add another.
import { type KeyboardEvent, memo, useState } from 'react'
import { useIsNewest } from '@/lib/client/use-conversation'
import { useReact } from '@/lib/client/use-messages'
import { useNames } from '@/lib/client/use-people'
import type { Message, ReactionCount } from '@/lib/contract/message'
import { classNames } from '../../_ui/class-names'
import { useLocale, useWords } from '../../_ui/locale'
import { useMayWrite } from '../conversation/may-write'
import { words } from '../words-conversation'
import { AddReaction } from './add-reaction'
import styles from './reactions.module.css'

/** Under the bubble of a settled message. `isMine`: of a message of the viewer's, which stands at the right. */
export const ReactionBar = memo(({ message, isMine }: { message: Message; isMine?: boolean }) => {
  const { notReacted } = useWords(words)
  const react = useReact(message.id)
  const [isRefused, setRefused] = useState(false)
  const onReact = async (emoji: string, isReacted: boolean) => {
    setRefused(false)
    setRefused(!(await react(emoji, isReacted)).ok)
  }
  const isNewest = useIsNewest(message)
  const mayReact = useMayWrite()
  const isEmpty = message.reactions.length === 0
  return (
    <>
      {/* One place for the button whether or not a chip stands beside it: the first one must not take the focus away. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the buttons in it. */}
      <div className={isEmpty ? styles.bare : classNames(styles.bar, isMine && styles.mine)} onKeyDown={rove}>
        {message.reactions.map(one => (
          <Chip
            key={one.emoji}
            reaction={one}
            isMine={message.reacted.includes(one.emoji)}
            onReact={mayReact ? onReact : undefined}
          />
        ))}
        {mayReact && (
          <AddReaction
            key="add"
            isStop={isNewest}
            reacted={message.reacted}
            onReact={onReact}
            className={classNames(styles.add, isEmpty && (isMine ? styles.before : styles.after))}
          />
        )}
      </div>
      {isRefused && (
        <p className={styles.refused} role="alert">
          {notReacted}
        </p>
      )}
    </>
  )
})
ReactionBar.displayName = 'ReactionBar'

const steps: Record<string, -1 | 1> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

/** Tab comes by the newest message alone; from there arrows lead to what can be pressed under all others. */
const rove = (event: KeyboardEvent<HTMLElement>) => {
  const step = steps[event.key]
  const all = [...event.currentTarget.closest('[role="log"]')!.querySelectorAll<HTMLElement>('[data-reacts]')]
  const next = step && all[all.indexOf(document.activeElement as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

const Chip = ({
  reaction: { emoji, count, user_ids },
  isMine,
  onReact,
}: {
  reaction: ReactionCount
  isMine: boolean
  /** Left out where it only shows. */
  onReact?: (emoji: string, isReacted: boolean) => void
}) => {
  const { reaction, others } = useWords(words)
  const locale = useLocale()
  const names = useNames(user_ids)
  const rest = count - names.length
  const who = new Intl.ListFormat(locale).format(rest > 0 ? [...names, others(rest)] : names)
  return (
    <button
      type="button"
      data-reacts
      data-emoji={emoji}
      tabIndex={-1}
      className={styles.chip}
      aria-pressed={isMine}
      aria-disabled={!onReact || undefined}
      aria-label={reaction(emoji, count, isMine)}
      title={who}
      onClick={({ currentTarget }) => {
        if (!onReact) return
        // With the last of an emoji its chip goes, and the focus not with it.
        if (isMine && count === 1 && currentTarget === document.activeElement)
          currentTarget.parentElement!.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
        onReact(emoji, !isMine)
      }}
    >
      <span className={styles.emoji}>{emoji}</span>
      {count}
    </button>
  )
}
