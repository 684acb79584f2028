'use client'
// Beside a conversation: what it is about, who is in it, and the way out.
import { LogOut, X } from 'lucide-react'
import { useState } from 'react'
import { useConversation } from '@/lib/client/use-conversation'
import { useReport } from '@/lib/client/use-report'
import type { Conversation } from '@/lib/contract/conversation'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import styles from './details-pane.module.css'
import { LeaveDialog } from './leave-dialog'
import { MemberList } from './member-list'
import { ReportCard } from './report-card'
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
            <Leave conversation={conversation} />
          </>
        )}
      </div>
    </>
  )
}

const Leave = ({ conversation }: { conversation: Conversation }) => {
  const { leave: leaveWord, onlyOwner: why } = useWords(words)
  const { leave, onlyOwner } = useMay(conversation)
  const [asked, setAsked] = useState(false)
  if (onlyOwner) return <p className={styles.note}>{why}</p>
  if (!leave) return null
  return (
    <>
      <button type="button" className={styles.leave} onClick={() => setAsked(true)}>
        <LogOut aria-hidden="true" />
        {leaveWord}
      </button>
      {asked && <LeaveDialog conversation={conversation} onClose={() => setAsked(false)} />}
    </>
  )
}
