'use client'
// Whom the viewer blocks, and the way back.
import { useState } from 'react'
import { createSafety } from '@/lib/client/safety'
import { useChat } from '@/lib/client/use-chat'
import { useBlockedIds, useUser } from '@/lib/client/use-people'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { words } from '../words-safety'
import styles from './safety.module.css'

export const BlockedPeople = ({ onClose }: { onClose: () => void }) => {
  const says = useWords(words)
  const ids = useBlockedIds()
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <Dialog title={says.blockedPeople} onClose={onClose}>
      {ids.length === 0 ? (
        <p className={styles.quiet}>{says.blockedNobody}</p>
      ) : (
        <ul className={styles.people}>
          {ids.map(id => (
            <Person key={id} id={id} onProblem={setProblem} />
          ))}
        </ul>
      )}
      <Problem detail={problem} />
    </Dialog>
  )
}

const Person = ({ id, onProblem }: { id: string; onProblem: (detail: string | null) => void }) => {
  const chat = useChat()
  const user = useUser(id)
  const says = useWords(words)
  const [working, setWorking] = useState(false)
  if (!user) return null
  const unblock = async (row: HTMLElement | null) => {
    setWorking(true)
    onProblem(null)
    const done = await chat.part(createSafety).block(id, false)
    setWorking(false)
    if (!done.ok) return onProblem(done.detail)
    // It goes with its person: whoever came by keyboard goes on in the dialog.
    row?.closest('dialog')?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <li className={styles.person}>
      <Avatar user={user} size={32} />
      <bdi className={styles.name}>{user.name}</bdi>
      <Button
        look="secondary"
        loading={working}
        aria-label={says.unblockName(user.name)}
        onClick={event => void unblock(event.currentTarget)}
      >
        {says.unblock}
      </Button>
    </li>
  )
}
