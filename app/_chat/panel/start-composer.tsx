'use client'
// The first word about an object: it opens the conversation with its owner, and is sent there.
import { SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useUser } from '@/lib/client/use-people'
import { useFreshReport } from '@/lib/client/use-report'
import type { Report } from '@/lib/contract/report'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { classNames } from '../../_ui/class-names'
import { EmptyState } from '../../_ui/empty-state'
import { useLocale, useWords } from '../../_ui/locale'
import { cleaned, isSendable, roomLeft } from '../conversation/outgoing'
import { useDraftText } from '../conversation/use-draft-text'
import { Problem } from '../details/problem'
import { titleOf } from '../details/report-facts'
import { words as composing } from '../words-conversation'
import { words } from '../words-panel'
import styles from './start-composer.module.css'

/** Where what is not sent is kept while there is no conversation: it survives as a draft does. */
const firstDraft = (reportId: string) => `${reportId}/first`

export const StartComposer = ({ report, onStarted }: { report: Report; onStarted: (id: string) => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const locale = useLocale()
  const owner = useUser(report.owner_id)
  const { room, tooLong } = useWords(composing)
  const field = useRef<HTMLTextAreaElement>(null)
  const statusId = useId()
  const [text, setText] = useDraftText(firstDraft(report.id), field)
  const refresh = useFreshReport(report.external_id)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const left = roomLeft(text)
  const isTooLong = left !== null && left < 0
  const canSend = isSendable(text)

  const start = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!canSend || working) return
    setWorking(true)
    setProblem(null)
    const done = await chat.converse(report.external_id)
    setWorking(false)
    if (!done.ok) return setProblem(done.detail)
    chat.send(done.value, cleaned(text))
    setText('')
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
            ref={field}
            className={styles.text}
            aria-label={says.message}
            placeholder={says.write}
            rows={2}
            aria-invalid={isTooLong || undefined}
            aria-describedby={left === null ? undefined : statusId}
            value={text}
            readOnly={working}
            // Whoever begins to write knows what it is now.
            onFocus={refresh}
            onChange={event => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button
            type="submit"
            className={styles.send}
            loading={working}
            disabled={!canSend}
            aria-label={says.send}
          >
            <SendHorizontal aria-hidden="true" />
          </Button>
        </div>
        <p id={statusId} role="status" className={classNames(styles.status, isTooLong && styles.tooLong)}>
          {left !== null && (isTooLong ? tooLong(-left) : room(left))}
        </p>
      </form>
    </>
  )
}
