// Another part of a history than its end: it grows on both sides, and is one with the end as soon as they touch.
import { expect, test } from 'vitest'
import {
  conversation,
  detail,
  erased,
  heard,
  history,
  message,
  passage,
  said,
  stateOf,
  wentOut,
} from '../../testing/cast'
import { dropPassage } from './apply-event'
import { draftOf } from './draft'
import type { State } from './state'
import { entriesOf, read } from './table'

const plaza = detail(
  9,
  conversation({ seq: 60, last_message_id: 'm60', last_message_at: message(60).created_at }),
  [message(60)],
)
const end = history(9, 60, [message(58), message(60)], { has_before: true })
const middle = passage(9, 60, [message(20), message(22)], { around: 21 })
const away = stateOf(plaza, end, middle)
const held = ({ tables }: State) => read(tables.passages, 'plaza')
const window = ({ tables }: State) => read(tables.windows, 'plaza')!
const messages = ({ tables }: State) =>
  entriesOf(tables.messages)
    .map(([id]) => id)
    .sort()

test('it stands beside the end, with what it names', () => {
  expect(held(away)).toMatchObject({ value: ['m20', 'm22'], at: 21, from: 20, to: 22 })
  expect(window(away).value).toEqual(['m58', 'm60'])
  expect(messages(away)).toEqual(['m20', 'm22', 'm58', 'm60'])
})

test('it goes on to both sides, each page once, and only where it ended when it was asked for', () => {
  const older = passage(9, 60, [message(10), message(15)], { before: 20 }, { has_before: false })
  const newer = passage(9, 60, [message(23), message(30)], { after: 22 })
  const grown = newer(older(away).state).state
  expect(held(grown)).toMatchObject({
    value: ['m10', 'm15', 'm20', 'm22', 'm23', 'm30'],
    from: 0,
    to: 30,
    at: 21,
  })
  expect(newer(older(grown).state).state).toBe(grown)
})

test('it becomes part of the end where it touches it, or reaches it itself', () => {
  for (const last of [
    passage(9, 60, [message(40), message(57), message(58)], { after: 22 }),
    passage(9, 60, [message(40), message(58), message(60)], { after: 22 }, { has_after: false }),
  ]) {
    const { state } = last(away)
    expect(held(state)).toBeUndefined()
    expect(window(state)).toMatchObject({ from: 20, seq: 60 })
    expect(new Set(window(state).value)).toContain('m40')
    expect([...window(state).value].sort()).toEqual(window(state).value)
  }
  // Older pages of the end may come upon it as well.
  const { state } = history(9, 60, [message(22), message(50)], { before: 58, has_before: true })(away)
  expect(held(state)).toBeUndefined()
  expect(window(state).value).toEqual(['m20', 'm22', 'm50', 'm58', 'm60'])
})

test('what is ahead of all that was told waits until it has been told', () => {
  const ahead = passage(12, 63, [message(60), message(61)], { around: 61 })
  const state = ahead(stateOf(plaza, end)).state
  expect(held(state)).toMatchObject({ to: 61 })
  const told = heard(state, said(61, 10))
  expect(held(told)).toBeUndefined()
  expect(window(told).value).toEqual(['m58', 'm60', 'm61'])
})

test('events find its messages, and leave the rest of it alone', () => {
  const after = heard(away, erased(20, 61, 10), said(62, 11))
  expect(read(after.tables.messages, 'm20')?.value).toMatchObject({ content: '' })
  expect(held(after)).toBe(held(away))
  expect(window(after).value).toEqual(['m58', 'm60', 'm62'])
})

test('a page that was read before an event and lands after it is told of it', () => {
  const state = middle(heard(stateOf(plaza, end), erased(20, 61, 10))).state
  expect(read(state.tables.messages, 'm20')?.value).toMatchObject({ content: '' })
})

test('another one takes its place, leaving it or the conversation takes it away, and nothing of it stays', () => {
  const other = passage(9, 60, [message(40)], { around: 40 })(away).state
  expect(messages(other)).toEqual(['m40', 'm58', 'm60'])
  const draft = draftOf(away)
  dropPassage(draft, 'plaza')
  expect(messages(draft.state)).toEqual(['m58', 'm60'])
  expect(messages(heard(away, wentOut('ana', 61, 10)))).toEqual([])
})

test('without an end beside it there is none', () => {
  expect(held(middle(stateOf(plaza)).state)).toBeUndefined()
})
