import { expect, test } from 'vitest'
import { integer, list, nullable, object, oneOf, optional, string, time } from './shape'

const person = object({ name: string, age: optional(integer), pet: nullable(oneOf('cat', 'dog')) })

test('what is as expected is believed, with whatever else it brings', () => {
  expect(person({ name: 'Ana', pet: null, more: 1 })).toBe(true)
  expect(list(person)([{ name: 'Ana', age: 3, pet: 'cat' }])).toBe(true)
})

test('what is not is not', () => {
  const bad = [
    null,
    7,
    'Ana',
    [],
    {},
    { name: 7, pet: null },
    { name: 'Ana' },
    { name: 'Ana', age: -1, pet: null },
  ]
  expect(bad.filter(person)).toEqual([])
  expect([1.5, Number.NaN, '1', 2 ** 60].filter(integer)).toEqual([])
  expect(['yesterday', '', 7].filter(time)).toEqual([])
  expect(list(string)({ length: 0 })).toBe(false)
})
