'use client'
// What somebody wrote: as text, always. Addresses in it can be pressed, what stands in backticks is code; nothing else in it
// does anything.
import { Fragment, memo, type ReactNode } from 'react'
import { classNames } from './class-names'
import { type Part, partsOf } from './code'
import { isFewEmoji } from './emoji'
import { pieces } from './links'
import styles from './rich-text.module.css'

/** `children` (a time, a tick) stand after the last word, in the same box. */
export const RichText = memo(
  ({ text, children, className }: { text: string; children?: ReactNode; className?: string }) => (
    <div className={classNames(styles.box, isFewEmoji(text) && styles.emoji, className)} dir="auto">
      <span className={styles.text}>{partsOf(text).map(shown)}</span>
      {children}
    </div>
  ),
)
RichText.displayName = 'RichText'

// A message's parts only ever change together, so their places do for keys.
const shown = ({ kind, text }: Part, index: number) => {
  if (kind === 'text') return <Fragment key={index}>{pieces(text).map(linked)}</Fragment>
  return (
    <code key={index} className={kind === 'block' ? styles.block : styles.code}>
      {text}
    </code>
  )
}

const linked = (piece: ReturnType<typeof pieces>[number], index: number) =>
  typeof piece === 'string' ? (
    piece
  ) : (
    <a
      key={index}
      className={styles.link}
      href={piece.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {piece.text}
    </a>
  )
