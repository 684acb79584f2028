'use client'
// The shape of what is about to be here.
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { useWords } from './locale'
import styles from './skeleton.module.css'
import { words } from './words'

/** One block of it. Its size comes from a class of whoever knows the final geometry. */
export const Skeleton = ({ round, className }: { round?: boolean; className?: string }) => (
  <span className={classNames(styles.skeleton, round && styles.round, className)} />
)

/** Around a whole one: appears after 150 ms, and is one word to those who cannot see it. */
export const Loading = ({
  label,
  children,
  className,
}: {
  label?: string
  children: ReactNode
  className?: string
}) => {
  const { loading } = useWords(words)
  return (
    <div className={classNames(styles.late, className)}>
      <span role="status" className="visually-hidden">
        {label ?? loading}
      </span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}
