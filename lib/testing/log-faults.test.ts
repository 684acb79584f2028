// The checker itself: it finds what the tests of the log say is not there.
import { expect, test } from 'vitest'
import { faultless, faultsOf } from './log-faults'

const wanted = ['a', 'b', 'c', 'd']

test.each([
  ['nothing', wanted, faultless],
  ['what was lost', ['a', 'c', 'd'], { ...faultless, lost: ['b'] }],
  ['what came twice', ['a', 'b', 'c', 'b', 'd'], { ...faultless, twice: ['b'] }],
  ['what came too early', ['a', 'c', 'b', 'd'], { ...faultless, inverted: 1 }],
  ['what was never sent', ['a', 'x', 'b', 'c', 'd'], { ...faultless, strange: ['x'] }],
])('finds %s', (_, got, found) => {
  expect(faultsOf(wanted, got)).toEqual(found)
})
