// What a conversation is about.
import { useEffect } from 'react'
import type { Report, ReportVersion } from '../contract/report'
import { versionId } from './cache/state'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'
import { useLoad } from './use-load'

/** By its id; an empty id is no report. */
export const useReport = (id: string) => useCached<Report>(keys.report(id))

/** As it was in one version, where a message that is held names it. */
export const useReportVersion = (report_id: string, version = 0) =>
  useCached<ReportVersion>(keys.reportVersion(versionId({ report_id, version })))

/** For a host page that knows the report by the host's own id. `reportId` is undefined while it is not loaded. */
export const useOpenReport = (externalId: string) => {
  const chat = useChat()
  useEffect(() => chat.openReport(externalId), [chat, externalId])
  const reportId = useCached<string>(keys.reportId(externalId))
  return { reportId, ...useLoad(`report:${externalId}`) }
}
