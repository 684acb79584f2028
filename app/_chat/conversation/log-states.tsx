'use client'
// What stands in the place of a log that is not there: coming, not come, empty, or not the viewer's any more.
import { CloudOff, UserX } from 'lucide-react'
import { BubblesArt } from '../../_ui/bubbles-art'
import { Button } from '../../_ui/button'
import { classNames } from '../../_ui/class-names'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { Loading, Skeleton } from '../../_ui/skeleton'
import { words } from '../words-conversation'
import styles from './log-states.module.css'

export const Empty = () => {
  const { emptyTitle, empty } = useWords(words)
  return (
    <EmptyState small title={emptyTitle} art={<BubblesArt />}>
      {empty}
    </EmptyState>
  )
}

export const Gone = () => {
  const { gone } = useWords(words)
  return (
    <div className={styles.state} role="status">
      <EmptyState art={<UserX className={styles.icon} aria-hidden="true" />}>{gone}</EmptyState>
    </div>
  )
}

export const LoadFailed = ({ onRetry }: { onRetry: () => void }) => {
  const { loadFailed, tryAgain } = useWords(words)
  return (
    <div className={styles.state} role="alert">
      <EmptyState
        art={<CloudOff className={styles.icon} aria-hidden="true" />}
        actions={
          <Button look="secondary" onClick={onRetry}>
            {tryAgain}
          </Button>
        }
      >
        {loadFailed}
      </EmptyState>
    </div>
  )
}

/** A conversation as it usually looks, from the bottom up. */
export const LogSkeleton = () => {
  const { loading } = useWords(words)
  return (
    <Loading label={loading} className={styles.skeleton}>
      <div className={styles.shapes}>
        <Skeleton className={classNames(styles.mine, styles.one)} />
        <Theirs shape={styles.two} />
        <Theirs shape={styles.three} />
        <Skeleton className={classNames(styles.mine, styles.four)} />
        <Theirs shape={styles.five} />
        <Skeleton className={classNames(styles.mine, styles.one)} />
        <Theirs shape={styles.two} />
      </div>
    </Loading>
  )
}

const Theirs = ({ shape }: { shape: string | undefined }) => (
  <div className={styles.theirs}>
    <Skeleton round className={styles.face} />
    <div className={styles.said}>
      <Skeleton className={styles.name} />
      <Skeleton className={classNames(styles.bubble, shape)} />
    </div>
  </div>
)
