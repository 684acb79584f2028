// A send on its way, and how it is settled.
import { describe, expect, test } from 'vitest'
import {
  conversation,
  detail,
  frozen,
  heard,
  history,
  message,
  said,
  stateOf,
  tabLacking,
} from '../../testing/cast'
import { carried, changePending, confirmPending, discardPending, insertPending, pendingIn } from './pending'
import type { Pending, State } from './state'
import { read } from './table'

const sent = (key: string, order: number, conversation_id = 'plaza'): Pending => ({
  client_message_id: key,
  conversation_id,
  content: 'hola',
  reply_to_id: null,
  created_at: '',
  order,
  status: 'sending',
  reason: null,
})
const pages = [detail(9, conversation({ seq: 2 })), history(9, 2, [message(2)])]
const open = stateOf(...pages)
const sending = (state: State) => frozen(insertPending(state, sent('key', 1)).state)
const mine = message(3, { sender_id: 'ana', client_message_id: 'key' })
const echo = said(3, 10, { sender_id: 'ana', client_message_id: 'key' })
const shown = (state: State) => [
  ...(read(state.tables.windows, 'plaza')?.value ?? []),
  ...pendingIn(state, 'plaza').map(({ client_message_id }) => client_message_id),
]

describe('P19: a message is to be seen once', () => {
  test.each([
    ['while it is on its way', (state: State) => state, ['m2', 'key']],
    ['when the answer comes first', (state: State) => confirmPending(state, mine).state, ['m2', 'm3']],
    ['when the echo comes first', (state: State) => heard(state, echo), ['m2', 'm3']],
    ['after both', (state: State) => heard(confirmPending(state, mine).state, echo), ['m2', 'm3']],
    [
      'after both, the other way',
      (state: State) => confirmPending(heard(state, echo), mine).state,
      ['m2', 'm3'],
    ],
  ])('%s', (_, happen, should) => {
    expect(shown(happen(sending(open)))).toEqual(should)
  })

  test('control: when the echo does not settle it, it is to be seen twice', () => {
    expect(shown(heard(sending(tabLacking('settle', ...pages)), echo))).toEqual(['m2', 'm3', 'key'])
  })
})

test('the answer to a send moves no conversation: only the stream does', () => {
  const { tables } = confirmPending(sending(open), mine).state
  expect(tables.conversations).toBe(open.tables.conversations)
  expect(read(tables.windows, 'plaza')?.seq).toBe(2)
})

test('P1: an answer that comes again leaves the state, by reference', () => {
  const state = frozen(confirmPending(sending(open), mine).state)
  expect(confirmPending(state, mine).state).toBe(state)
})

test('the message of another under the same key settles nothing', () => {
  expect(shown(heard(sending(open), said(3, 10, { client_message_id: 'key' })))).toEqual(['m2', 'm3', 'key'])
})

test('what fails says why, and what is settled or discarded stays so', () => {
  const failed = frozen(changePending(sending(open), 'key', { status: 'failed', reason: 'No' }).state)
  expect(pendingIn(failed, 'plaza')).toEqual([{ ...sent('key', 1), status: 'failed', reason: 'No' }])
  expect(changePending(failed, 'key', { status: 'failed', reason: 'No' }).state).toBe(failed)
  const discarded = frozen(discardPending(failed, 'key').state)
  expect(shown(discarded)).toEqual(['m2'])
  expect(changePending(discarded, 'key', { status: 'sending', reason: null }).state).toBe(discarded)
})

test('sends are in the order in which they were written, of their own conversation', () => {
  const all = [sent('second', 2), sent('elsewhere', 3, 'casa'), sent('first', 1)]
  const state = all.reduce((before, value) => insertPending(before, value).state, open)
  expect(pendingIn(state, 'plaza').map(({ client_message_id }) => client_message_id)).toEqual([
    'first',
    'second',
  ])
})

test('a new snapshot keeps what is still to be sent, and not what it shows as sent', () => {
  expect(shown(carried(open, sending(open)))).toEqual(['m2', 'key'])
  const fresh = stateOf(detail(10, conversation({ seq: 3 })), history(10, 3, [message(2), mine]))
  expect(shown(carried(fresh, sending(open)))).toEqual(['m2', 'm3'])
})
