// The detail after an event: unread and read pointers, registers, and which of two readings is the newer.
import { describe, expect, test } from 'vitest'
import {
  cameIn,
  conversation,
  erased,
  frozen,
  got,
  membership,
  message,
  readTo,
  renamed,
  said,
  set,
  time,
} from '../../../testing/cast'
import type { Guard, HeldConversation, Told } from '../state'
import { heldConversation, newerConversation, patchConversation } from './conversation'

const ana = { viewerId: 'ana' }
const held = (own: object = {}, seq = 9): HeldConversation =>
  frozen(
    heldConversation(conversation({ seq, membership: membership({ unread_as_of_seq: seq, ...own }) }), 10),
  )
const patched = (before: HeldConversation, events: Told[], lacks?: Guard) =>
  events.reduce((one, told) => frozen(patchConversation(one, told, { ...ana, lacks })), before)
const unread = (one: HeldConversation) => one.value.membership!.unread_count

describe('unread', () => {
  test.each([
    ['the first', 0, 1],
    ['the one that makes it 99', 98, 99],
    ['the one that reaches the cap', 99, 100],
    ['one beyond the cap', 100, 100],
  ])('P6: %s of another counts', (_, before, after) => {
    expect(unread(patched(held({ unread_count: before }), [said(10, 11)]))).toBe(after)
  })

  test('does not count what is one’s own, which reads everything before it', () => {
    const { membership } = patched(held({ unread_count: 7 }), [said(10, 11, { sender_id: 'ana' })]).value
    expect(membership).toMatchObject({ unread_count: 0, last_read_seq: 10, unread_as_of_seq: 10 })
  })

  test.each(['ana', 'bruno'])(
    'is the same after a system message of what %s did, and so is all else',
    sender_id => {
      const own = { unread_count: 7, last_read_seq: 2, archived_at: time(1), marked_unread_at: time(1) }
      const before = held(own)
      const after = patched(before, [said(10, 11, { type: 'system', sender_id })]).value
      expect(after).toMatchObject({ seq: 10, last_message_id: 'm10', last_message_at: time(10) })
      expect(after.membership).toEqual({ ...before.value.membership, unread_as_of_seq: 10 })
      // Control: what somebody says does change it.
      const spoken = patched(before, [said(10, 11, { sender_id })]).value.membership!
      expect(spoken.archived_at).toBe(null)
      expect(spoken.unread_count).not.toBe(7)
    },
  )

  test.each([
    ['is taken off when it is deleted', { unread_count: 3, last_read_seq: 4 }, erased(5, 10, 11), 2, false],
    [
      'stays when what is read is deleted',
      { unread_count: 3, last_read_seq: 5 },
      erased(5, 10, 11),
      3,
      false,
    ],
    ['stays when one’s own is deleted', { unread_count: 3 }, erased(5, 10, 11, 'ana'), 3, false],
    [
      'is not known when something is deleted at the cap',
      { unread_count: 100 },
      erased(5, 10, 11),
      100,
      true,
    ],
    ['never falls below nothing', { unread_count: 0 }, erased(5, 10, 11), 0, false],
  ])('P6: %s', (_, own, told, count, unsure) => {
    const after = patched(held(own), [told])
    expect([unread(after), after.unsure]).toEqual([count, unsure])
  })

  const ahead = held({ unread_count: 4, unread_as_of_seq: 10 })

  test('P6: a count that holds as of an event is not changed by it', () => {
    expect(unread(patched(ahead, [said(10, 11)]))).toBe(4)
    expect(unread(patched(ahead, [said(10, 11), said(11, 12)]))).toBe(5)
  })

  test('control: without as-of it is counted twice', () => {
    expect(unread(patched(ahead, [said(10, 11)], 'as-of'))).toBe(5)
  })
})

