'use client'
// A line of text that somebody types.
import { X } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'
import { useWords } from './locale'
import styles from './text-field.module.css'
import { words } from './words'

type Props = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  label: string
  /** The label is for the ear only: what stands around the field says it to the eye. */
  bare?: boolean
  icon?: ReactNode
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string | null
}

/** `type="search"` brings a cross that empties it. */
export const TextField = ({
  label,
  bare,
  icon,
  value,
  onChange,
  hint,
  error,
  className,
  type = 'text',
  id: given,
  ...rest
}: Props) => {
  const { clear } = useWords(words)
  const made = useId()
  const id = given ?? made
  const note = error || hint
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={classNames(styles.box, error && styles.wrong)}>
        {icon}
        <input
          autoComplete="off"
          {...rest}
          id={id}
          type={type}
          value={value}
          onChange={event => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : rest['aria-describedby']}
          className={styles.input}
        />
        {type === 'search' && value && (
          <IconButton
            label={clear}
            className={styles.clear}
            onClick={event => {
              onChange('')
              event.currentTarget.parentElement?.querySelector('input')?.focus()
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {note && (
        <p
          id={`${id}-note`}
          className={error ? styles.error : styles.hint}
          role={error ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  )
}
