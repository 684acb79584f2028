'use client'
// Under the last message that waits for a connection, once for all that wait.
import { useSending } from '@/lib/client/use-messages'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './message.module.css'

/** By temporary ids; no next id means that nothing comes after it. */
export const WaitingNote = ({ id, nextId }: { id: string; nextId: string | undefined }) => {
  const { waiting } = useWords(words)
  const isWaiting = useSending(named(id))?.status === 'waiting'
  const isNextWaiting = useSending(named(nextId ?? ''))?.status === 'waiting'
  return isWaiting && !isNextWaiting && <p className={styles.waiting}>{waiting}</p>
}

const named = (id: string) => id.replace(/^temp-/, '')
