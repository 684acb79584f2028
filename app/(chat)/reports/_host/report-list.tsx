'use client'
// The host's list of everything that it has a page for.
import { ChevronRight } from 'lucide-react'
import { factsOf, nameOf, stateOf } from '@/app/_chat/details/report-facts'
import { AppLink } from '@/app/_chat/link'
import { KindIcon, StateChip, useKindWord } from '@/app/_ui/chip'
import { useLocale, useWords } from '@/app/_ui/locale'
import type { Report } from '@/lib/contract/report'
import styles from './report-list.module.css'
import { words } from './words-host'

export const ReportList = ({ reports }: { reports: Report[] }) => {
  const says = useWords(words)
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{says.reports}</h1>
      <p className={styles.intro}>{reports.length ? says.reportsIntro : says.noReports}</p>
      <ul className={styles.list}>
        {reports.map(report => (
          <li key={report.id}>
            <Row report={report} />
          </li>
        ))}
      </ul>
    </main>
  )
}

const Row = ({ report }: { report: Report }) => {
  const locale = useLocale()
  const kind = useKindWord(report.kind)
  const { number, place, product } = factsOf(report)
  const state = stateOf(report)
  return (
    <AppLink href={`/reports/${encodeURIComponent(report.external_id)}`} className={styles.row}>
      <span className={styles.kind}>
        <KindIcon kind={report.kind} />
      </span>
      <span className={styles.words}>
        <bdi className={styles.name}>{nameOf(report, locale)}</bdi>
        <span className={styles.about}>
          {[`${kind} ${number ?? ''}`.trim(), place ?? product].filter(Boolean).join(' · ')}
        </span>
      </span>
      {state && <StateChip state={state} />}
      <ChevronRight aria-hidden="true" className={styles.go} />
    </AppLink>
  )
}
