// A change of a message on its way: laid over it at once, settled when the log tells it, gone when it is refused.
import { describe, expect, test } from 'vitest'
import {
  conversation,
  detail,
  erased,
  frozen,
  heard,
  history,
  message,
  stateOf,
  tabLacking,
  time,
  told,
  wentOut,
} from '../../testing/cast'
import { changeEdit, dropEdit, insertEdit } from './edits'
import { edited } from './patches/edit'
import { carried } from './pending'
import type { Edit, State } from './state'
import { read } from './table'

const pages = [detail(9, conversation({ seq: 3 })), history(9, 3, [message(2), message(3)])]
const open = stateOf(...pages)
const change = (content: string | null, more: Partial<Edit> = {}): Edit => ({
  message_id: 'm2',
  conversation_id: 'plaza',
  content,
  at: time(50),
  status: 'sending',
  reason: null,
  answered: null,
  ...more,
})
const changing = (edit: Edit, state: State = open) => frozen(insertEdit(state, edit).state)
const editOf = ({ tables }: State) => read(tables.edits, 'm2')?.value
const seen = (state: State) => edited(read(state.tables.messages, 'm2')!.value, editOf(state))
/** The log tells new words for m2, as of `seq`. */
const rewritten = (content: string, seq: number, position: number) =>
  told(
    'message-updated',
    { conversation_id: 'plaza', id: 'm2', seq, partial: { content, edited_at: time(seq) } },
    position,
  )
const answered = (state: State, edit: Edit, at: string) =>
  frozen(changeEdit(state, edit, { answered: at }).state)

describe('what is changed', () => {
  test('is to be seen at once, and the message itself stays as the server said it', () => {
    const state = changing(change('otro'))
    expect(seen(state)).toMatchObject({ content: 'otro', edited_at: time(50), deleted_at: null })
    expect(state.tables.messages).toBe(open.tables.messages)
    expect(seen(changing(change(null)))).toMatchObject({ content: '', deleted_at: time(50) })
  })

  test('is not when it was refused, nor on top of what is deleted', () => {
    const edit = change('otro')
    const refused = changeEdit(changing(edit), edit, { status: 'failed', reason: 'No' }).state
    expect([seen(refused), editOf(refused)?.reason]).toEqual([message(2), 'No'])
    expect(seen(heard(changing(edit), erased(2, 4, 10)))).toMatchObject({ content: '', deleted_at: time(4) })
  })

  const edit = change('otro')
  const echo = rewritten('otro', 4, 10)
  test.each([
    ['the answer comes first', (state: State) => answered(state, edit, time(4)), time(50), true],
    ['the echo comes first', (state: State) => heard(state, echo), time(50), true],
    ['both came', (state: State) => heard(answered(state, edit, time(4)), echo), time(4), false],
    [
      'both came, the other way',
      (state: State) => answered(heard(state, echo), edit, time(4)),
      time(4),
      false,
    ],
  ])('is seen without a break when %s', (_, happen, edited_at, isHeld) => {
    const state = happen(changing(edit))
    expect(seen(state)).toMatchObject({ content: 'otro', edited_at })
    expect(editOf(state) !== undefined).toBe(isHeld)
  })

  test('of an earlier edit the echo settles nothing', () => {
    const state = answered(heard(changing(edit), rewritten('antes', 4, 10)), edit, time(5))
    expect(seen(state).content).toBe('otro')
    expect(seen(heard(state, rewritten('otro', 5, 11))).content).toBe('otro')
    expect(editOf(heard(state, rewritten('otro', 5, 11)))).toBeUndefined()
  })

  test('and is deleted is settled by the deletion alone', () => {
    const gone = change(null)
    const state = answered(changing(gone), gone, '')
    expect(seen(state).deleted_at).toBe(time(50))
    const after = heard(state, erased(2, 4, 10))
    expect([editOf(after), seen(after).deleted_at]).toEqual([undefined, time(4)])
  })

  test('what was the same already is settled by its answer', () => {
    const same = change('text 2')
    expect(editOf(answered(changing(same), same, ''))).toBeUndefined()
  })

  test('control: when nothing settles it, it stays', () => {
    const lacking = changing(edit, tabLacking('settle', ...pages))
    expect(editOf(heard(answered(lacking, edit, time(4)), echo))).toBeDefined()
  })
})

test('the answer to a change that another has taken the place of changes nothing', () => {
  const [first, second] = [change('uno'), change('dos', { at: time(51) })]
  const state = changing(second, changing(first))
  expect(changeEdit(state, first, { answered: time(4) }).state).toBe(state)
  expect(changeEdit(state, first, { status: 'failed', reason: 'No' }).state).toBe(state)
  expect(dropEdit(dropEdit(state, 'm2').state, 'm2').changed).toEqual([])
})

test('who leaves the conversation changes nothing in it any more', () => {
  expect(editOf(heard(changing(change('otro')), wentOut('ana', 4, 10)))).toBeUndefined()
})

test('a new snapshot keeps what is still to be changed, and not what it shows as changed', () => {
  const edit = change('otro')
  expect(seen(carried(open, changing(edit))).content).toBe('otro')
  const fresh = stateOf(
    detail(10, conversation({ seq: 4 })),
    history(10, 4, [message(2, { content: 'otro', edited_at: time(4) }), message(3)]),
  )
  expect(editOf(carried(fresh, answered(changing(edit), edit, time(4))))).toBeUndefined()
  expect(editOf(carried(fresh, changing(edit)))).toEqual(edit)
})
