import { expect, test } from 'vitest'
import { goesOn } from './use-place'

const same = (id: string) => id.replace('temp-', '')
const on = (before: string[], after: string[]) => goesOn(before, after, same)

test('more on either side, and less of it, is the same place', () => {
  expect(on(['b', 'c'], ['a', 'b', 'c'])).toBe(true)
  expect(on(['b', 'c'], ['b', 'c', 'd'])).toBe(true)
  expect(on(['b', 'c'], ['a', 'b', 'c', 'd'])).toBe(true)
  expect(on(['a', 'b', 'c'], ['c', 'd'])).toBe(true)
})

test('so are the first message, and one that is settled', () => {
  expect(on([], ['a'])).toBe(true)
  expect(on(['temp-a'], ['a'])).toBe(true)
})

test('where neither end is left it is another', () => {
  expect(on(['a', 'b'], ['y', 'z'])).toBe(false)
})
