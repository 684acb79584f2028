'use client'
// Above the field: what is written is not a message of its own but other words for one, or an answer to one.
import { X } from 'lucide-react'
import { IconButton } from '../../_ui/icon-button'
import styles from './composer.module.css'
import { oneLine } from './composing'

export const ComposerMode = ({
  title,
  line,
  onClose,
  closeLabel,
}: {
  title: string
  line: string
  onClose: () => void
  closeLabel: string
}) => (
  <div className={styles.mode}>
    <div className={styles.about}>
      <bdi className={styles.title}>{title}</bdi>
      <bdi className="truncate">{oneLine(line)}</bdi>
    </div>
    <IconButton
      label={closeLabel}
      onClick={onClose}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={event => event.preventDefault()}
    >
      <X aria-hidden="true" />
    </IconButton>
  </div>
)
