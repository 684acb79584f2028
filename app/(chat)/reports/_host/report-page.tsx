'use client'
// One object of the host's as its page shows it, as far as its metadata goes, and the panel beside it.
import { Calendar, ChevronRight, MapPin, Tag, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { FactTime } from '@/app/_chat/details/fact-time'
import { ObjectPicture } from '@/app/_chat/details/object-picture'
import { descriptionOf, factsOf, kindOf, stateOf, titleOf } from '@/app/_chat/details/report-facts'
import { threeFacts } from '@/app/_chat/details/three-facts'
import { AppLink } from '@/app/_chat/link'
import { ChatPanel } from '@/app/_chat/panel/chat-panel'
import { StateChip } from '@/app/_ui/chip'
import { useLocale, useWords } from '@/app/_ui/locale'
import { useUser } from '@/lib/client/use-people'
import { useOpenReport, useReport } from '@/lib/client/use-report'
import type { Report } from '@/lib/contract/report'
import styles from './report-page.module.css'
import { StatusCard } from './status-card'
import { words } from './words-host'

export const ReportPage = ({ externalId }: { externalId: string }) => {
  const { reportId } = useOpenReport(externalId)
  const report = useReport(reportId ?? '')
  return (
    <div className={styles.columns}>
      <main className={styles.page}>{report && <Inside report={report} />}</main>
      <ChatPanel externalId={externalId} inboxHref={id => `/inbox/${id}`} />
    </div>
  )
}

const Inside = ({ report }: { report: Report }) => {
  const says = useWords(words)
  const locale = useLocale()
  const owner = useUser(report.owner_id)
  const { number, place, confirmed_by } = factsOf(report)
  const state = stateOf(report)
  const price = threeFacts(report, locale).find(({ name }) => name === 'price')
  const description = descriptionOf(report, locale)
  const kind = kindOf(report)
  return (
    <>
      <nav className={styles.crumbs} aria-label={says.path}>
        <AppLink href="/reports">{says.reports}</AppLink>
        <ChevronRight aria-hidden="true" />
        <span aria-current="page">{number ?? report.external_id}</span>
      </nav>
      <div className={styles.head}>
        <h1 className={styles.title}>
          <bdi>{titleOf(report, locale)}</bdi>
        </h1>
        {state && <StateChip state={state} />}
      </div>
      <ul className={styles.meta}>
        {price && (
          <Meta icon={<Tag aria-hidden="true" />}>
            <strong>{price.value}</strong>
          </Meta>
        )}
        {place && (
          <Meta icon={<MapPin aria-hidden="true" />}>
            <bdi>{place}</bdi>
          </Meta>
        )}
        <Meta icon={<Calendar aria-hidden="true" />}>
          {says.opened[kind]} <FactTime at={report.created_at} /> {owner && <bdi>{says.by(owner.name)}</bdi>}
        </Meta>
        {confirmed_by !== undefined && confirmed_by > 0 && (
          <Meta icon={<Users aria-hidden="true" />}>{says.confirmedBy(confirmed_by)}</Meta>
        )}
      </ul>
      {(kind === 'report' || kind === 'listing') && (
        <ObjectPicture kind={kind} wide className={styles.picture} />
      )}
      <div className={styles.cards}>
        {description && (
          <section className={styles.card}>
            <h2>{says.description}</h2>
            <p>
              <bdi>{description}</bdi>
            </p>
          </section>
        )}
        <StatusCard report={report} className={styles.card} />
      </div>
    </>
  )
}

const Meta = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li>
    {icon}
    <span>{children}</span>
  </li>
)
