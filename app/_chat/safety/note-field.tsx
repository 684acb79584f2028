'use client'
// A few lines to the moderators, or from them.
import { useId } from 'react'
import styles from './safety.module.css'

export const NoteField = ({
  label,
  hint,
  value,
  onChange,
  focused,
}: {
  label: string
  hint?: string
  value: string
  onChange: (value: string) => void
  focused?: boolean
}) => {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={1000}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={styles.note}
        data-autofocus={focused || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
