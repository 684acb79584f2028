// What a message replies to is held as long as something in the window replies to it, and follows edits and deletions.
import { expect, test } from 'vitest'
import {
  cameIn,
  conversation,
  detail,
  erased,
  frozen,
  heard,
  history,
  message,
  said,
  stateOf,
  time,
  told,
} from '../../testing/cast'
import { unload } from './apply-event'
import { draftOf } from './draft'
import { landMessages } from './land'
import { confirmPending } from './pending'
import type { State } from './state'
import { read } from './table'

const held = ({ tables }: State, id: string) => read(tables.messages, id)?.value
const window = ({ tables }: State) => read(tables.windows, 'plaza')
const reply = message(9, { reply_to_id: 'm2' })
/** The newest page: m8 and m9, which replies to m2; that is from long before. */
const page = {
  ids: ['m8', 'm9'],
  messages: [message(8), reply],
  quoted: [message(2)],
  users: [],
  has_before: true,
  seq: 9,
  cursor: 'log.9.n9',
}
const open = stateOf(detail(9, conversation({ seq: 9 })), state => landMessages(state, 'plaza', frozen(page)))

test('a page brings along what it quotes, and begins where its own messages begin', () => {
  expect(window(open)).toEqual({ value: ['m8', 'm9'], seq: 9, from: 8, quotes: ['m2'] })
  expect(held(open, 'm2')).toEqual(message(2))
})

test('a quote follows edits and deletions', () => {
  const edit = told(
    'message-updated',
    {
      conversation_id: 'plaza',
      id: 'm2',
      seq: 10,
      partial: { content: 'otro', edited_at: time(10) },
    },
    10,
  )
  const after = heard(open, edit)
  expect(held(after, 'm2')?.content).toBe('otro')
  expect(held(heard(after, erased(2, 11, 11)), 'm2')).toMatchObject({ content: '', deleted_at: time(11) })
})

test('a reply that arrives brings along what it quotes, once', () => {
  const event = said(10, 10, { reply_to_id: 'm3' })
  const brought = frozen({
    ...event,
    event: {
      ...event.event,
      payload: { ...event.event.payload, related: { users: [], messages: [message(3)] } },
    },
  }) as typeof event
  const after = heard(open, brought)
  expect([held(after, 'm3'), window(after)?.quotes]).toEqual([message(3), ['m2', 'm3']])
})

test('what nobody replies to any more goes with the window', () => {
  const draft = draftOf(open)
  unload(draft, 'plaza')
  expect([held(draft.state, 'm2'), held(draft.state, 'm8')]).toEqual([undefined, undefined])
})

test('the page that holds it takes it over where it stands', () => {
  const whole = history(9, 9, [message(2)], { before: 8 })(open).state
  expect(window(whole)).toEqual({ value: ['m2', 'm8', 'm9'], seq: 9, from: 0, quotes: ['m2'] })
  expect(held(whole, 'm2')).toBe(held(open, 'm2'))
})

test('a newer page that does not touch the window lets go of what it quoted', () => {
  const apart = history(20, 30, [message(30)], { has_before: true })(
    heard(open, cameIn('carla', 10, 10)),
  ).state
  expect([window(apart)?.quotes, held(apart, 'm2')]).toEqual([[], undefined])
})

test('the answer to a reply names what it replies to', () => {
  const mine = message(10, { sender_id: 'ana', reply_to_id: 'm8' })
  expect(window(confirmPending(open, mine).state)?.quotes).toEqual(['m2', 'm8'])
})
