'use client'
// The icon of a group: one emoji, or none. It is picked where reactions are.
import { SmilePlus } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from '../../_ui/button'
import { useWords } from '../../_ui/locale'
import { picker, ReactionPicker } from '../reactions/add-reaction'
import { words } from '../words-group'
import styles from './icon-field.module.css'

/** `value`: '' is none. */
export const IconField = ({ value, onChange }: { value: string; onChange: (icon: string) => void }) => {
  const says = useWords(words)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className={styles.field}>
      <span className={styles.label}>{says.icon}</span>
      <div className={styles.line}>
        <button
          ref={button}
          type="button"
          className={styles.pick}
          aria-label={says.chooseIcon(value)}
          aria-describedby={id}
          aria-haspopup="dialog"
          aria-expanded={open}
          onPointerEnter={picker}
          onFocus={picker}
          onClick={() => setOpen(!open)}
        >
          {value || <SmilePlus aria-hidden="true" />}
        </button>
        {value && (
          <Button
            look="ghost"
            onClick={() => {
              onChange('')
              button.current?.focus()
            }}
          >
            {says.noIcon}
          </Button>
        )}
      </div>
      <p id={id} className={styles.hint}>
        {says.iconHint}
      </p>
      {open && (
        <ReactionPicker
          button={button}
          label={says.chooseIcon('')}
          whole
          reacted={none}
          onReact={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

const none: readonly string[] = []
