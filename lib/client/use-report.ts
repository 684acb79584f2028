// What a conversation is about.
import { useEffect } from 'react'
import type { Report } from '../contract/report'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'
import { useLoad } from './use-load'

/** By its id; an empty id is no report. */
export const useReport = (id: string) => useCached<Report>(keys.report(id))

/** For a host page that knows the report by the host's own id. `reportId` is undefined while it is not loaded. */
export const useOpenReport = (externalId: string) => {
  const chat = useChat()
  useEffect(() => chat.openReport(externalId), [chat, externalId])
  const reportId = useCached<string>(keys.reportId(externalId))
  return { reportId, ...useLoad(`report:${externalId}`) }
}
