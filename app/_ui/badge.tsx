'use client'
// How many are unread: a number for the eye, words for the ear.
import styles from './badge.module.css'
import { classNames } from './class-names'
import { useWords } from './locale'
import { words } from './words'

/** Counts are exact up to 99; a count of 100 stands for that or more. Nothing at 0. */
export const Badge = ({
  count,
  muted,
  className,
}: {
  count: number
  muted?: boolean
  className?: string
}) => {
  const { unread } = useWords(words)
  if (count <= 0) return null
  return (
    <span className={classNames(styles.badge, muted && styles.muted, className)}>
      <span aria-hidden="true">{shortCount(count)}</span>
      <span className="visually-hidden">{unread(shortCount(count))}</span>
    </span>
  )
}

export const shortCount = (count: number) => (count > 99 ? '99+' : String(count))
