import { expect, test } from 'vitest'
import { receiptOf } from './receipt-of'

const said = { seq: 10, created_at: '2026-01-02T10:00:00.500Z' }
const member = (
  last_read_seq: number,
  last_delivered_seq: number,
  joined_at = '2026-01-02T09:00:00.000Z',
) => ({
  conversation_id: 'c',
  user_id: 'u',
  role: 'member' as const,
  joined_at,
  last_read_seq,
  last_delivered_seq,
})

test('a member stands where their marks have come to', () => {
  expect(receiptOf(member(10, 12), said)).toBe('read')
  expect(receiptOf(member(9, 10), said)).toBe('delivered')
  expect(receiptOf(member(9, 9), said)).toBe('sent')
})

test('who came after it was said has neither read it nor is to get it', () => {
  expect(receiptOf(member(20, 20, '2026-01-02T10:00:00.501Z'), said)).toBe(null)
})

test('who came in the millisecond in which it was said was there', () => {
  expect(receiptOf(member(9, 9, said.created_at), said)).toBe('sent')
})
