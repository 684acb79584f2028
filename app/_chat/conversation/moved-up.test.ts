import { expect, test } from 'vitest'
import { hasMovedUp } from './moved-up'

const before = { top: 3446, height: 4150 }

test('who scrolls up has moved up, also while something comes', () => {
  expect(hasMovedUp(before, { top: 3400, height: 4150 })).toBe(true)
  expect(hasMovedUp(before, { top: 3400, height: 4300 })).toBe(true)
  expect(hasMovedUp(before, { top: 3300, height: 4042 })).toBe(true)
})

test('whose log grows, stands still, or becomes lower under them has not', () => {
  expect(hasMovedUp(before, before)).toBe(false)
  expect(hasMovedUp(before, { top: 3446, height: 4300 })).toBe(false)
  expect(hasMovedUp(before, { top: 3338, height: 4042 })).toBe(false)
  expect(hasMovedUp(before, { top: 3445.4, height: 4150 })).toBe(false)
})
