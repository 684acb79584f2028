'use client'
// A pane that lies over the page where there is no room beside it: details, a chat. It brings no header of its own.
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import styles from './dialog.module.css'
import { useModal } from './use-modal'

/** Rendered only while open. From below on a phone, at the right from 768 px on: 480 wide, or `narrow` as details. */
export const Sheet = ({
  label,
  onClose,
  narrow,
  children,
  className,
}: {
  label: string
  onClose: () => void
  narrow?: boolean
  children: ReactNode
  className?: string
}) => (
  <dialog
    {...useModal(onClose)}
    className={classNames(styles.sheet, narrow && styles.narrow, className)}
    aria-label={label}
  >
    {/* Fills the dialog, so that only a press on what is behind it counts as one beside it. */}
    <div className={styles.content}>{children}</div>
  </dialog>
)
