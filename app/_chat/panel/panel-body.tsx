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
import { AboutList, PanelCard } from './later'
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
  if (report && load !== 'gone') return <Conversations key={report.id} report={report} {...rest} />
  return (
    <>
      <PanelHeader {...rest} />
      {load === 'gone' ? <EmptyState small>{noReport}</EmptyState> : <Coming load={load} reload={reload} />}
    </>
  )
}

const Conversations = ({ report, ...rest }: Omit<Props, 'externalId'> & { report: Report }) => {
  const { viewer } = useChat()
  const isOwner = report.owner_id === viewer.id
  const asked = useMemo(() => ({ filter: 'all' as const, report_id: report.id }), [report.id])
  const { ids, load, reload } = useInbox(asked)
  // A message elsewhere re-sorts the list, and somebody new may write; what is being read stays. Null: the list of them.
  const [chosen, setChosen] = useState<string | null | undefined>()
  // Who owns it has several to choose from; everybody else mostly has their own one.
  const first = isOwner && ids && ids.length > 1 ? null : ids?.[0]
  const id = chosen === undefined ? first : chosen
  if (chosen === undefined && first !== undefined) setChosen(first)
  // Of those that are not in the list only one that was just begun, and is about to be.
  const [begun, setBegun] = useState<string | null>(null)
  const isGone = chosen ? chosen !== begun && !ids?.includes(chosen) : ids?.length === 0
  if (chosen !== undefined && ids && isGone) setChosen(undefined)
  // The one that was opened from the list last.
  const [opened, setOpened] = useState<string | null>(null)

  return (
    <>
      <PanelHeader
        {...rest}
        ids={ids}
        id={id}
        cameFromList={opened === id}
        onBack={() => {
          setOpened(id ?? null)
          setChosen(null)
        }}
      />
      <div className={styles.about}>
        <PanelCard report={report} />
      </div>
      <ConnectionBanner start />
      {id ? (
        <ConversationLog conversationId={id} variant="panel" href={rest.inboxHref?.(id)} />
      ) : !ids ? (
        <Coming load={load} reload={reload} />
      ) : id === null ? (
        <AboutList
          asked={asked}
          last={opened}
          onOpen={next => {
            setOpened(next)
            setChosen(next)
          }}
        />
      ) : isOwner ? (
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
