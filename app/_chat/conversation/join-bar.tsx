'use client'
// Where the composer would stand, for who looks at an open conversation from outside.
import { useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { Button } from '../../_ui/button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './join-bar.module.css'

export const JoinBar = ({ conversationId }: { conversationId: string }) => {
  const chat = useChat()
  const { join, joinNow, joinFailed } = useWords(words)
  const [state, setState] = useState<'idle' | 'joining' | 'failed'>('idle')
  const press = async () => {
    setState('joining')
    const { ok } = await chat.join(conversationId)
    setState(ok ? 'idle' : 'failed')
  }
  return (
    <div className={styles.bar}>
      <p role="status">{state === 'failed' ? joinFailed : join}</p>
      <Button onClick={press} loading={state === 'joining'}>
        {joinNow}
      </Button>
    </div>
  )
}
