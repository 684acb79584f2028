// The facts of a report that a card tells, in words.
import type { Report } from '@/lib/contract/report'
import type { Locale } from '../../_ui/locale-of'
import { words } from '../words-details'
import { factsOf, kindOf, moneyOf } from './report-facts'

/** `at` is a moment, which only the reader's clock can word; `value` is said already. */
export type Fact = {
  name: 'place' | 'price' | 'opened' | 'cost' | 'from' | 'product' | 'priority'
  label: string
} & ({ value: string; at?: undefined } | { value?: undefined; at: string })

/** What a card says of it, the most telling first: three at most. */
export const threeFacts = (report: Report, locale: Locale): Fact[] => {
  const { place, price, repair_cost, available_from, product, priority } = factsOf(report)
  const { fact, perMonth, approved, notApproved, priority: priorities } = words[locale]
  const cost = repair_cost && moneyOf(repair_cost, locale)
  const all: (Fact | false | undefined | '')[] = [
    price && {
      name: 'price',
      label: fact.price,
      value: price.per ? perMonth(moneyOf(price, locale)) : moneyOf(price, locale),
    },
    place && { name: 'place', label: fact.place, value: place },
    product && { name: 'product', label: fact.product, value: product },
    priority && { name: 'priority', label: fact.priority, value: priorities[priority] },
    available_from && { name: 'from', label: fact.from, value: dayOf(available_from, locale) },
    { name: 'opened', label: fact.opened[kindOf(report)], at: report.created_at },
    cost && {
      name: 'cost',
      label: fact.cost,
      value: repair_cost.approved ? approved(cost) : notApproved(cost),
    },
  ]
  return all.filter(one => Boolean(one)).slice(0, 3) as Fact[]
}

/** A day of the calendar, the same in every time zone: "1 December". */
const dayOf = (text: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'es', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${text}T00:00:00Z`))
