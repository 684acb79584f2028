'use client'
// How far a message of mine has come: a mark for the eye, a word for the ear.
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { classNames } from './class-names'
import { useWords } from './locale'
import styles from './tick.module.css'
import { words } from './words'

export type TickState = 'waiting' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed'

const marks = {
  waiting: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
}

export const Tick = ({ state, className }: { state: TickState; className?: string }) => {
  const Mark = marks[state]
  return (
    <span
      className={classNames(
        styles.tick,
        state === 'read' && styles.read,
        state === 'failed' && styles.failed,
        className,
      )}
    >
      <Mark aria-hidden="true" />
      <span className="visually-hidden">{useWords(words).ticks[state]}</span>
    </span>
  )
}
