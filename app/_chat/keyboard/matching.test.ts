import { expect, test } from 'vitest'
import { folded, found, rankOf } from './matching'

const names = ['Vecinos de Mayor', 'Bruno Díaz', 'Día de la Plaza', 'ÉLENA', 'Garaje 12', 'שכנים', 'Ünal-Öz']
const of = (query: string, most = 20) => found(names, name => name, query, most)

test.each([
  ['diaz', ['Bruno Díaz']],
  ['DÍAZ', ['Bruno Díaz']],
  ['elena', ['ÉLENA']],
  ['may', ['Vecinos de Mayor']],
  ['mayor veci', ['Vecinos de Mayor']],
  ['12', ['Garaje 12']],
  ['oz', ['Ünal-Öz']],
  ['שכ', ['שכנים']],
  ['nobody', []],
  ['(.*', []],
  ['', names],
  ['   ', names],
])('%j finds %j', (query, expected) => expect(of(query)).toEqual(expected))

test('a beginning goes before a word within, and that before the middle of one', () => {
  expect(of('dia')).toEqual(['Día de la Plaza', 'Bruno Díaz'])
  expect(rankOf('mayor', 'ma')).toBe(0)
  expect(rankOf('plaza mayor', 'ma')).toBe(1)
  expect(rankOf('fuma', 'ma')).toBe(2)
  expect(rankOf('fuma', 'mu')).toBeNull()
})

test('those of a rank keep the order of the list, and no more come than are wanted', () => {
  expect(of('', 2)).toEqual(names.slice(0, 2))
})

test('stacked marks do not make a name long', () => {
  expect(folded(`Z${'\u0300'.repeat(500)}oe`)).toBe('zoe')
})
