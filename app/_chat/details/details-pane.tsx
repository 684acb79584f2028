'use client'
// Beside a conversation: what it is about, who is in it, and the way out.
import { Link, LogOut, Settings, X } from 'lucide-react'
import { useConversation } from '@/lib/client/use-conversation'
import { useReport } from '@/lib/client/use-report'
import type { Conversation } from '@/lib/contract/conversation'
import { classNames } from '../../_ui/class-names'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import { words as groupWords } from '../words-group'
import styles from './details-pane.module.css'
import { MemberList } from './member-list'
import { ReportCard } from './report-card'
import { useAsk } from './use-ask'
import { useMay } from './use-may'

export const DetailsPane = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const conversation = useConversation(id)
  const report = useReport(conversation?.report_id ?? '')
  const { details, close } = useWords(words)
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{details}</h2>
        <IconButton label={close} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.body}>
        {report && <ReportCard report={report} />}
        {conversation?.membership && (
          <>
            <MemberList conversation={conversation} />
            <Deeds conversation={conversation} />
          </>
        )}
      </div>
    </>
  )
}

/** What is done with the whole of it. */
const Deeds = ({ conversation }: { conversation: Conversation }) => {
  const { leave: leaveWord } = useWords(words)
  const { settings, invite } = useWords(groupWords)
  const { administer, leave } = useMay(conversation)
  const { ask, dialog } = useAsk(conversation)
  if (!administer && !leave) return null
  return (
    <div>
      {administer && (
        <>
          <button type="button" className={styles.deed} onClick={() => ask({ what: 'invite' })}>
            <Link aria-hidden="true" />
            {invite}
          </button>
          <button type="button" className={styles.deed} onClick={() => ask({ what: 'settings' })}>
            <Settings aria-hidden="true" />
            {settings}
          </button>
        </>
      )}
      {leave && (
        <button
          type="button"
          className={classNames(styles.deed, styles.danger)}
          onClick={() => ask({ what: 'leave' })}
        >
          <LogOut aria-hidden="true" />
          {leaveWord}
        </button>
      )}
      {dialog}
    </div>
  )
}
