'use client'
// Conversations of the cache, each with what it is called and what it is about.
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import type { Report } from '@/lib/contract/report'
import type { User } from '@/lib/contract/user'
import { useLocale, useWords } from '../../_ui/locale'
import { facesOf, titleOf } from '../conversation-title'
import { nameOf } from '../details/report-facts'
import { words } from '../words-row'

export type Known = { id: string; name: string; conversation: Conversation; about?: About }
type About = { kind: string; title: string }

/** As they are at each render: one row for each would be a subscription for each. */
export const useKnown = (ids: readonly string[]): Known[] => {
  const { queryClient, viewer } = useChat()
  const says = useWords(words)
  const locale = useLocale()
  return ids.flatMap(id => {
    const conversation = queryClient.getQueryData<Conversation>(keys.conversation(id))
    if (!conversation) return []
    const people = conversation.preview_member_ids.map(one => queryClient.getQueryData<User>(keys.user(one)))
    const report = queryClient.getQueryData<Report>(keys.report(conversation.report_id ?? ''))
    const about = report && { kind: report.kind, title: nameOf(report, locale) }
    const name = titleOf(conversation, facesOf(conversation, people, viewer.id), says)
    return [{ id, name, conversation, about }]
  })
}
