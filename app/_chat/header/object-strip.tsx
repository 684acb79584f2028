'use client'
// Under the header, while no card shows it: what the conversation is about and how that stands. It opens the details.
import { ChevronRight } from 'lucide-react'
import type { Report } from '@/lib/contract/report'
import { KindIcon, StateChip } from '../../_ui/chip'
import { classNames } from '../../_ui/class-names'
import { useLocale, useWords } from '../../_ui/locale'
import { nameOf, stateOf } from '../details/report-facts'
import { words } from '../words-header'
import styles from './object-strip.module.css'

/** `docked`: where there is room the card stands beside, and the strip goes away. */
export const ObjectStrip = ({
  report,
  docked,
  onOpen,
}: {
  report: Report
  docked: boolean
  onOpen: () => void
}) => {
  const locale = useLocale()
  const { showDetails } = useWords(words)
  const state = stateOf(report)
  return (
    <button type="button" className={classNames(styles.strip, docked && styles.docked)} onClick={onOpen}>
      <KindIcon kind={report.kind} />
      <bdi className={classNames(styles.name, 'truncate')}>{nameOf(report, locale)}</bdi>
      {state && <StateChip state={state} small />}
      <ChevronRight aria-hidden="true" />
      <span className="visually-hidden">{showDetails}</span>
    </button>
  )
}
