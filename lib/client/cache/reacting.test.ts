// One's own reactions are there at once, and give way to what the server says when it has said it.
import { describe, expect, test } from 'vitest'
import {
  conversation,
  counted,
  detail,
  erased,
  frozen,
  heard,
  history,
  message,
  reacted,
  stateOf,
} from '../../testing/cast'
import { carried } from './pending'
import { granted, shownMessage, wish } from './reacting'
import { renewed, type State } from './state'
import { entriesOf } from './table'

const open = stateOf(detail(9, conversation({ seq: 2 })), history(9, 2, [message(2)]))
const wished = (state: State, emoji: string, isReacted: boolean) =>
  frozen(wish(state, 'm2', emoji, isReacted).state)
const answered = (state: State, emoji: string, isReacted: boolean, seq: number, by = ['ana']) => {
  const mine = by.includes('ana') ? [emoji] : []
  const answer = { message: message(2, { reactions: counted(emoji, by), reacted: mine }), seq }
  return frozen(granted(state, { messageId: 'm2', emoji, isReacted }, answer).state)
}
const refused = (state: State, emoji: string, isReacted: boolean) =>
  frozen(granted(state, { messageId: 'm2', emoji, isReacted }, null).state)
const shown = (state: State) => {
  const { reactions, reacted: mine } = shownMessage(state, 'm2')!
  return [reactions.map(({ emoji, user_ids }) => [emoji, ...user_ids].join(' ')), mine]
}
const nobody = [[], []]
const mine = [['👍 ana'], ['👍']]
const echo = reacted(2, 3, 10, 'ana', '👍')

describe('a reaction of one’s own', () => {
  test.each([
    ['is there at once', (state: State) => state],
    ['stays when the answer comes', (state: State) => answered(state, '👍', true, 3)],
    ['stays when the echo comes', (state: State) => heard(state, echo)],
    ['stays after both', (state: State) => heard(answered(state, '👍', true, 3), echo)],
    ['stays after both, the other way', (state: State) => answered(heard(state, echo), '👍', true, 3)],
  ])('%s', (_, happen) => {
    expect(shown(happen(wished(open, '👍', true)))).toEqual(mine)
  })

  test('falls back when it is refused, to what is true by then', () => {
    expect(shown(refused(wished(open, '👍', true), '👍', true))).toEqual(nobody)
    const meanwhile = heard(wished(open, '👍', true), reacted(2, 3, 10, 'bruno', '👍'))
    expect(shown(meanwhile)).toEqual([['👍 bruno ana'], ['👍']])
    expect(shown(refused(meanwhile, '👍', true))).toEqual([['👍 bruno'], []])
  })

  test('on, off and on again is what was wanted last, whatever is answered meanwhile', () => {
    const twice = wished(wished(open, '👍', true), '👍', false)
    expect(shown(twice)).toEqual(nobody)
    const once = answered(twice, '👍', true, 3)
    expect(shown(once)).toEqual(nobody)
    const thrice = wished(once, '👍', true)
    expect(shown(thrice)).toEqual(mine)
    expect(shown(heard(answered(thrice, '👍', false, 4, []), echo))).toEqual(mine)
    const last = answered(thrice, '👍', true, 5)
    expect([shown(last), entriesOf(last.tables.wishes)]).toEqual([mine, []])
  })

  test('taken back leaves the others their count, and goes with the last', () => {
    const both = heard(open, echo)
    expect(shown(wished(both, '👍', false))).toEqual(nobody)
    const two = frozen(
      granted(
        both,
        { messageId: 'm2', emoji: '👍', isReacted: true },
        {
          message: message(2, {
            reactions: [{ emoji: '👍', count: 9, user_ids: ['ana', 'b', 'c', 'd', 'e'] }],
            reacted: ['👍'],
          }),
          seq: 9,
        },
      ).state,
    )
    expect(shownMessage(wished(two, '👍', false), 'm2')!.reactions).toEqual([
      { emoji: '👍', count: 8, user_ids: ['b', 'c', 'd', 'e'] },
    ])
  })

  test('wanted as it is shows the message itself, and a deleted one takes none', () => {
    const held = heard(open, echo)
    expect(shownMessage(wished(held, '👍', true), 'm2')).toBe(shownMessage(held, 'm2'))
    const gone = heard(wished(open, '👍', true), erased(2, 3, 10))
    expect(shown(gone)).toEqual(nobody)
  })

  test('an answer from before what is held takes nothing back', () => {
    const later = heard(wished(open, '👍', true), echo, reacted(2, 4, 11, 'ana', '👍', false))
    const after = answered(later, '👍', true, 3)
    expect([shown(after), entriesOf(after.tables.wishes)]).toEqual([nobody, []])
  })

  test('is still wanted after a new snapshot', () => {
    const before = wished(open, '👍', true)
    expect(entriesOf(carried(renewed(before), before).tables.wishes)).toEqual([
      ['m2', { value: { '👍': true } }],
    ])
  })
})

test('P1: a wish that is there already is the same state', () => {
  const once = wished(open, '👍', true)
  expect(wish(once, 'm2', '👍', true).state).toBe(once)
  expect(refused(open, '👍', true)).toBe(open)
})
