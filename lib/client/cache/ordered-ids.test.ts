// The order of the inbox and of a history.
import { describe, expect, test } from 'vitest'
import { conversation, frozen, membership, time } from '../../testing/cast'
import { belongs, byInbox, inboxPlace, listed, placed, taken } from './ordered-ids'
import type { InboxFilter } from './state'

const place = (id: string, activity: number, pinned = false) => ({ id, activity: time(activity), pinned })
const sorted = (...places: ReturnType<typeof place>[]) => places.sort(byInbox).map(({ id }) => id)

describe('the inbox', () => {
  test('has the pinned ahead, then the newest activity', () => {
    expect(sorted(place('a', 1), place('b', 3), place('c', 2), place('d', 0, true))).toEqual([
      'd',
      'b',
      'c',
      'a',
    ])
  })

  test('orders what moved in the same moment by id, the later made ahead', () => {
    expect(sorted(place('a', 1), place('c', 1), place('b', 1))).toEqual(['c', 'b', 'a'])
    expect(byInbox(place('a', 1), place('a', 1))).toBe(0)
  })

  test('counts a conversation in which nothing was said from when it was made', () => {
    expect(inboxPlace(conversation({ created_at: time(7) })).activity).toBe(time(7))
    expect(inboxPlace(conversation({ created_at: time(7), last_message_at: time(9) })).activity).toBe(time(9))
  })
})

describe('what belongs into a list', () => {
  const all: InboxFilter = { filter: 'all' }
  const own = (change: object) => conversation({ membership: membership(change) })
  const lists = (one: ReturnType<typeof conversation>) =>
    (['all', 'unread', 'archived'] as const).filter(filter => belongs(one, { filter }))

  test.each([
    ['read', {}, ['all']],
    ['with one unread', { unread_count: 1 }, ['all', 'unread']],
    ['marked unread', { marked_unread_at: time(1) }, ['all', 'unread']],
    ['archived', { archived_at: time(1) }, ['archived']],
    ['archived with something unread', { archived_at: time(1), unread_count: 1 }, ['archived']],
  ])('%s', (_, change, should) => {
    expect(lists(own(change))).toEqual(should)
  })

  test('is nothing that the viewer is not in', () => {
    expect(lists(conversation({ membership: null }))).toEqual([])
  })

  test('of a report is what is about it', () => {
    expect(belongs(conversation({ report_id: 'a' }), { ...all, report_id: 'a' })).toBe(true)
    expect(belongs(conversation({ report_id: null }), { ...all, report_id: 'a' })).toBe(false)
  })

  test('of a report is what is archived, too, but only of all of it', () => {
    const filters = ['all', 'unread', 'groups', 'reports', 'archived'] as const
    const away = conversation({
      report_id: 'a',
      membership: membership({ archived_at: time(1), unread_count: 1 }),
    })
    const of = (report_id?: string) => filters.filter(filter => belongs(away, { filter, report_id }))
    expect(of('a')).toEqual(['all', 'archived'])
    expect(of()).toEqual(['archived'])
    expect(of('b')).toEqual([])
  })

  test('reaches to the boundary and with it', () => {
    const at = (id: string) => conversation({ id, last_message_at: time(5) })
    const list = { asked: all, boundary: place('b', 5), next: 'more' }
    expect(['a', 'b', 'c'].filter(id => listed(at(id), list))).toEqual(['b', 'c'])
    expect(listed(at('a'), { ...list, boundary: null })).toBe(true)
  })
})

describe('an id', () => {
  const numbered = (ids: string[], id: string) => placed(frozen(ids), id, other => Number(other) < Number(id))

  test.each([
    [[], '1', ['1']],
    [['2', '3'], '1', ['1', '2', '3']],
    [['1', '3'], '2', ['1', '2', '3']],
    [['1', '2'], '3', ['1', '2', '3']],
  ])('finds its place in %j', (ids, id, should) => {
    expect(numbered(ids, id)).toEqual(should)
  })

  test('moves when its place is another now, and is there once', () => {
    expect(placed(frozen(['c', 'b', 'a']), 'a', () => false)).toEqual(['a', 'c', 'b'])
    expect(placed(frozen(['c', 'b', 'a']), 'c', () => true)).toEqual(['b', 'a', 'c'])
  })

  test('that stands where it belongs leaves the ids, by reference', () => {
    const ids = frozen(['1', '2', '3'])
    for (const id of ids) expect(numbered(ids as string[], id)).toBe(ids)
  })

  test('is taken out, or leaves the ids by reference when it is not among them', () => {
    const ids = frozen(['a', 'b'])
    expect(taken(ids, 'a')).toEqual(['b'])
    expect(taken(ids, 'z')).toBe(ids)
  })
})
