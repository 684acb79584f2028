'use client'
// A row of which nothing is known yet, in its final size.
import { Skeleton } from '../../_ui/skeleton'
import styles from './row-skeleton.module.css'

export const RowSkeleton = () => (
  <span className={styles.row} aria-hidden="true">
    <Skeleton round className={styles.face} />
    <span className={styles.lines}>
      <Skeleton className={styles.title} />
      <Skeleton className={styles.chip} />
      <Skeleton className={styles.preview} />
    </span>
  </span>
)
