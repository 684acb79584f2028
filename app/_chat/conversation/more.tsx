'use client'
// Beyond the outermost message that is loaded: that more is coming, that it did not come, or that there is no more.
import type { Extent } from '@/lib/client/chat'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { Skeleton } from '../../_ui/skeleton'
import { words } from '../words-conversation'
import styles from './log.module.css'

/** Always as high as `roomBeyond`, so that what it says moves nothing. */
export const More = ({
  extent: { hasMore, more },
  isBelow = false,
  isHidden = false,
  onRetry,
}: {
  extent: Extent
  isBelow?: boolean
  /** What was before is not the viewer's to see. */
  isHidden?: boolean
  onRetry: () => void
}) => {
  const { loadFailed, tryAgain, loadingOlder, loadingNewer, start, hidden } = useWords(words)
  return (
    <div className={classNames(styles.more, isBelow && styles.below)}>
      {more === 'failed' ? (
        <span role="alert">
          {loadFailed}{' '}
          <button type="button" className={styles.again} onClick={onRetry}>
            {tryAgain}
          </button>
        </span>
      ) : hasMore ? (
        <>
          <span className="visually-hidden">
            {more === 'loading' && (isBelow ? loadingNewer : loadingOlder)}
          </span>
          <Skeleton className={styles.coming} />
        </>
      ) : (
        <span>{isHidden ? hidden : start}</span>
      )}
    </div>
  )
}
