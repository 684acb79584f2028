'use client'
// What the conversation is about, on a card: its kind and number, how it stands, three facts, and the way to it.
import { Calendar, CalendarCheck, Euro, type LucideIcon, MapPin, Package, SignalHigh } from 'lucide-react'
import type { Report } from '@/lib/contract/report'
import { buttonClass } from '../../_ui/button-look'
import { KindIcon, StateChip, useKindWord } from '../../_ui/chip'
import { useLocale, useWords } from '../../_ui/locale'
import { AppLink } from '../link'
import { words } from '../words-details'
import { words as reportWords } from '../words-report'
import { FactTime } from './fact-time'
import { ObjectPicture } from './object-picture'
import styles from './report-card.module.css'
import { factsOf, kindOf, stateOf, titleOf } from './report-facts'
import { type Fact, threeFacts } from './three-facts'

export const ReportCard = ({ report }: { report: Report }) => {
  const locale = useLocale()
  const { openReport } = useWords(words)
  const kindWord = useKindWord(report.kind)
  const state = stateOf(report)
  const { goneHint } = useWords(reportWords)
  return (
    <section className={styles.card}>
      <ObjectPicture kind={kindOf(report)} className={styles.picture} />
      <div className={styles.inside}>
        <p className={styles.kind}>
          <KindIcon kind={report.kind} />
          {kindWord} {factsOf(report).number}
        </p>
        <h3 className={styles.title}>
          <bdi>{titleOf(report, locale)}</bdi>
        </h3>
        {state && <StateChip state={state} />}
        <dl className={styles.facts}>
          {threeFacts(report, locale).map(fact => (
            <FactRow key={fact.name} fact={fact} />
          ))}
        </dl>
        {report.gone_at ? (
          <p className={styles.gone}>{goneHint}</p>
        ) : (
          <AppLink href={report.url} className={buttonClass('secondary', true)}>
            {openReport[kindOf(report)]}
          </AppLink>
        )}
      </div>
    </section>
  )
}

const icons: Record<Fact['name'], LucideIcon> = {
  place: MapPin,
  price: Euro,
  cost: Euro,
  opened: Calendar,
  from: CalendarCheck,
  product: Package,
  priority: SignalHigh,
}

const FactRow = ({ fact: { name, label, value, at } }: { fact: Fact }) => {
  const Icon = icons[name]
  return (
    <div>
      <dt>
        <Icon aria-hidden="true" />
        {label}
      </dt>
      <dd>{at === undefined ? <bdi>{value}</bdi> : <FactTime at={at} />}</dd>
    </div>
  )
}
