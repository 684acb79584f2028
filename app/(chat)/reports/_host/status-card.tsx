'use client'
// How an object came to where it stands: what is done, what is now, and for what gets mended, what is still to come.
import { Check } from 'lucide-react'
import { FactTime } from '@/app/_chat/details/fact-time'
import { factsOf, kindOf, type ReportFacts } from '@/app/_chat/details/report-facts'
import { classNames } from '@/app/_ui/class-names'
import { useWords } from '@/app/_ui/locale'
import { useUser } from '@/lib/client/use-people'
import type { Report } from '@/lib/contract/report'
import styles from './status-card.module.css'
import { words } from './words-host'

type Step = { state: string; at?: string; by?: string; is: 'done' | 'here' | 'ahead' }

export const StatusCard = ({ report, className }: { report: Report; className?: string }) => {
  const says = useWords(words)
  const owner = useUser(report.owner_id)
  const facts = factsOf(report)
  const names: Record<string, string> = says.step
  const nameOf = (state: string) =>
    state === 'confirmed' && facts.confirmed_by
      ? says.confirmedBy(facts.confirmed_by)
      : (names[state] ?? state)
  return (
    <section className={className}>
      <h2>{says.status}</h2>
      <ol className={styles.steps}>
        {stepsOf(report, facts, owner?.name).map(({ state, at, by, is }) => (
          <li key={state} className={classNames(styles.step, styles[is])}>
            <span className={styles.dot}>
              {is === 'done' && <Check aria-hidden="true" />}
              <span className="visually-hidden">{says[is]}</span>
            </span>
            <div>
              <strong className={styles.name}>{nameOf(state)}</strong>
              {(at || by) && (
                <small className={styles.when}>
                  {at && <FactTime at={at} />}
                  {at && by && <span className={styles.dotBetween}> · </span>}
                  {by && <bdi>{by}</bdi>}
                </small>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const openings = { report: 'reported', listing: 'published', ticket: 'opened', other: 'opened' } as const
/** Nothing is owed any more. */
const ends = ['solved', 'closed', 'sold', 'available']
/** Says no more than that it was opened. */
const beginnings = ['new', 'available']

const stepsOf = (report: Report, { state, history, confirmed_by }: ReportFacts, owner?: string): Step[] => {
  const kind = kindOf(report)
  const past: Omit<Step, 'is'>[] = history ?? [
    { state: openings[kind], at: report.created_at, by: owner },
    ...(confirmed_by ? [{ state: 'confirmed' }] : []),
    ...(state && !beginnings.includes(state) ? [{ state }] : []),
  ]
  const isOver = state !== undefined && ends.includes(state)
  const steps: Step[] = past.map((step, at) => ({
    ...step,
    is: at < past.length - 1 || isOver ? 'done' : 'here',
  }))
  if (!isOver && (kind === 'report' || kind === 'ticket')) steps.push({ state: 'solved', is: 'ahead' })
  return steps
}
