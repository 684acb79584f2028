// An answer lands: older or newer than what is held, before the events that it lacks or after them.
import { describe, expect, test } from 'vitest'
import {
  cameIn,
  conversation,
  crowd,
  detail,
  erased,
  heard,
  history,
  inbox,
  logEvents,
  member,
  membership,
  message,
  readTo,
  renamed,
  said,
  set,
  stateOf,
  tabLacking,
  time,
  told,
} from '../../testing/cast'
import { landConversation, landEvents, landPeople, Stale } from './land'
import type { Guard, State } from './state'
import { entriesOf, read } from './table'

const plaza = conversation({ seq: 2, last_message_id: 'm2', last_message_at: message(2).created_at })
const row = inbox(9, [plaza], { messages: [message(2)] })
const texts = ({ tables }: State) =>
  read(tables.windows, 'plaza')?.value.map(id => read(tables.messages, id)?.value.content)
const detailOf = ({ tables }: State) => read(tables.conversations, 'plaza')!.value
const readOf = ({ tables }: State, id: string) => read(tables.members, `plaza/${id}`)?.value.last_read_seq

describe('P18: a page that was read before events and lands after them', () => {
  const late = (lacks?: Guard) =>
    history(9, 2, [message(2)])(heard(tabLacking(lacks, row), said(3, 10), said(4, 11), erased(3, 5, 12)))
      .state

  test('swallows none of them', () => {
    expect(texts(late())).toEqual(['text 2', '', 'text 4'])
    expect(read(late().tables.windows, 'plaza')?.seq).toBe(5)
  })

  test('control: without what is kept of the events they are lost', () => {
    expect(texts(late('recent'))).toEqual(['text 2'])
  })

  test('what was taken back is in none of the events that are kept', () => {
    const answer = told(
      'message-created',
      {
        conversation_id: 'plaza',
        id: 'm4',
        seq: 4,
        partial: message(4, { reply_to_id: 'm3' }),
        related: { users: [], messages: [message(3)] },
      },
      11,
    )
    const edited = (seq: number, position: number) =>
      told(
        'message-updated',
        {
          conversation_id: 'plaza',
          id: 'm3',
          seq,
          partial: { content: 'other words', edited_at: time(seq) },
        },
        position,
      )
    const before = heard(stateOf(row), said(3, 10), answer)
    const words = ({ recent }: State) => JSON.stringify(recent).match(/text 3|text 4|other words/g)
    expect(words(before)).toEqual(['text 3', 'text 3', 'text 4'])
    expect(words(heard(before, edited(5, 12)))).toEqual(['text 4', 'other words'])
    const late = heard(before, edited(5, 12), erased(3, 6, 13))
    expect(words(late)).toEqual(['text 4'])
    const { state } = history(9, 2, [message(2)])(heard(before, edited(5, 12)))
    expect(texts(state)).toEqual(['text 2', 'other words', 'text 4'])
  })

  const registers = (lacks?: Guard) => {
    const events = [
      said(3, 10),
      renamed('Plaza Mayor', 4, 11),
      readTo('bruno', 4, 12),
      readTo('ana', 4, 13, { unread_count: 0, unread_as_of_seq: 4 }),
      set({ pinned_at: message(9).created_at }, 14),
    ]
    let state = heard(tabLacking(lacks, row), ...events)
    for (const land of [row, detail(9, plaza, [message(2)]), crowd(9, [member('bruno'), member('ana')])])
      state = land(state).state
    return {
      name: detailOf(state).name,
      last: detailOf(state).last_message_id,
      pinned: detailOf(state).membership!.pinned_at,
      unread: detailOf(state).membership!.unread_count,
      mine: detailOf(state).membership!.last_read_seq,
      theirs: readOf(state, 'bruno'),
    }
  }
  const now = {
    name: 'Plaza Mayor',
    last: 'm3',
    pinned: message(9).created_at,
    unread: 0,
    mine: 4,
    theirs: 4,
  }

  test('takes no title, last message, setting or read pointer back', () => {
    expect(registers()).toEqual(now)
  })

  test('control: what is put in the place of something newer takes it back', () => {
    expect(registers('recent').theirs).toBe(1)
    const ahead = stateOf(row, detail(11, conversation({ seq: 3, name: 'Plaza Mayor' })))
    const older = (lacks?: Guard) =>
      detailOf(detail(9, plaza)({ ...ahead, ...(lacks && { lacks }) }).state).name
    expect([older(), older('newer')]).toEqual(['Plaza Mayor', 'Plaza'])
  })
})

