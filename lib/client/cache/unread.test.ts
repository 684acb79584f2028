// What a conversation adds to everything unread.
import { expect, test } from 'vitest'
import { conversation, membership, time } from '../../testing/cast'
import { counted } from './unread'

const now = Date.parse(time(10))
const of = (change: Parameters<typeof membership>[0]) =>
  counted(conversation({ membership: membership({ unread_count: 3, ...change }) }), now)

test('its unread messages, unless it is archived, or muted until later', () => {
  expect(of({})).toBe(3)
  expect(of({ archived_at: time(1) })).toBe(0)
  expect(of({ muted_until: time(11) })).toBe(0)
  for (const over of [time(10), time(9)]) expect(of({ muted_until: over })).toBe(3)
})

test('a mark is no message, and where one is not a member there is nothing unread', () => {
  expect(of({ unread_count: 0, marked_unread_at: time(1) })).toBe(0)
  expect(counted(conversation({ membership: null }), now)).toBe(0)
})
