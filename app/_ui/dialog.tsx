'use client'
// A question or a picker before everything else. In the middle; on a phone it comes from below.
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import styles from './dialog.module.css'
import { IconButton } from './icon-button'
import { useWords } from './locale'
import { useModal } from './use-modal'
import { words } from './words'

type Props = {
  title: string
  /** Asked for by Escape, the cross, or a press beside it. */
  onClose: () => void
  children: ReactNode
  /** Its buttons, below what scrolls. */
  foot?: ReactNode
  /** Keeps its height whatever is in it: for lists that are filtered. */
  tall?: boolean
  className?: string
}

/** Rendered only while open: `{asked && <Dialog …/>}`. Give what should have the focus `data-autofocus`. */
export const Dialog = ({ title, onClose, children, foot, tall, className }: Props) => {
  const { close } = useWords(words)
  const id = useId()
  return (
    <dialog
      {...useModal(onClose)}
      className={classNames(styles.dialog, tall && styles.tall, className)}
      aria-labelledby={id}
    >
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <IconButton label={close} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </dialog>
  )
}
