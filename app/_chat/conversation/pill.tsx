'use client'
// The way back to the newest message, and how many are unread down there.
import { ArrowDown } from 'lucide-react'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-actions'
import styles from './log.module.css'

type Props = {
  count: number
  isFar: boolean
  /** What is shown is another part of the history. */
  isAway: boolean
  onPress: () => void
}

/** Not read out: the announcer has said what has come. */
export const Pill = ({ count, isFar, isAway, onPress }: Props) => {
  const { arrived, arrivedShort, toNewest, backToNewest, newestShort } = useWords(words)
  if (count === 0 && !isFar && !isAway) return null
  const isBare = count === 0 && !isAway
  return (
    <button
      type="button"
      className={classNames(styles.pill, isBare && styles.bare)}
      aria-label={isBare ? toNewest : undefined}
      title={isBare ? toNewest : undefined}
      onClick={onPress}
    >
      <ArrowDown aria-hidden="true" />
      {!isBare && (
        <>
          <span className={styles.long}>{count ? arrived(count) : backToNewest}</span>
          <span className={styles.short}>{count ? arrivedShort(count) : newestShort}</span>
        </>
      )}
    </button>
  )
}
