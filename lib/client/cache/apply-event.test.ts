// What an event touches, and what it leaves alone.
import { describe, expect, test } from 'vitest'
import {
  at,
  cameIn,
  conversation,
  crowd,
  detail,
  frozen,
  heard,
  history,
  inbox,
  member,
  membership,
  message,
  readTo,
  renamed,
  said,
  set,
  stateOf,
  tabLacking,
  told,
  user,
  wentOut,
} from '../../testing/cast'
import { isChangedAgain } from '../../testing/told-again'
import { advance } from './advance'
import { applyEvent } from './apply-event'
import { draftOf, outcomeOf } from './draft'
import type { Told } from './state'
import { entriesOf, read } from './table'

const plaza = conversation({ seq: 2, last_message_id: 'm2', last_message_at: message(2).created_at })
const pages = [
  inbox(9, [plaza], { messages: [message(2)] }),
  history(9, 2, [message(2)]),
  crowd(9, [member('bruno'), member('ana')]),
]
const open = stateOf(...pages)
const touched = (state: typeof open, told: Told) => {
  const draft = draftOf(state)
  applyEvent(draft, told)
  return outcomeOf(draft)
}

describe('S19: what the viewer shows of themself', () => {
  const settings = (receipts: boolean, position: number) =>
    told('settings-updated', { id: 'ana', partial: { receipts } }, position)
  const reads = (state: typeof open) =>
    ['ana', 'bruno'].map(id => read(state.tables.members, `plaza/${id}`)!.value.last_read_seq)

  test('is what they see of others: nothing from then on, whatever was on its way; and later what they ask for', () => {
    const off = heard(open, readTo('bruno', 3, 10), settings(false, 11))
    expect(reads(off)).toEqual([1, 0])
    expect(reads(heard(off, readTo('bruno', 0, 12)))).toEqual([1, 0])
    expect(isChangedAgain(off, settings(false, 11))).toBe(false)
    expect(() => crowd(10, [member('bruno', { last_read_seq: 3 })])(off)).toThrow()
    const on = touched(off, settings(true, 12))
    expect(on.wants).toEqual([{ want: 'members', conversationId: 'plaza' }])
    const asked = crowd(12, [member('bruno', { last_read_seq: 3 }), member('ana')])
    expect(reads(asked(heard(off, settings(true, 12))).state)).toEqual([1, 3])
  })
})

describe('an event', () => {
  const everything: Told[] = [
    said(3, 10),
    renamed('Plaza Mayor', 4, 11),
    readTo('bruno', 3, 12),
    readTo('ana', 3, 13, { unread_count: 0, unread_as_of_seq: 4 }),
    set({ pinned_at: message(4).created_at }, 14),
    cameIn('carla', 5, 15),
    wentOut('carla', 6, 16),
  ]

  test('P1: that was applied leaves the state the same by reference when it comes again', () => {
    let state = open
    for (const told of everything) {
      state = heard(state, told)
      for (const earlier of everything.slice(0, everything.indexOf(told) + 1))
        expect(isChangedAgain(state, earlier), earlier.event.event).toBe(false)
    }
  })

  test('control: without its guard it changes the state again', () => {
    expect(isChangedAgain(heard(tabLacking('seq', ...pages), said(3, 10)), said(3, 10))).toBe(true)
    const position = tabLacking('position', ...pages)
    expect(isChangedAgain(heard(position, set({ pinned_at: null }, 10)), set({ pinned_at: null }, 10))).toBe(
      true,
    )
  })

  test('control: whoever changed the state that went in would be found out', () => {
    expect(() => Object.assign(open.tables.conversations, { 0: {} })).toThrow(TypeError)
    expect(() => Object.assign(read(open.tables.conversations, 'plaza')!.value, { seq: 7 })).toThrow(
      TypeError,
    )
  })

  test('law 4: of what nobody loaded makes no entry', () => {
    const rows = stateOf(inbox(9, [plaza], { messages: [message(2)] }))
    const { tables } = heard(rows, said(3, 10), cameIn('carla', 4, 11), readTo('bruno', 3, 12))
    expect([entriesOf(tables.windows), entriesOf(tables.memberLists), entriesOf(tables.members)]).toEqual([
      [],
      [],
      [],
    ])
    expect(entriesOf(tables.messages).map(([id]) => id)).toEqual(['m3'])
  })

  test('of a conversation that is neither held nor listed leaves everything the same', () => {
    const elsewhere = stateOf(detail(9, conversation({ id: 'casa' })))
    expect(touched(elsewhere, said(3, 10)).state.tables).toBe(elsewhere.tables)
  })

  test('of an unknown conversation that may have to be listed asks for it', () => {
    expect(touched(stateOf(inbox(9, [])), said(3, 10)).wants).toEqual([
      { want: 'conversation', conversationId: 'plaza' },
    ])
    expect(touched(stateOf(inbox(9, [])), renamed('Plaza Mayor', 3, 10)).wants).toEqual([])
  })

  test('with one missing before it changes nothing that is held, and the log is asked for from there', () => {
    const { state, wants } = touched(open, said(4, 10))
    expect(state.tables).toBe(open.tables)
    expect(wants).toEqual([{ want: 'events', conversationId: 'plaza', after: 2 }])
  })

  test('says what looks different after it, and nothing else', () => {
    expect(touched(open, renamed('Plaza Mayor', 3, 10)).changed).toEqual([
      { table: 'conversations', id: 'plaza' },
    ])
    expect(touched(open, readTo('bruno', 2, 10)).changed).toEqual([{ table: 'members', id: 'plaza/bruno' }])
  })
})

