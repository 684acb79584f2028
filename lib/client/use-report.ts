// What a conversation is about.
import { useCallback, useEffect } from 'react'
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

/**
 * For who does not talk about it yet, and whom the stream tells nothing of it: asked for anew when the page comes back to view.
 * Returns the way to do so at other moments.
 */
export const useFreshReport = (externalId: string): (() => void) => {
  const chat = useChat()
  const refresh = useCallback(() => chat.reload(`report:${externalId}`), [chat, externalId])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [refresh])
  return refresh
}
