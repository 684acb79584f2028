import { expect, test } from 'vitest'
import { linesOf, newsAfter, shortened } from './announcement'

type Row = {
  id: string
  seq: number
  sender_id: string
  edited_at: string | null
  type: 'text' | 'system'
  deleted_at: string | null
}

const said = (seq: number, sender_id = 'ana', more: Partial<Row> = {}): Row => ({
  id: `m${seq}`,
  seq,
  sender_id,
  edited_at: null,
  type: 'text',
  deleted_at: null,
  ...more,
})
const log = (...rows: Row[]) => ({
  ids: rows.map(({ id }) => id),
  read: (id: string) => rows.find(row => row.id === id),
})
const seqs = (rows: { seq: number }[]) => rows.map(({ seq }) => seq)

test('what others have said since is news, once, oldest first', () => {
  const all = log(said(1), said(2), said(3, 'carla'))
  const { news, upTo } = newsAfter(all, 1, 'viewer')
  expect(seqs(news)).toEqual([2, 3])
  expect(newsAfter(all, upTo, 'viewer')).toEqual({ news: [], upTo })
})

test("one's own, what is not settled, what is deleted and what just happened are not told", () => {
  const all = log(
    said(1),
    said(2, 'viewer'),
    said(3, 'ana', { deleted_at: '2026-01-01T00:00:00Z' }),
    said(4, 'ana', { type: 'system' }),
    said(9, 'viewer', { id: 'temp-1' }),
  )
  expect(newsAfter(all, 1, 'viewer')).toEqual({ news: [], upTo: 4 })
})

test('older messages that are loaded above are history', () => {
  expect(newsAfter(log(said(1), said(2), said(3)), 3, 'viewer')).toEqual({ news: [], upTo: 3 })
  expect(newsAfter(log(), 3, 'viewer')).toEqual({ news: [], upTo: 3 })
})

test('each is told by itself, and more than three at once as a number', () => {
  const lines = (count: number) => linesOf(Array.from({ length: count }, (_, at) => said(at + 1)))
  expect(lines(0)).toEqual([])
  expect(lines(3).map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
  expect(lines(4)).toEqual([{ id: 'm4', count: 4 }])
})

test('a long one is begun, and no sign is cut in two', () => {
  expect(shortened('short')).toBe('short')
  expect([...shortened('🦊'.repeat(5000))]).toHaveLength(301)
})
