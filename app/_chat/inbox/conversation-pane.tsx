'use client'
// One conversation: its header, what was said, and its details, beside where there is room for them, else over it.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useConversation, useOpenConversation } from '@/lib/client/use-conversation'
import { useReport } from '@/lib/client/use-report'
import { useWords } from '../../_ui/locale'
import { Sheet } from '../../_ui/sheet'
import { ConversationLog } from '../conversation/conversation-log'
import { DetailsPane } from '../details/details-pane'
import { ConversationHeader } from '../header/conversation-header'
import { ObjectStrip } from '../header/object-strip'
import { words } from '../words-header'
import styles from './conversation-pane.module.css'
import { Gone } from './gone'
import { useLinked, wasChosen } from './navigation'
import { useDetails } from './use-details'

export const ConversationPane = ({ id }: { id: string }) => {
  const { load } = useOpenConversation(id)
  const conversation = useConversation(id)
  const report = useReport(conversation?.report_id ?? '')
  const details = useDetails()
  const linked = useLinked()
  const says = useWords(words)
  // Somebody who was in it a moment ago is told something else than a stranger.
  const [wasHere, setWasHere] = useState(false)
  if (conversation && !wasHere) setWasHere(true)
  const main = useRef<HTMLElement>(null)
  useFocus(id, main)

  // Who closed them goes on at the button that opens them again.
  const closeDocked = () => {
    details.close()
    main.current?.querySelector<HTMLElement>('[data-details]')?.focus()
  }
  // Who has not joined sees no members; without a report either, there is nothing to detail.
  const hasDetails = Boolean(conversation?.membership || report)
  if (!conversation && load === 'gone') return <Gone wasHere={wasHere} />
  return (
    <div className={styles.pane}>
      <main ref={main} className={styles.conversation}>
        <ConversationHeader
          id={id}
          detailsShown={details.shown}
          onToggleDetails={hasDetails ? details.toggle : undefined}
        />
        {report && <ObjectStrip report={report} docked={details.docked} onOpen={details.toggle} />}
        <ConversationLog conversationId={id} variant="pane" href={`/inbox/${id}`} linked={linked} />
      </main>
      {details.docked && hasDetails && (
        <aside
          className={styles.details}
          aria-label={says.details}
          onKeyDown={event => {
            if (event.key !== 'Escape' || event.defaultPrevented) return
            event.preventDefault()
            closeDocked()
          }}
        >
          <DetailsPane id={id} onClose={closeDocked} />
        </aside>
      )}
      {details.over && hasDetails && (
        <Sheet label={says.details} narrow onClose={details.close} className={styles.over}>
          <DetailsPane id={id} onClose={details.close} />
        </Sheet>
      )}
    </div>
  )
}

/** Who chose it means to read or write in it. A phone would open its keyboard, so there the focus stays away. */
const useFocus = (id: string, main: RefObject<HTMLElement | null>) =>
  useEffect(() => {
    if (wasChosen(id) && window.matchMedia('(pointer: fine)').matches)
      main.current?.querySelector('textarea')?.focus({ preventScroll: true })
  }, [id, main])
