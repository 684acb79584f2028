'use client'
// Beneath a conversation's title: how the other one is, or how many of a group are online.
import { useMembers, useViewer } from '@/lib/client/use-people'
import { useOnlineCount, usePresence } from '@/lib/client/use-presence'
import type { Conversation } from '@/lib/contract/conversation'
import { useLocale, useWords } from '../../_ui/locale'
import { useNow } from '../../_ui/use-now'
import { isWide } from '../is-wide'
import { words } from '../words-presence'
import { presenceWords } from './presence-words'

type Props = {
  conversation: Conversation
  /** Stands before it, where there is anything. */
  lead?: string
  /** Of the paragraph that it is, unless it stands in one. */
  className?: string
}

export const PresenceLine = (props: Props) => {
  if (props.conversation.type === 'group') return <Count {...props} />
  const { counterpart_id } = props.conversation
  return counterpart_id && <One {...props} userId={counterpart_id} />
}

const One = ({ userId, ...props }: Props & { userId: string }) => (
  <Line {...props} text={presenceWords(usePresence(userId), useNow(), useLocale())} />
)

const nobody: readonly string[] = []

/** Of wide conversations it is not told. */
const Count = (props: Props) => {
  const viewer = useViewer()
  const { ids = nobody, hasMore } = useMembers(props.conversation.id)
  const others = hasMore || isWide(props.conversation) ? nobody : ids.filter(id => id !== viewer.id)
  const count = useOnlineCount(others)
  const { countOnline } = useWords(words)
  return <Line {...props} text={count > 0 ? countOnline(count) : null} />
}

const Line = ({ lead = '', className, text }: Props & { text: string | null }) => {
  if (text === null) return null
  return className ? <p className={className}>{text}</p> : <span>{`${lead}${text}`}</span>
}
