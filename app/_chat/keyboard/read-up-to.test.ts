import { expect, test } from 'vitest'
import type { Membership } from '@/lib/contract/member'
import { readUpTo } from './read-up-to'

const read = (last_read_seq: number) => ({ membership: { last_read_seq } as Membership })

test('the newest message is read, and nothing is told of what only happened after it', () => {
  expect(readUpTo(read(3), { seq: 7 })).toBe(7)
})

test('where more was read already, or nothing said yet, that is enough for the mark to go', () => {
  expect(readUpTo(read(8), { seq: 7 })).toBe(8)
  expect(readUpTo(read(1), undefined)).toBe(1)
})
