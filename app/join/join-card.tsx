'use client'
// Where a link leads, and the way in; or that it leads nowhere, whatever the reason.
import { Eye, Hourglass, Link2Off, LogOut, type LucideIcon, MessagesSquare, UsersRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { acceptInvitation } from '@/lib/client/endpoints'
import { object, string } from '@/lib/client/shape'
import { GroupAvatar } from '../_ui/avatar'
import { Button } from '../_ui/button'
import { buttonClass } from '../_ui/button-look'
import { useWords } from '../_ui/locale'
import { Logo } from '../_ui/logo'
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
  return (
    <main className={styles.page}>
      <Logo />
      <div className={styles.card}>
        {typeof now === 'string' ? (
          <Nowhere why={now} />
        ) : (
          <>
            <GroupAvatar members={[]} icon={now.icon} size={72} />
            <p className={styles.invites}>{says.invites(now.invited_by)}</p>
            <h1 className={styles.title}>
              <bdi>{now.name ?? says.group}</bdi>
            </h1>
            <p className={styles.people}>
              <UsersRound aria-hidden="true" />
              {says.people(now.member_count)}
            </p>
            <ul className={styles.facts} aria-label={says.whatThen}>
              <Fact icon={Eye}>{says.told}</Fact>
              <Fact icon={MessagesSquare}>{says.listed}</Fact>
              <Fact icon={LogOut}>{says.leaving}</Fact>
            </ul>
            <p role="alert" className={problem ? styles.problem : undefined}>
              {problem && says[problem]}
            </p>
            <Button wide loading={working} onClick={join}>
              {says.join}
            </Button>
            <a href="/inbox" className={buttonClass('ghost', true)}>
              {says.notNow}
            </a>
          </>
        )}
      </div>
    </main>
  )
}

const Fact = ({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) => (
  <li>
    <Icon aria-hidden="true" />
    <span>{children}</span>
  </li>
)

/** Of a link that is void nobody is told why. */
const Nowhere = ({ why }: { why: 'not_found' | 'rate_limited' }) => {
  const says = useWords(words)
  const isVoid = why === 'not_found'
  return (
    <>
      <span className={styles.sign}>
        {isVoid ? <Link2Off aria-hidden="true" /> : <Hourglass aria-hidden="true" />}
      </span>
      <h1 className={styles.title}>{isVoid ? says.voidTitle : says.waitTitle}</h1>
      <p className={styles.why}>{isVoid ? says.void : says.wait}</p>
      {isVoid && <p className={styles.then}>{says.voidThen}</p>}
      <a href="/inbox" className={buttonClass('secondary', true)}>
        {says.toInbox}
      </a>
    </>
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
