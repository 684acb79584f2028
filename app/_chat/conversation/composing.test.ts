// What can be edited, and what a quote shows of a message.
import { expect, test } from 'vitest'
import { message } from '../../../lib/testing/cast'
import { lastEditable, oneLine } from './composing'

test('arrow-up goes to the newest own message that has words of its own', () => {
  const log = [
    message(2, { sender_id: 'ana' }),
    message(3, { sender_id: 'ana' }),
    message(4, { sender_id: 'ana', deleted_at: message(5).created_at }),
    message(5, { sender_id: 'ana', type: 'system' }),
    message(6),
  ]
  const read = (id: string) => log.find(one => one.id === id)
  const ids = [...log.map(({ id }) => id), 'temp-key']
  expect(lastEditable(ids, read, 'ana')).toBe('m3')
  expect(lastEditable(ids, read, 'carla')).toBeUndefined()
})

test('a line is one, however the message is broken', () => {
  expect(oneLine(' a\n\n b\t c')).toBe(' a b c')
  expect(oneLine('x'.repeat(5000)).length).toBe(300)
  expect(oneLine('Try `x = 1`, or ``y``:\n```\nconst a\n```')).toBe('Try x = 1, or y: const a ')
  expect(oneLine('A ` alone')).toBe('A ` alone')
})
