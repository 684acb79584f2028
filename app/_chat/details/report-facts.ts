// What a host says of its report in `metadata`, as far as we know the fields. It is free JSON: whatever is not as expected
// counts as not said.
import {
  boolean,
  type Guard,
  integer,
  list,
  matching,
  number,
  type Of,
  object,
  oneOf,
  optional,
  string,
  time,
} from '@/lib/client/shape'
import type { Report } from '@/lib/contract/report'
import type { Locale } from '../../_ui/locale-of'

const currency = matching(/^[A-Z]{3}$/)

const guards = {
  number: string,
  state: string,
  title_es: string,
  place: string,
  price: object({ amount: number, currency, per: optional(oneOf('month')) }),
  repair_cost: object({ amount: number, currency, approved: boolean }),
  available_from: matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  confirmed_by: integer,
  priority: oneOf('low', 'normal', 'high'),
  product: string,
  description: string,
  description_es: string,
  history: list(object({ state: string, at: time, by: string })),
}
export type ReportFacts = { [K in keyof typeof guards]?: Of<(typeof guards)[K]> }

type Said = Pick<Report, 'metadata'>

const known = new WeakMap<Said, ReportFacts>()

/** Read once for each version of a report. */
export const factsOf = (report: Said): ReportFacts => {
  const facts = known.get(report) ?? said(report.metadata)
  known.set(report, facts)
  return facts
}

const said = (metadata: Report['metadata']): ReportFacts =>
  Object.fromEntries(
    Object.entries<Guard>(guards).flatMap(([name, guard]) =>
      guard(metadata[name]) ? [[name, metadata[name]]] : [],
    ),
  )

export type Kind = 'report' | 'listing' | 'ticket' | 'other'
/** A host may have kinds that we have no words for. */
export const kindOf = ({ kind }: Pick<Report, 'kind'>): Kind =>
  kind === 'report' || kind === 'listing' || kind === 'ticket' ? kind : 'other'

export const titleOf = (report: Said & Pick<Report, 'title'>, locale: Locale): string =>
  (locale === 'es' && factsOf(report).title_es) || report.title

/** How it stands; what has gone stands no other way. */
export const stateOf = (report: Report): string | undefined =>
  report.gone_at ? 'gone' : factsOf(report).state

/** As a chip names it: a listing with its price. */
export const nameOf = (report: Report, locale: Locale): string => {
  const { price } = factsOf(report)
  const title = titleOf(report, locale)
  return price ? `${title} ${moneyOf(price, locale)}` : title
}

export const descriptionOf = (report: Report, locale: Locale): string | undefined => {
  const { description, description_es } = factsOf(report)
  return locale === 'es' ? (description_es ?? description) : description
}

export const moneyOf = ({ amount, currency }: { amount: number; currency: string }, locale: Locale) =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(amount)
