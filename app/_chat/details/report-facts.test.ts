import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Report } from '@/lib/contract/report'
import { factsOf } from './report-facts'

const understood: Report['metadata'] = {
  number: 'R-1',
  state: 'new',
  title_es: 'Farola rota',
  place: '<b>Sol</b>',
  price: { amount: 850, currency: 'EUR', per: 'month' },
  repair_cost: { amount: 80.5, currency: 'EUR', approved: false },
  available_from: '2026-12-01',
  confirmed_by: 3,
  priority: 'high',
  product: 'Lamp',
  description: 'It is dark.',
  description_es: 'Está oscuro.',
  history: [{ state: 'new', at: '2026-11-22T03:12:14.857Z', by: 'Ana' }],
}

test('R3: a page understands what the rule names, to the letter, and nothing else', () => {
  expect(factsOf({ metadata: { ...understood, rooms: 2, constructor: 'x' } })).toEqual(understood)
  const rule = readFileSync('lib/contract/SPEC.md', 'utf8').match(/^- \*\*R3\*\*.*$/m)![0]
  for (const name of Object.keys(understood)) expect(rule).toContain(`\`${name}\``)
})

test('R3: what is not as expected counts as not said, and takes nothing else with it', () => {
  const odd: Report['metadata'][] = [
    { price: 'cheap' },
    { price: { amount: 850, currency: 'euros' } },
    { price: { amount: 850, currency: 'EUR', per: 'week' } },
    { repair_cost: { amount: 80, currency: 'EUR' } },
    { available_from: '2026-13-01' },
    { confirmed_by: 1.5 },
    { priority: 'urgent' },
    { state: { x: 1 } },
    { history: [{ state: 'new' }] },
    { place: null },
  ]
  for (const metadata of odd)
    expect(factsOf({ metadata: { product: 'Lamp', ...metadata } }), JSON.stringify(metadata)).toEqual({
      product: 'Lamp',
    })
})
