// The list of members, and one member, after an event.
import { describe, expect, test } from 'vitest'
import { cameIn, frozen, member, readTo, said, told, wentOut } from '../../../testing/cast'
import { patchMember, patchMemberList } from './members'

describe('the list of members', () => {
  const whole = frozen({ value: ['ana', 'bruno'], next: null, position: 9 })

  test('takes who comes at its end and lets go of who leaves', () => {
    expect(patchMemberList(whole, cameIn('carla', 3, 10), undefined).value).toEqual(['ana', 'bruno', 'carla'])
    expect(patchMemberList(whole, wentOut('ana', 3, 10), undefined).value).toEqual(['bruno'])
  })

  test('has who comes back at its end, where they joined last', () => {
    expect(patchMemberList(whole, cameIn('ana', 3, 10), undefined).value).toEqual(['bruno', 'ana'])
  })

  test('that is not whole does not take who stands beyond its end', () => {
    const first = frozen({ ...whole, next: 'more' })
    const after = patchMemberList(first, cameIn('carla', 3, 10), undefined)
    expect(after).toEqual({ ...first, position: 10 })
  })

  test('keeps whom it is told to let go of if they have come back since', () => {
    const back = frozen({ value: member('ana'), position: 12 })
    expect(patchMemberList(whole, wentOut('ana', 3, 10), undefined, back).value).toBe(whole.value)
  })

  test.each([
    ['what it was read after', cameIn('carla', 3, 9)],
    ['an event without a place in the log', cameIn('carla', 3, null)],
    ['an event of another kind', said(3, 10)],
  ])('P1: is the same by reference after %s', (_, event) => {
    expect(patchMemberList(whole, event, undefined)).toBe(whole)
  })

  test('control: without position it takes what it was read after', () => {
    expect(patchMemberList(whole, wentOut('ana', 3, 9), 'position').value).toEqual(['bruno'])
  })
})

describe('a member', () => {
  const held = frozen({ value: member('bruno', { last_read_seq: 5, last_delivered_seq: 7 }), position: 9 })
  const marks = (after: typeof held | null) => [after!.value.last_read_seq, after!.value.last_delivered_seq]
  const role = (position: number) =>
    told(
      'member-updated',
      { conversation_id: 'plaza', id: 'bruno', seq: 3, partial: { role: 'admin' } },
      position,
    )

  test('has read as far as the furthest receipt, in whatever order they come', () => {
    expect(marks(patchMember(held, readTo('bruno', 8, 10), undefined))).toEqual([8, 8])
    expect(marks(patchMember(held, readTo('bruno', 6, 10), undefined))).toEqual([6, 7])
  })

  test('has read what they have written', () => {
    expect(marks(patchMember(held, said(8, 10), undefined))).toEqual([8, 8])
  })

  test('of whom it is not told what they have read is not told it by what they write either', () => {
    const kept = frozen({ ...held, value: { ...held.value, last_read_seq: 0 } })
    expect(marks(patchMember(kept, said(8, 10), undefined))).toEqual([0, 8])
    expect(patchMember(kept, readTo('bruno', 7, 10), undefined)).toBe(kept)
  })

  test('is gone when they leave, and has another role when it is given', () => {
    expect(patchMember(held, wentOut('bruno', 3, 10), undefined)).toBe(null)
    expect(patchMember(held, role(10), undefined)!.value.role).toBe('admin')
  })

  test.each([
    ['a receipt that goes no further', readTo('bruno', 5, 10)],
    ['the receipt of another', readTo('carla', 9, 10)],
    ['the message of another', said(9, 10, { sender_id: 'carla' })],
    ['a system message of what they did', said(9, 10, { type: 'system' })],
    ['a role from before they were read', role(9)],
    ['a removal from before they were read', wentOut('bruno', 3, 9)],
  ])('P1: is the same by reference after %s', (_, event) => {
    expect(patchMember(held, event, undefined)).toBe(held)
  })

  test('control: without position a removal from before takes them away', () => {
    expect(patchMember(held, wentOut('bruno', 3, 9), 'position')).toBe(null)
  })
})
