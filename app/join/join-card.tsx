'use client'
// Where a link leads, and the way in; or that it leads nowhere, whatever the reason.
import { Link2Off } from 'lucide-react'
import { useState } from 'react'
import { acceptInvitation } from '@/lib/client/endpoints'
import { object, string } from '@/lib/client/shape'
import { GroupAvatar } from '../_ui/avatar'
import { Button } from '../_ui/button'
import { buttonClass } from '../_ui/button-look'
import { EmptyState } from '../_ui/empty-state'
import { useWords } from '../_ui/locale'
import whole from '../_ui/whole-page.module.css'
import styles from './join-card.module.css'
import { words } from './words'

export type Found =
  | { name: string | null; icon: string | null; member_count: number; invited_by: string }
  | 'not_found'
  | 'rate_limited'

type Problem = 'offline' | 'other'

export const JoinCard = ({ found, token, viewerId }: { found: Found; token: string; viewerId: string }) => {
  const says = useWords(words)
  const [now, setNow] = useState(found)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const join = async () => {
    setWorking(true)
    setProblem(null)
    const outcome = await ask(token, viewerId)
    if ('conversationId' in outcome) return location.assign(`/inbox/${outcome.conversationId}`)
    setWorking(false)
    if (outcome.problem === 'not_found' || outcome.problem === 'rate_limited') setNow(outcome.problem)
    else setProblem(outcome.problem)
  }
  if (typeof now === 'string') {
    const isVoid = now === 'not_found'
    return (
      <main className={whole.page}>
        <EmptyState
          level="h1"
          art={<Link2Off aria-hidden="true" className={styles.icon} />}
          title={isVoid ? says.voidTitle : says.waitTitle}
          actions={
            <a href="/inbox" className={buttonClass('secondary')}>
              {says.toInbox}
            </a>
          }
        >
          {isVoid ? says.void : says.wait}
        </EmptyState>
      </main>
    )
  }
  return (
    <main className={whole.page}>
      <EmptyState
        level="h1"
        art={<GroupAvatar members={[]} icon={now.icon} size={48} />}
        title={now.name ?? says.group}
        actions={
          <>
            <Button loading={working} onClick={join}>
              {says.join}
            </Button>
            <a href="/inbox" className={buttonClass('secondary')}>
              {says.notNow}
            </a>
            <p role="alert" className={problem ? styles.problem : undefined}>
              {problem && says[problem]}
            </p>
          </>
        }
      >
        {says.invites(now.invited_by)} {says.people(now.member_count)}
      </EmptyState>
    </main>
  )
}

type Outcome = { conversationId: string } | { problem: Problem | 'not_found' | 'rate_limited' }

const ask = async (token: string, viewerId: string): Promise<Outcome> => {
  const response = await fetch(acceptInvitation.path.replace(':token', token), {
    method: acceptInvitation.method,
    // Refused when somebody else has signed in with this browser since.
    headers: { 'X-Viewer-Id': viewerId },
  }).catch(() => null)
  if (!response) return { problem: 'offline' }
  if (response.status === 404) return { problem: 'not_found' }
  if (response.status === 429) return { problem: 'rate_limited' }
  const answer: unknown = response.ok ? await response.json().catch(() => null) : null
  return isJoined(answer) ? { conversationId: answer.conversation.id } : { problem: 'other' }
}

const isJoined = object({ conversation: object({ id: string }) })
