'use client'
// Where the composer would stand, in a dm with somebody whom the viewer blocks.
import { useState } from 'react'
import { createSafety } from '@/lib/client/safety'
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import { Button } from '../../_ui/button'
import { useWords } from '../../_ui/locale'
import styles from '../conversation/join-bar.module.css'
import { words } from '../words-safety'

export const BlockedBar = ({ userId }: { userId: string }) => {
  const chat = useChat()
  const says = useWords(words)
  const name = useUser(userId)?.name ?? ''
  const [problem, setProblem] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const unblock = async () => {
    setWorking(true)
    const done = await chat.part(createSafety).block(userId, false)
    setWorking(false)
    setProblem(done.ok ? null : done.detail)
  }
  return (
    <div className={styles.bar}>
      <p role="status">{problem ?? says.barred(name)}</p>
      <Button look="secondary" loading={working} onClick={unblock}>
        {says.unblock}
      </Button>
    </div>
  )
}
