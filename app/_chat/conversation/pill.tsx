'use client'
// The way back to the newest message, and how many have come meanwhile.
import { ArrowDown } from 'lucide-react'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './log.module.css'

/** Not read out: the announcer has said what has come. */
export const Pill = ({ count, isFar, onPress }: { count: number; isFar: boolean; onPress: () => void }) => {
  const { arrived, arrivedShort, toNewest } = useWords(words)
  return (
    <div className={styles.pillFrame}>
      {(count > 0 || isFar) && (
        <button
          type="button"
          className={classNames(styles.pill, count === 0 && styles.bare)}
          aria-label={count === 0 ? toNewest : undefined}
          title={count === 0 ? toNewest : undefined}
          onClick={onPress}
        >
          <ArrowDown aria-hidden="true" />
          {count > 0 && (
            <>
              <span className={styles.long}>{arrived(count)}</span>
              <span className={styles.short}>{arrivedShort(count)}</span>
            </>
          )}
        </button>
      )}
    </div>
  )
}
