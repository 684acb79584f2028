'use client'
// A system message in the reader's words, with the people in it as they are called now.
import { useUser, useViewer } from '@/lib/client/use-people'
import type { Happening, Message } from '@/lib/contract/message'
import { useLocale, useWords } from '../_ui/locale'
import { apart, happened } from './happened'
import { words } from './words-row'

export const HappenedText = ({ message }: { message: Message }): string => {
  const what = message.metadata as Happening
  const locale = useLocale()
  const { somebody } = useWords(words)
  const viewer = useViewer()
  const people = [
    useUser('by' in what ? what.by : ''),
    useUser('user_id' in what ? what.user_id : ''),
    useUser(('invited_by' in what && what.invited_by) || ''),
  ]
  return happened(locale, what, id =>
    id === viewer.id ? null : apart(people.find(user => user?.id === id)?.name ?? somebody),
  )
}
