'use client'
// What does something, with a picture on it. Its name is required, and shows when a mouse rests on it.
import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import styles from './icon-button.module.css'

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & {
  label: string
  /** For what can be on or off: it is told as pressed. Left out: it only acts. */
  on?: boolean
}

export const IconButton = ({ label, on, className, children, ...rest }: Props) => (
  <button
    type="button"
    title={label}
    aria-pressed={on}
    {...rest}
    aria-label={label}
    className={classNames(styles.button, className)}
  >
    {children}
  </button>
)