describe('an answer is stale', () => {
  test('where an event between it and now was not told', () => {
    const state = heard(stateOf(inbox(9, [])), said(4, 10))
    expect(() => detail(9, plaza)(state)).toThrow(Stale)
    expect(() => detail(9, conversation({ seq: 3 }))(state)).not.toThrow()
  })

  test('control: without the guard it is counted on', () => {
    const state = heard(tabLacking('gap', inbox(9, [])), said(4, 10))
    expect(detailOf(detail(9, plaza)(state).state).seq).toBe(4)
  })

  test('where more has passed since than is kept', () => {
    let state = stateOf(row)
    for (let n = 1; n <= 1001; n++) state = heard(state, readTo('bruno', 1, 9 + n))
    expect(() => detail(9, plaza)(state)).toThrow(Stale)
    expect(() => detail(10, plaza)(state)).not.toThrow()
  })

  test('where the viewer has come in since: what was not theirs to see was not told', () => {
    const mine = conversation({ seq: 3, membership: membership({ unread_as_of_seq: 3 }) })
    const state = heard(stateOf(inbox(9, [])), cameIn('ana', 3, 10, [mine]))
    expect(() => history(9, 2, [])(state)).toThrow(Stale)
  })

  test('where it is of another log, or says no place in it', () => {
    for (const cursor of ['other.9.n', 'nonsense'])
      expect(() => landPeople(stateOf(row), { users: [], cursor })).toThrow(Stale)
  })
})

describe('the window', () => {
  const [two, three, four, six] = [message(2), message(3), message(4), message(6)]

  test('of an empty conversation is empty and whole', () => {
    const { tables } = stateOf(detail(9, conversation()), history(9, 1, []))
    expect(read(tables.windows, 'plaza')).toEqual({ value: [], seq: 1, from: 0, quotes: [] })
  })

  test('grows at its beginning by the page that ends there, and knows when it is whole', () => {
    const newest = history(9, 4, [three, four], { has_before: true })
    const open = stateOf(detail(9, conversation({ seq: 4 })), newest)
    expect(read(open.tables.windows, 'plaza')).toEqual({ value: ['m3', 'm4'], seq: 4, from: 3, quotes: [] })
    const whole = history(9, 4, [two], { before: 3 })(open).state
    expect(read(whole.tables.windows, 'plaza')).toEqual({
      value: ['m2', 'm3', 'm4'],
      seq: 4,
      from: 0,
      quotes: [],
    })
    expect(history(9, 4, [two], { before: 9 })(open).state.tables).toBe(open.tables)
  })

  test('keeps what came meanwhile when an older page lands', () => {
    const newest = history(9, 3, [three], { has_before: true })
    const open = heard(stateOf(detail(9, conversation({ seq: 3 })), newest), said(4, 10), erased(2, 5, 11))
    const whole = history(9, 3, [two], { before: 3 })(open).state
    expect(texts(whole)).toEqual(['', 'text 3', 'text 4'])
  })

  test('goes on where a newer page joins it, and begins anew where something lies between', () => {
    const open = stateOf(detail(9, conversation({ seq: 3 })), history(9, 3, [two, three]))
    const joins = history(12, 6, [four, six], { has_before: true })(open).state
    expect(read(joins.tables.windows, 'plaza')?.value).toEqual(['m2', 'm3', 'm4', 'm6'])
    const apart = history(12, 6, [six], { has_before: true })(open).state
    expect(read(apart.tables.windows, 'plaza')).toEqual({ value: ['m6'], seq: 6, from: 6, quotes: [] })
    expect(read(apart.tables.messages, 'm2')).toBeUndefined()
  })

  test('is not made for who is not in the conversation', () => {
    const outside = stateOf(detail(9, conversation({ visibility: 'public', membership: null })))
    expect(entriesOf(history(9, 1, [two])(outside).state.tables.windows)).toEqual([])
  })
})

