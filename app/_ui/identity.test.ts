import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { identityOf } from './identity'

test('a person keeps their colour', () => {
  const id = '01928c6e-1a2b-7c3d-8e4f-5a6b7c8d9e0f'
  expect(identityOf(id)).toBe(identityOf(id))
  expect(identityOf('')).toBeGreaterThan(0)
})

test('people made in the same millisecond get all five about equally', () => {
  const seen = [0, 0, 0, 0, 0]
  for (let n = 0; n < 5000; n += 1) {
    const random = Uint8Array.from({ length: 16 }, (_, at) => (Math.imul(n + 1, 2654435761) >>> at) & 255)
    seen[identityOf(v7({ msecs: 1_790_000_000_000, random, seq: n })) - 1]! += 1
  }
  for (const count of seen) expect(count).toBeGreaterThan(800)
})
