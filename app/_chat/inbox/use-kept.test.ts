import { expect, test } from 'vitest'
import { kept } from './use-kept'

test('the open one that was there stays where it was', () => {
  expect(kept(['a', 'b', 'c'], ['a', 'c'], 'b')).toEqual(['a', 'b', 'c'])
  expect(kept(['a', 'b'], ['a'], 'b')).toEqual(['a', 'b'])
  expect(kept(['a', 'b'], [], 'b')).toEqual(['b'])
})

test('it comes and goes with the list like any other when it is not open, was not there, or is there', () => {
  const ids = ['a', 'c']
  for (const [before, open] of [
    [['a', 'b', 'c'], null],
    [['a', 'b', 'c'], 'x'],
    [['a', 'c'], 'b'],
    [['a', 'c'], 'a'],
    [undefined, 'b'],
  ] as const)
    expect(kept(before, ids, open)).toBe(ids)
  expect(kept(['a', 'b'], undefined, 'b')).toBe(undefined)
})
