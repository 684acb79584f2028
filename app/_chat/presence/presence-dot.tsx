'use client'
// On a face: somebody is there, or has been away from their devices for a while. In words, too, for who does not see it.
import { usePresence } from '@/lib/client/use-presence'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-presence'
import styles from './presence.module.css'

/** `className` says where. Nothing for who is not there. */
export const PresenceDot = ({ userId, className }: { userId: string; className?: string }) => {
  const known = usePresence(userId)
  const says = useWords(words)
  if (!known || known.status === 'offline') return null
  return (
    <span className={classNames(styles.dot, known.status === 'away' && styles.away, className)}>
      <span className="visually-hidden">{says[known.status]}</span>
    </span>
  )
}
