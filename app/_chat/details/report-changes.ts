// What of a report is another than it was, as the log says it between two messages.
import type { ReportVersion } from '@/lib/contract/report'
import { of } from '../../_ui/chip'
import type { Locale } from '../../_ui/locale-of'
import { words as stateWords } from '../../_ui/words'
import { apart } from '../happened'
import { words } from '../words-report'
import { factsOf, moneyOf, titleOf } from './report-facts'

/** A sentence for each, the most telling first; nothing of what only its own page tells. */
export const changesOf = (before: ReportVersion, after: ReportVersion, locale: Locale): string[] => {
  const says = words[locale]
  const [was, is] = [told(before, locale), told(after, locale)]
  const changes = (['price', 'state', 'place', 'title'] as const).flatMap(name =>
    was[name] && is[name] && was[name] !== is[name] ? [says[name](apart(was[name]), apart(is[name]))] : [],
  )
  const isGone = after.gone_at !== null
  return isGone === (before.gone_at !== null) ? changes : [isGone ? says.wentAway : says.cameBack, ...changes]
}

const told = (report: ReportVersion, locale: Locale) => {
  const { price, state, place } = factsOf(report)
  const amount = price && moneyOf(price, locale)
  return {
    price: price?.per ? words[locale].perMonth(amount!) : amount,
    state: state && (of<string>(stateWords[locale].states, state) ?? state),
    place,
    title: titleOf(report, locale),
  }
}
