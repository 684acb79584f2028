import { describe, expect, test } from 'vitest'
import type { ReportVersion } from '@/lib/contract/report'
import { changesOf } from './report-changes'

const listing = (metadata: ReportVersion['metadata'], more: Partial<ReportVersion> = {}): ReportVersion => ({
  report_id: 'r',
  version: 1,
  title: 'Flat',
  metadata,
  gone_at: null,
  ...more,
})
const euros = (amount: number) => ({ price: { amount, currency: 'EUR', per: 'month' } })
/** Without the marks that keep a value's direction to itself, and with plain spaces. */
const plain = (lines: string[]) => lines.map(line => line.replace(/[\u2068\u2069]/g, '').replace(/\s/g, ' '))
const changes = (...[before, after, locale]: Parameters<typeof changesOf>) =>
  plain(changesOf(before, after, locale))

describe('what a report was and is', () => {
  test('a price, in the reader’s language', () => {
    const [was, is] = [listing(euros(875)), listing(euros(1850.5))]
    expect(changes(was, is, 'en')).toEqual(['The price was €875 a month, now €1,850.50 a month'])
    expect(changes(was, is, 'es')).toEqual(['El precio era 875 € al mes, ahora 1850,50 € al mes'])
  })
  test('how it stands, where it is and what it is called', () => {
    const was = listing({ state: 'available', place: 'Sol', title_es: 'Piso' })
    const is = listing({ state: 'reserved', place: 'Mayor', title_es: 'Piso' }, { title: 'Flat in Sol' })
    expect(changes(was, is, 'en')).toEqual([
      'It was “Available”, now “Reserved”',
      'The place was Sol, now Mayor',
      'It was called “Flat”, now “Flat in Sol”',
    ])
    expect(changes(was, is, 'es')).toEqual([
      'El estado era «Disponible», ahora «Reservado»',
      'El lugar era Sol, ahora Mayor',
    ])
  })
  test('that it has gone, and that it is back', () => {
    const [there, gone] = [listing({}), listing({}, { gone_at: '2026-01-01T00:00:00.000Z' })]
    expect(changes(there, gone, 'en')).toEqual(['It was taken down'])
    expect(changes(gone, there, 'es')).toEqual(['Se ha vuelto a publicar'])
  })
  test('nothing where nothing that is told has changed, or it makes no sense', () => {
    expect(changes(listing({ rooms: 2 }), listing({ rooms: 3 }), 'en')).toEqual([])
    expect(changes(listing({ price: 'cheap' }), listing(euros(800)), 'en')).toEqual([])
    expect(changes(listing({ state: { x: 1 } }), listing({ state: 'toString' }), 'en')).toEqual([])
  })
})
