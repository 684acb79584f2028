'use client'
// How many are unread: a number for the eye, words for the ear; of what was only marked, a dot.
import styles from './badge.module.css'
import { classNames } from './class-names'
import { useWords } from './locale'
import { words } from './words'

/** Counts are exact up to 99; a count of 100 stands for that or more. Nothing at 0, unless it is marked. */
export const Badge = ({
  count,
  marked,
  muted,
  className,
}: {
  count: number
  marked?: boolean
  muted?: boolean
  className?: string
}) => {
  const { unread, marked: markedWord } = useWords(words)
  if (count <= 0 && !marked) return null
  return (
    <span className={classNames(styles.badge, count <= 0 && styles.dot, muted && styles.muted, className)}>
      {count > 0 && <span aria-hidden="true">{shortCount(count)}</span>}
      <span className="visually-hidden">{count > 0 ? unread(shortCount(count)) : markedWord}</span>
    </span>
  )
}

export const shortCount = (count: number) => (count > 99 ? '99+' : String(count))
