'use client'
// What was answered to a message with one emoji: a chip for each, and the way to add another.
import { memo, useState } from 'react'
import { useReact } from '@/lib/client/use-messages'
import { useNames } from '@/lib/client/use-people'
import type { Message, ReactionCount } from '@/lib/contract/message'
import { classNames } from '../../_ui/class-names'
import { useLocale, useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { AddReaction } from './add-reaction'
import styles from './reactions.module.css'

/** Under the bubble of a settled message. `isMine`: of a message of the viewer's, which stands at the right. */
export const ReactionBar = memo(({ message, isMine }: { message: Message; isMine?: boolean }) => {
  const { reactions, notReacted } = useWords(words)
  const react = useReact(message.id)
  const [isRefused, setRefused] = useState(false)
  const onReact = async (emoji: string, isReacted: boolean) => {
    setRefused(false)
    setRefused(!(await react(emoji, isReacted)).ok)
  }
  const { length } = message.reactions
  const add = (
    <AddReaction
      reacted={message.reacted}
      onReact={onReact}
      className={classNames(styles.add, length > 0 ? styles.last : isMine ? styles.before : styles.after)}
    />
  )
  return (
    <>
      {length > 0 ? (
        <ul className={classNames(styles.bar, isMine && styles.mine)} aria-label={reactions}>
          {message.reactions.map(one => (
            <li key={one.emoji}>
              <Chip reaction={one} isMine={message.reacted.includes(one.emoji)} onReact={onReact} />
            </li>
          ))}
          <li>{add}</li>
        </ul>
      ) : (
        add
      )}
      {isRefused && (
        <p className={styles.refused} role="alert">
          {notReacted}
        </p>
      )}
    </>
  )
})
ReactionBar.displayName = 'ReactionBar'

const Chip = ({
  reaction: { emoji, count, user_ids },
  isMine,
  onReact,
}: {
  reaction: ReactionCount
  isMine: boolean
  onReact: (emoji: string, isReacted: boolean) => void
}) => {
  const { reaction, others } = useWords(words)
  const locale = useLocale()
  const names = useNames(user_ids)
  const rest = count - names.length
  const who = new Intl.ListFormat(locale).format(rest > 0 ? [...names, others(rest)] : names)
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={isMine}
      aria-label={reaction(emoji, count, isMine)}
      title={who}
      onClick={() => onReact(emoji, !isMine)}
    >
      <span className={styles.emoji}>{emoji}</span>
      {count}
    </button>
  )
}
