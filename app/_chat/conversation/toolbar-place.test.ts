// Where a message's toolbar stands.
import { expect, test } from 'vitest'
import { beside, withBeside } from './toolbar-place'

const log = { top: 64, left: 0, right: 800, bottom: 700 }
const row = { top: 100, left: 0, right: 800, bottom: 140 }
const bar = { width: 80, height: 36 }

test('beside a message of another, on its right', () => {
  expect(beside({ top: 104, left: 56, right: 300, bottom: 140 }, bar, row, log)).toEqual({
    top: 4,
    left: 308,
  })
})

test('beside a message of mine, on its left', () => {
  expect(beside({ top: 104, left: 500, right: 784, bottom: 140 }, bar, row, log)).toEqual({
    top: 4,
    left: 412,
  })
})

test('over its upper edge where there is no room, never out of the row', () => {
  const narrow = { ...row, right: 360 }
  const left = (from: number, to: number) =>
    beside({ top: 104, left: from, right: to, bottom: 140 }, bar, narrow, log)
  expect(left(40, 310)).toEqual({ top: -24, left: 40 })
  expect(left(4, 300).left).toBe(8)
  expect(left(40, 350).left).toBe(270)
  expect(left(40, 358).left).toBe(272)
})

test('within it where the upper edge is at the end of the log', () => {
  const bubble = { top: 68, left: 40, right: 350, bottom: 140 }
  expect(beside(bubble, bar, { ...row, top: 64, right: 360 }, log).top).toBe(8)
})

test('what stands beside the bubble is not covered, and what stands below it is no matter', () => {
  const bubble = { top: 104, left: 56, right: 300, bottom: 140 }
  const add = { top: 112, left: 304, right: 336, bottom: 136 }
  expect(beside(withBeside(bubble, add), bar, row, log)).toEqual({ top: 4, left: 344 })
  expect(withBeside(bubble, { ...add, top: 144, bottom: 168 })).toBe(bubble)
  expect(withBeside(bubble, undefined)).toBe(bubble)
})
