'use client'
// The inside of a panel: the viewer's conversations about the object, one of them open; or how the first one begins.
import { useMemo, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useInbox } from '@/lib/client/use-inbox'
import { useOpenReport, useReport } from '@/lib/client/use-report'
import type { Report } from '@/lib/contract/report'
import { Button } from '../../_ui/button'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { Spinner } from '../../_ui/spinner'
import { ConversationLog } from '../conversation/conversation-log'
import { ConnectionBanner } from '../inbox/connection-banner'
import { words } from '../words-panel'
import styles from './panel-body.module.css'
import { PanelHeader } from './panel-header'
import { StartComposer } from './start-composer'

type Props = {
  externalId: string
  inboxHref?: (conversationId: string) => string
  onClose?: () => void
  closeLabel?: string
}

export const PanelBody = ({ externalId, ...rest }: Props) => {
  const { reportId, load, reload } = useOpenReport(externalId)
  const report = useReport(reportId ?? '')
  const { noReport } = useWords(words)
  if (report) return <Conversations key={report.id} report={report} {...rest} />
  return (
    <>
      <PanelHeader {...rest} />
      {load === 'gone' ? <EmptyState small>{noReport}</EmptyState> : <Coming load={load} reload={reload} />}
    </>
  )
}

const Conversations = ({ report, ...rest }: Omit<Props, 'externalId'> & { report: Report }) => {
  const { viewer } = useChat()
  const { ids, load, reload } = useInbox(
    useMemo(() => ({ filter: 'all', report_id: report.id }), [report.id]),
  )
  // A message elsewhere re-sorts the list; what is being read stays.
  const [chosen, setChosen] = useState<string | null>(null)
  const id = chosen ?? ids?.[0] ?? null
  if (id && chosen === null) setChosen(id)
  // Of those that are not in the list only one that was just begun, and is about to be.
  const [begun, setBegun] = useState<string | null>(null)
  if (chosen !== null && ids && !ids.includes(chosen) && chosen !== begun) setChosen(null)

  return (
    <>
      <PanelHeader {...rest} ids={ids} id={id} onChoose={setChosen} />
      <ConnectionBanner start />
      {id ? (
        <ConversationLog conversationId={id} variant="panel" />
      ) : !ids ? (
        <Coming load={load} reload={reload} />
      ) : report.owner_id === viewer.id ? (
        <Own />
      ) : (
        <StartComposer
          report={report}
          onStarted={started => {
            setBegun(started)
            setChosen(started)
          }}
        />
      )}
    </>
  )
}

const Own = () => {
  const { ownTitle, own } = useWords(words)
  return (
    <EmptyState small title={ownTitle}>
      {own}
    </EmptyState>
  )
}

const Coming = ({ load, reload }: { load: string; reload: () => void }) => {
  const says = useWords(words)
  return load === 'failed' ? (
    <div className={styles.coming} role="alert">
      <p>{says.failed}</p>
      <Button look="secondary" onClick={reload}>
        {says.tryAgain}
      </Button>
    </div>
  ) : (
    <div className={styles.coming}>
      <Spinner label={says.loading} />
    </div>
  )
}
