'use client'
// What a panel's conversations are about, in a few lines, as it is now.
import type { Report } from '@/lib/contract/report'
import { KindIcon, StateChip, useKindWord } from '../../_ui/chip'
import { useLocale, useWords } from '../../_ui/locale'
import { factsOf, stateOf, titleOf } from '../details/report-facts'
import { threeFacts } from '../details/three-facts'
import { words } from '../words-report'
import styles from './panel-card.module.css'

export const PanelCard = ({ report }: { report: Report }) => {
  const locale = useLocale()
  const { goneHint } = useWords(words)
  const kindWord = useKindWord(report.kind)
  const state = stateOf(report)
  const facts = threeFacts(report, locale)
    .flatMap(({ value }) => value ?? [])
    .slice(0, 2)
  return (
    <section className={styles.card} aria-label={kindWord}>
      <p className={styles.kind}>
        <KindIcon kind={report.kind} />
        <span className="truncate">
          {kindWord} {factsOf(report).number}
        </span>
        {state && <StateChip state={state} small className={styles.state} />}
      </p>
      <h3 className={styles.title}>
        <bdi>{titleOf(report, locale)}</bdi>
      </h3>
      <p className={styles.facts}>
        {report.gone_at ? goneHint : facts.map(fact => <bdi key={fact}>{fact}</bdi>)}
      </p>
    </section>
  )
}
