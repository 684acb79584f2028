// Cursors as text. What they stand for in a log is in cursor.pg.test.ts.
import { expect, test } from 'vitest'
import { cursor } from '../../contract/primitives'
import { formatCursor, parseCursor } from './cursor'

test('a cursor says what it was made of, in the letters of the contract', () => {
  const made = formatCursor('17182bfbe0', { position: 123_456_789_012_345, nonce: '1c31671b' })
  expect(cursor.safeParse(made).success).toBe(true)
  expect(parseCursor(made)).toEqual({ epoch: '17182bfbe0', position: 123_456_789_012_345, nonce: '1c31671b' })
})

test.each([
  ['nothing', ''],
  ['two parts', 'e.1'],
  ['four parts', 'e.1.n.n'],
  ['no epoch', '.1.n'],
  ['no nonce', 'e.1.'],
  ['a negative position', 'e.-1.n'],
  ['a fraction', 'e.1e3.n'],
  ['a position beyond exact numbers', 'e.9999999999999999.n'],
  ['a line break at the end', 'e.1.n\n'],
  ['other letters', "e.1.n'; drop table events"],
  ['digits of another script', 'e.١.n'],
  ['a very long one', `e.1.${'n'.repeat(200)}`],
])('%s is no cursor', (_, text) => {
  expect(parseCursor(text)).toBeNull()
})