describe('a list', () => {
  const at = (id: string, n: number, own: object = {}) =>
    conversation({ id, last_message_at: message(n).created_at, membership: membership(own) })
  const ids = ({ tables }: State) => read(tables.lists, 'all')?.value

  test('that is empty is there, and takes the first conversation', () => {
    const empty = stateOf(inbox(9, []))
    expect(ids(empty)).toEqual([])
    expect(ids(detail(10, plaza, [message(2)])(empty).state)).toEqual(['plaza'])
  })

  test('holds what stands ahead of its end and not what stands behind it, until the next page', () => {
    const first = stateOf(inbox(9, [at('c', 5), at('b', 4)], { next: 'b' }))
    expect(ids(detail(9, at('a', 3))(first).state)).toEqual(['c', 'b'])
    expect(ids(detail(9, at('d', 5))(first).state)).toEqual(['d', 'c', 'b'])
  })

  test('P1: an answer that lands a second time shows nothing anew', () => {
    const both = [row, history(9, 2, [message(2)]), crowd(9, [member('bruno'), member('ana')])]
    const open = stateOf(...both, detail(9, plaza, [message(2)]))
    for (const land of [...both, detail(9, plaza, [message(2)])]) {
      const outcome = land(open)
      expect(outcome.changed).toEqual([])
      expect(outcome.state).toBe(open)
    }
  })
})

describe('members', () => {
  const page = crowd(9, [member('bruno')], 'more')
  const open = stateOf(row, page)
  const list = ({ tables }: State) => read(tables.memberLists, 'plaza')

  test('who comes stands at the end of a whole list, and is awaited by one that is not', () => {
    const whole = crowd(9, [member('ana')], null, 'more')(open).state
    expect(list(heard(whole, cameIn('carla', 3, 10)))?.value).toEqual(['bruno', 'ana', 'carla'])
    expect(list(heard(open, cameIn('carla', 3, 10)))?.value).toEqual(['bruno'])
  })

  test('a page that does not follow the one held is of no use', () => {
    expect(crowd(9, [member('ana')], null, 'other')(open).state.tables).toBe(open.tables)
  })
})

test('a refusal takes away what the viewer only looked at, and nothing of who is in it', () => {
  const outside = stateOf(detail(9, conversation({ visibility: 'public', membership: null })))
  expect(entriesOf(landConversation(outside, 'plaza', null).state.tables.conversations)).toEqual([])
  const inside = stateOf(row)
  expect(landConversation(inside, 'plaza', null).state).toBe(inside)
})

test('P3: what a conversation’s own log says was missed is taken over once, and what has no seq is asked for', () => {
  const open = stateOf(row, history(9, 2, [message(2)]))
  const missed = logEvents(said(3, null), said(4, null), renamed('Plaza Mayor', 5, null))
  const { state, wants } = landEvents(open, 'plaza', missed)
  expect([texts(state), detailOf(state).name, detailOf(state).seq]).toEqual([
    ['text 2', 'text 3', 'text 4'],
    'Plaza Mayor',
    5,
  ])
  expect(detailOf(state).membership!.unread_count).toBe(2)
  expect(wants).toEqual([{ want: 'conversation', conversationId: 'plaza' }])
  expect(landEvents(state, 'plaza', missed).state).toBe(state)
})
