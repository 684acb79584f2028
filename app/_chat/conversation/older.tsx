'use client'
// Above the oldest message: that more is coming, that it did not come, or that there is no more.
import type { Extent } from '@/lib/client/chat'
import { useWords } from '../../_ui/locale'
import { Skeleton } from '../../_ui/skeleton'
import { words } from '../words-conversation'
import styles from './log.module.css'

/** Always as high as `roomAbove`, so that what it says moves nothing. */
export const Older = ({
  hasOlder,
  more,
  onRetry,
}: {
  hasOlder: boolean
  more: Extent['more']
  onRetry: () => void
}) => {
  const { loadFailed, tryAgain, loadingOlder, start } = useWords(words)
  return (
    <div className={styles.older}>
      {more === 'failed' ? (
        <span role="alert">
          {loadFailed}{' '}
          <button type="button" className={styles.again} onClick={onRetry}>
            {tryAgain}
          </button>
        </span>
      ) : hasOlder ? (
        <>
          <span className="visually-hidden">{more === 'loading' && loadingOlder}</span>
          <Skeleton className={styles.oldest} />
        </>
      ) : (
        <span>{start}</span>
      )}
    </div>
  )
}
