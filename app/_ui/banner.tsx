'use client'
// How the connection stands, when it does not stand well. It is always in the page, since only a region that was there
// before is read out when something comes into it.
import { RefreshCw, WifiOff } from 'lucide-react'
import styles from './banner.module.css'
import { classNames } from './class-names'
import { useWords } from './locale'
import { words } from './words'

/** `start`: in a narrow pane the words begin at the edge, as they do on a phone. */
export const Banner = ({ state, start }: { state: 'offline' | 'catching-up' | null; start?: boolean }) => {
  const { offline, catchingUp } = useWords(words)
  return (
    <div role="status">
      {state === 'offline' && (
        <div className={classNames(styles.banner, styles.offline, start && styles.start)}>
          <WifiOff aria-hidden="true" />
          <span>{offline}</span>
        </div>
      )}
      {state === 'catching-up' && (
        <div className={classNames(styles.banner, styles.catchingUp, start && styles.start)}>
          <RefreshCw aria-hidden="true" />
          <span>{catchingUp}</span>
          <span className={styles.progress} aria-hidden="true" />
        </div>
      )}
    </div>
  )
}
