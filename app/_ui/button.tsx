'use client'
// What does something, with a word on it.
import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { ButtonContent, buttonClass, type Look } from './button-look'
import { classNames } from './class-names'
import { useWords } from './locale'
import { Spinner } from './spinner'
import { words } from './words'

type Props = ComponentProps<'button'> & {
  look?: Look
  /** It is at it: it keeps its place and the focus, and is deaf. */
  loading?: boolean
  /** As wide as what it stands in. */
  wide?: boolean
}

export const Button = ({
  look = 'primary',
  loading = false,
  wide,
  className,
  onClick,
  children,
  ...rest
}: Props) => {
  const { loading: says } = useWords(words)
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(look, wide), loading && styles.loading, className)}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={event => (loading ? event.preventDefault() : onClick?.(event))}
    >
      <ButtonContent>{children}</ButtonContent>
      {loading && <Spinner label={says} className={styles.working} />}
    </button>
  )
}
