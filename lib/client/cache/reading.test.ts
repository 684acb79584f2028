// What the viewer has just read is read at once.
import { expect, test } from 'vitest'
import {
  conversation,
  detail,
  heard,
  history,
  inbox,
  membership,
  message,
  readTo,
  said,
  stateOf,
} from '../../testing/cast'
import { readUpTo, unread } from './reading'
import type { State } from './state'
import { read } from './table'

const three = [message(2), message(3), message(4)]
const plaza = conversation({
  seq: 4,
  last_message_id: 'm4',
  last_message_at: message(4).created_at,
  membership: membership({ unread_count: 3, unread_as_of_seq: 4 }),
})
const open = stateOf(inbox(9, [plaza], { messages: [message(4)] }), history(9, 4, three))
const own = ({ tables }: State) => {
  const { last_read_seq, unread_count } = read(tables.conversations, 'plaza')!.value.membership!
  return [last_read_seq, unread_count]
}

test('what is read to its end has nothing unread, at once', () => {
  expect(own(readUpTo(open, 'plaza', 4).state)).toEqual([4, 0])
})

test('what is read in part has unread what is above, where that is here to be counted', () => {
  expect(own(readUpTo(open, 'plaza', 3).state)).toEqual([3, 1])
  const rows = stateOf(inbox(9, [plaza], { messages: [message(4)] }))
  expect(readUpTo(rows, 'plaza', 3).state).toBe(rows)
})

test('what was read stays read when more is, of which only the server can tell what is left', () => {
  const ahead = conversation({
    ...plaza,
    seq: 6,
    membership: membership({ unread_count: 5, unread_as_of_seq: 6 }),
  })
  const state = detail(11, ahead, [message(4)])(readUpTo(open, 'plaza', 3).state).state
  expect(own(readUpTo(state, 'plaza', 5).state)).toEqual(own(state))
  expect(own(state)[0]).toBe(3)
})

test('P1: what is read already leaves the state, by reference', () => {
  const state = readUpTo(open, 'plaza', 4).state
  expect(readUpTo(state, 'plaza', 4).state).toBe(state)
  expect(readUpTo(state, 'plaza', 3).state).toBe(state)
  expect(readUpTo(open, 'plaza', 1).state).toBe(open)
  expect(readUpTo(open, 'elsewhere', 9).state).toBe(open)
})

test('P6: what comes after it counts, before and after the server has said it too', () => {
  const state = heard(readUpTo(open, 'plaza', 4).state, said(5, 10))
  expect(own(state)).toEqual([4, 1])
  const receipt = readTo('ana', 4, 11, { unread_count: 1, unread_as_of_seq: 5 })
  expect(own(heard(state, receipt))).toEqual([4, 1])
  expect(read(heard(state, receipt).tables.conversations, 'plaza')!.reading).toBe(null)
})

test('an answer that was read before it does not bring the badge back', () => {
  const state = detail(9, plaza, [message(4)])(readUpTo(open, 'plaza', 4).state).state
  expect(own(state)).toEqual([4, 0])
})

test('what the server does not take is unread again', () => {
  expect(own(unread(readUpTo(open, 'plaza', 4).state, 'plaza').state)).toEqual([1, 3])
})

test('P1: to take back what nobody read leaves the state, by reference', () => {
  expect(unread(open, 'plaza').state).toBe(open)
})