describe('a register', () => {
  const pinned = set({ pinned_at: message(3).created_at }, 11)

  test('changes what it names and keeps the rest', () => {
    const after = patched(held({ muted_until: message(4).created_at }), [pinned]).value.membership
    expect(after).toMatchObject({ pinned_at: message(3).created_at, muted_until: message(4).created_at })
  })

  test('that is not later than the detail leaves it, by reference', () => {
    const later = patched(held(), [pinned])
    expect(patched(later, [set({ pinned_at: null }, 11)])).toBe(later)
    expect(patched(later, [set({ pinned_at: null }, 10)])).toBe(later)
  })

  test('control: without position an older one wins', () => {
    const after = patched(patched(held(), [pinned]), [set({ pinned_at: null }, 10)], 'position')
    expect(after.value.membership!.pinned_at).toBe(null)
  })

  test('read pointers only grow', () => {
    const before = held({ last_read_seq: 6, last_delivered_seq: 7 })
    const after = patched(before, [readTo('ana', 5, 11)])
    expect(after.value.membership).toMatchObject({ last_read_seq: 6, last_delivered_seq: 7 })
  })

  test('what has come to a device leaves what is unread as it is, a mark of the viewer’s too', () => {
    const marked_unread_at = message(1).created_at
    const before = held({ unread_count: 3, last_read_seq: 6, last_delivered_seq: 6, marked_unread_at })
    const after = patched(before, [got('ana', 9, 11, 6)])
    expect(after.value.membership).toEqual({ ...before.value.membership, last_delivered_seq: 9 })
    expect(after.unsure).toBe(false)
  })

  test('the receipt of another leaves the detail, by reference', () => {
    const before = held()
    expect(patched(before, [readTo('bruno', 9, 11)])).toBe(before)
  })

  test('a further pointer with an older count cannot be derived, and is to be asked for', () => {
    const receipt = readTo('ana', 8, 11, { unread_count: 1, unread_as_of_seq: 8 })
    const after = patched(held({ unread_count: 3 }), [receipt])
    expect([after.unsure, after.value.membership!.last_read_seq, unread(after)]).toEqual([true, 8, 3])
  })
})

describe('a new message', () => {
  const archived = message(2).created_at

  test('brings a conversation out of the archive, unless it is muted for longer', () => {
    const at = (muted_until: string | null) =>
      patched(held({ archived_at: archived, muted_until }), [said(10, 11)]).value.membership!.archived_at
    expect(at(null)).toBe(null)
    expect(at(message(11).created_at)).toBe(archived)
    expect(at(message(10).created_at)).toBe(null)
  })

  test('takes the mark of being unread only from who wrote it', () => {
    const marked = (sender_id: string) =>
      patched(held({ marked_unread_at: archived }), [said(10, 11, { sender_id })]).value.membership!
        .marked_unread_at
    expect([marked('bruno'), marked('ana')]).toEqual([archived, null])
  })
})

describe('a log event', () => {
  const before = held()

  test.each([8, 9])('with seq %i is held already at seq 9, by reference', seq => {
    expect(patched(before, [renamed('Plaza Mayor', seq, 11)])).toBe(before)
  })

  test('control: without seq it is taken once more', () => {
    expect(patched(before, [renamed('Plaza Mayor', 9, 11)], 'seq').value.name).toBe('Plaza Mayor')
  })

  test('with the next seq merges what it names and keeps the rest', () => {
    const { value } = patched(before, [renamed('Plaza Mayor', 10, 11), cameIn('carla', 11, 12)])
    const should = {
      seq: 11,
      name: 'Plaza Mayor',
      member_count: 3,
      preview_member_ids: ['ana', 'bruno', 'carla'],
    }
    expect(value).toEqual({
      ...before.value,
      ...should,
      membership: { ...before.value.membership, unread_as_of_seq: 11 },
    })
  })
})

describe('of two readings', () => {
  const [earlier, later] = [held({ unread_count: 1, pinned_at: message(1).created_at }), held({}, 12)]

  test('what all see is of the later seq, whichever was held', () => {
    for (const both of [newerConversation(earlier, later), newerConversation(later, earlier)])
      expect(both.value).toMatchObject({ seq: 12, membership: { unread_count: 0, unread_as_of_seq: 12 } })
  })

  test('the settings are of the later position, and pointers the further ones', () => {
    const settled = patched(earlier, [
      set({ pinned_at: null }, 15),
      readTo('ana', 7, 16, { unread_count: 0, unread_as_of_seq: 9 }),
    ])
    const both = newerConversation(settled, later)
    expect(both.value).toMatchObject({ seq: 12, membership: { pinned_at: null, last_read_seq: 7 } })
    expect(both.position).toBe(16)
  })

  test('where both reach as far, a mark of which the one read is not sure is not taken over', () => {
    const marks = { last_read_seq: 9, last_delivered_seq: 9, marked_unread_at: message(8).created_at }
    const read = patched(held(marks), [readTo('ana', 9, 15, { unread_count: 0, unread_as_of_seq: 9 })])
    expect(read).toMatchObject({ position: 15, unsure: true })
    const sure = frozen({ ...held({ last_read_seq: 9, last_delivered_seq: 9 }), position: 15 })
    expect(newerConversation(sure, read).value.membership!.marked_unread_at).toBeNull()
  })

  test('P1: one that brings nothing leaves what is held, by reference', () => {
    expect(newerConversation(later, heldConversation(later.truth, 9))).toBe(later)
    expect(newerConversation(later, later)).toBe(later)
    const outside = frozen(heldConversation(conversation({ seq: 13, membership: null }), 9))
    expect(newerConversation(outside, later)).toBe(outside)
  })
})
