'use client'
// The first word about an object: it opens the conversation with its owner, and is sent there.
import { SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import type { Report } from '@/lib/contract/report'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { EmptyState } from '../../_ui/empty-state'
import { useLocale, useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { titleOf } from '../details/report-facts'
import { words } from '../words-panel'
import styles from './start-composer.module.css'

export const StartComposer = ({ report, onStarted }: { report: Report; onStarted: (id: string) => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const locale = useLocale()
  const owner = useUser(report.owner_id)
  const [text, setText] = useState('')
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const start = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!text.trim() || working) return
    setWorking(true)
    setProblem(null)
    const done = await chat.converse(report.external_id)
    setWorking(false)
    if (!done.ok) return setProblem(done.detail)
    chat.send(done.value, text)
    onStarted(done.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (window.matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    void start()
  }
  return (
    <>
      <EmptyState
        small
        art={owner && <Avatar user={owner} size={48} />}
        title={owner && says.startTitle(owner.name)}
      >
        {says.start(titleOf(report, locale))}
      </EmptyState>
      <form className={styles.form} onSubmit={start}>
        <Problem detail={problem} />
        <div className={styles.box}>
          <textarea
            className={styles.text}
            aria-label={says.message}
            placeholder={says.write}
            rows={2}
            maxLength={5000}
            value={text}
            readOnly={working}
            onChange={event => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button
            type="submit"
            className={styles.send}
            loading={working}
            disabled={!text.trim()}
            aria-label={says.send}
          >
            <SendHorizontal aria-hidden="true" />
          </Button>
        </div>
      </form>
    </>
  )
}
