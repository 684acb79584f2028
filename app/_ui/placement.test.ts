import { expect, test } from 'vitest'
import { besides } from './placement'

const window = { width: 1000, height: 800 }
const button = (left: number, top: number) => ({ left, top, right: left + 36, bottom: top + 36 })

test('below, in line with the edge that leaves it in the window', () => {
  expect(besides(button(900, 10), { width: 200, height: 100 }, window)).toEqual({ top: 50, left: 736 })
  expect(besides(button(20, 10), { width: 200, height: 100 }, window)).toEqual({ top: 50, left: 20 })
})

test('above when there is more room there', () => {
  expect(besides(button(20, 740), { width: 200, height: 100 }, window)).toEqual({ top: 636, left: 20 })
})

test('never out of the window', () => {
  for (const left of [-30, 0, 300, 480, 999])
    for (const top of [-30, 0, 400, 799]) {
      const size = { width: 300, height: 780 }
      const place = besides(button(left, top), size, window)
      expect(place.left).toBeGreaterThanOrEqual(8)
      expect(place.top).toBeGreaterThanOrEqual(8)
      expect(place.left + size.width).toBeLessThanOrEqual(992)
      expect(place.top + size.height).toBeLessThanOrEqual(792)
    }
  expect(besides(button(100, 100), { width: 5000, height: 5000 }, window)).toEqual({ top: 8, left: 8 })
})
