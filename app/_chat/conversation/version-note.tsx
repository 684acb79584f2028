'use client'
// Between two messages, or after the last: what the report has become since the one before was written.
import { Tag } from 'lucide-react'
import { useConversation } from '@/lib/client/use-conversation'
import { useReport, useReportVersion } from '@/lib/client/use-report'
import type { Message } from '@/lib/contract/message'
import { useLocale } from '../../_ui/locale'
import { changesOf } from '../details/report-changes'
import styles from './message.module.css'
import { isSettled } from './unseen'

/** Without `after`: as it is now, which stands after the newest message of all. */
export const VersionNote = ({ before, after }: { before: Message; after?: Message }) => {
  const locale = useLocale()
  const conversation = useConversation(before.conversation_id)
  const reportId = conversation?.report_id ?? ''
  const report = useReport(reportId)
  const was = useReportVersion(reportId, before.report_version)
  const is = useReportVersion(reportId, after ? after.report_version : report?.version)
  const isThere = after || !isSettled(before.id) || conversation?.last_message_id === before.id
  const changes = isThere && was && is && was !== is ? changesOf(was, is, locale) : []
  if (changes.length === 0) return null
  return (
    <div className={styles.change} data-report-change>
      <Tag aria-hidden="true" />
      <span>
        {changes.map(change => (
          <span key={change}>{change}</span>
        ))}
      </span>
    </div>
  )
}
