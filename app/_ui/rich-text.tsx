'use client'
// What somebody wrote: as text, always. Addresses in it can be pressed; nothing else in it does anything.
import { memo, type ReactNode } from 'react'
import { classNames } from './class-names'
import { pieces } from './links'
import styles from './rich-text.module.css'

/** `children` (a time, a tick) stand after the last word, in the same box. */
export const RichText = memo(
  ({ text, children, className }: { text: string; children?: ReactNode; className?: string }) => (
    <div className={classNames(styles.box, className)} dir="auto">
      <span className={styles.text}>{pieces(text).map(shown)}</span>
      {children}
    </div>
  ),
)
RichText.displayName = 'RichText'

const shown = (piece: ReturnType<typeof pieces>[number], index: number) =>
  typeof piece === 'string' ? (
    piece
  ) : (
    <a
      // A message's pieces only ever change together.
      key={index}
      className={styles.link}
      href={piece.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {piece.text}
    </a>
  )
