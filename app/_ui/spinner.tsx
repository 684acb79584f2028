'use client'
// Something takes a moment. Shown beside words, or with its own for those who cannot see it.
import { useWords } from './locale'
import styles from './spinner.module.css'
import { words } from './words'

/** `label` null: words nearby say it already. */
export const Spinner = ({ label, className }: { label?: string | null; className?: string }) => {
  const { loading } = useWords(words)
  return (
    <span role={label === null ? undefined : 'status'} className={className}>
      <span className={styles.spinner} aria-hidden="true" />
      {label !== null && <span className="visually-hidden">{label ?? loading}</span>}
    </span>
  )
}
