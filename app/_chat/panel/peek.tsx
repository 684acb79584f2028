'use client'
// The closed panel: who talks here, what was said last, what is unread. A press opens it.
import { ChevronUp, MessagesSquare } from 'lucide-react'
import { type Ref, useMemo } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useConversation } from '@/lib/client/use-conversation'
import { useInbox } from '@/lib/client/use-inbox'
import { useMessage } from '@/lib/client/use-messages'
import { useUser } from '@/lib/client/use-people'
import { useOpenReport, useReport } from '@/lib/client/use-report'
import type { Report } from '@/lib/contract/report'
import { Badge } from '../../_ui/badge'
import { useWords } from '../../_ui/locale'
import { ConversationAvatar } from '../conversation-avatar'
import { Preview } from '../inbox/preview'
import { words } from '../words-panel'
import styles from './peek.module.css'

type Props = { ref: Ref<HTMLButtonElement>; onOpen: () => void }

export const Peek = ({ externalId, ...rest }: Props & { externalId: string }) => {
  const { reportId } = useOpenReport(externalId)
  const report = useReport(reportId ?? '')
  const { conversation } = useWords(words)
  if (report) return <About report={report} {...rest} />
  return <Bar {...rest} title={conversation} />
}

const About = ({ report, ...rest }: Props & { report: Report }) => {
  const { viewer } = useChat()
  const { ids } = useInbox(useMemo(() => ({ filter: 'all', report_id: report.id }), [report.id]))
  const owner = useUser(report.owner_id)
  const says = useWords(words)
  const [newest] = ids ?? []
  if (newest) return <Newest id={newest} count={ids!.length} {...rest} />
  if (ids && owner && owner.id !== viewer.id) return <Bar {...rest} title={says.writeTo(owner.name)} />
  return <Bar {...rest} title={says.conversation} line={ids && says.ownTitle} />
}

const Newest = ({ id, count, ...rest }: Props & { id: string; count: number }) => {
  const conversation = useConversation(id)
  const message = useMessage(conversation?.last_message_id ?? '')
  const says = useWords(words)
  if (!conversation) return <Bar {...rest} title={says.conversation} />
  return (
    <Bar
      {...rest}
      title={count > 1 ? says.conversations(count) : says.conversation}
      face={<ConversationAvatar conversation={conversation} size={40} />}
      line={<Preview conversation={conversation} message={message} current={false} />}
      unread={conversation.membership?.unread_count}
    />
  )
}

const Bar = ({
  ref,
  onOpen,
  title,
  face = <MessagesSquare aria-hidden="true" className={styles.icon} />,
  line,
  unread = 0,
}: Props & { title: string; face?: React.ReactNode; line?: React.ReactNode; unread?: number }) => {
  const { openChat } = useWords(words)
  return (
    <button ref={ref} type="button" className={styles.bar} onClick={onOpen} aria-expanded={false}>
      {face}
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {line && <span className={styles.line}>{line}</span>}
      </span>
      <Badge count={unread} />
      <ChevronUp aria-hidden="true" className={styles.up} />
      <span className="visually-hidden">{openChat}</span>
    </button>
  )
}
