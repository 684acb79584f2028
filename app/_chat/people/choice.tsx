'use client'
// Something that is so or not, with what it means.
import { useId } from 'react'
import styles from './choice.module.css'

export const Choice = ({
  checked,
  onChange,
  label,
  hint,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
  hint?: string
}) => {
  const id = useId()
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={checked}
        onChange={event => onChange(event.target.checked)}
        aria-describedby={hint ? id : undefined}
      />
      <span className={styles.words}>
        <span>{label}</span>
        {hint && (
          <span id={id} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