describe('coming and going', () => {
  const mine = conversation({
    seq: 3,
    visibility: 'public',
    membership: membership({ last_read_seq: 3, last_delivered_seq: 3, unread_as_of_seq: 3 }),
  })

  test('who leaves keeps nothing of the conversation', () => {
    const { tables } = heard(open, wentOut('ana', 3, 10))
    for (const table of ['conversations', 'windows', 'memberLists', 'members', 'messages'] as const)
      expect(entriesOf<unknown>(tables[table]), table).toEqual([])
    expect(read(tables.lists, 'all')!.value).toEqual([])
  })

  test('who comes in has the row that the event brings, in its place', () => {
    const casa = conversation({ id: 'casa' })
    const { tables } = heard(stateOf(inbox(9, [casa])), cameIn('ana', 3, 10, [mine]))
    expect(read(tables.conversations, 'plaza')!.value).toEqual(mine)
    expect(read(tables.lists, 'all')!.value).toEqual(['plaza', 'casa'])
  })

  test('P1: a row that is brought again changes nothing, even where the detail knows that it is over already', () => {
    const left = conversation({ seq: 4, visibility: 'public', membership: null })
    const state = heard(stateOf(inbox(9, []), detail(9, left)), cameIn('ana', 3, 10, [mine]))
    expect(read(state.tables.conversations, 'plaza')!.value.membership).toBe(null)
    expect(isChangedAgain(state, cameIn('ana', 3, 10, [mine]))).toBe(false)
  })

  test('a person who comes with an event is known, and one who is known is not made anew', () => {
    const rows = stateOf(inbox(9, [plaza], { messages: [message(2)] }))
    const carla = read(rows.tables.users, 'carla')
    expect(read(heard(rows, cameIn('carla', 3, 10)).tables.users, 'carla')).toBe(carla)
    expect(read(heard(rows, cameIn('dora', 3, 10)).tables.users, 'dora')?.value).toEqual(user('dora'))
  })
})

describe('the cursor', () => {
  const step = { prev: at(9), cursor: at(10), event: said(3, 10).event }

  test('law 5: moves with the event, and with a heartbeat alone', () => {
    expect(advance(open, step).state.cursor).toBe(at(10))
    expect(advance(open, { ...step, event: null }).state.tables).toBe(open.tables)
    expect(advance(open, { ...step, event: null }).state.cursor).toBe(at(10))
  })

  test('P1: a step that was taken is passed over, by reference', () => {
    const state = frozen(advance(open, step).state)
    expect(advance(state, step)).toEqual({ state, changed: [], wants: [], trouble: null })
    expect(advance(state, step).state).toBe(state)
  })

  test.each([
    ['behind', { ...step, prev: at(10), cursor: at(11) }],
    ['foreign', { ...step, prev: 'other.9.n', cursor: 'other.10.n' }],
    ['foreign', { ...step, cursor: 'nonsense' }],
  ] as const)('a step is refused as %s, and the state stays the same', (trouble, refused) => {
    const outcome = advance(open, refused)
    expect(outcome.trouble).toBe(trouble)
    expect(outcome.state).toBe(open)
  })
})
