// One message, and the window, after an event.
import { describe, expect, test } from 'vitest'
import {
  conversation,
  counted,
  erased,
  frozen,
  message,
  reacted,
  readTo,
  renamed,
  said,
  told,
} from '../../../testing/cast'
import type { HeldWindow } from '../state'
import { patchMessage, patchWindow, toldWhole, withMessage } from './messages'

const edited = (of: number, seq: number, content: string) =>
  told(
    'message-updated',
    {
      conversation_id: conversation().id,
      id: `m${of}`,
      seq,
      partial: { content, edited_at: message(seq).created_at },
    },
    seq,
  )

const ana = { viewerId: 'ana' }

describe('a message', () => {
  const held = frozen({ value: message(2), seq: 5 })

  test('is edited, and keeps all that is not said to be different', () => {
    const after = patchMessage(held, edited(2, 6, 'otro'), ana)
    const value = { ...message(2), content: 'otro', edited_at: message(6).created_at }
    expect(after).toEqual({ value, seq: 6 })
  })

  test('that is deleted loses its content', () => {
    expect(patchMessage(held, erased(2, 6, 6), ana).value).toMatchObject({
      content: '',
      deleted_at: message(6).created_at,
    })
  })

  test('that is reacted to says what the reactions come to, and which of them are the viewer’s own', () => {
    const byBruno = patchMessage(held, reacted(2, 6, 6, 'bruno', '👍'), ana)
    expect(byBruno.value).toMatchObject({ reactions: counted('👍', ['bruno']), reacted: [] })
    const byAna = patchMessage(held, reacted(2, 6, 6, 'ana', '👍'), ana)
    expect(byAna.value.reacted).toEqual(['👍'])
    expect(patchMessage(byAna, reacted(2, 7, 7, 'ana', '👍', false), ana).value.reacted).toEqual([])
    expect(patchMessage(byAna, erased(2, 7, 7), ana).value).toMatchObject({ reactions: [], reacted: [] })
  })

  test.each([
    ['a reaction that it holds', reacted(2, 5, 6, 'ana', '👍')],
    ['an event that it holds', edited(2, 5, 'otro')],
    ['an event that is older', edited(2, 4, 'otro')],
    ['an event of another message', edited(3, 6, 'otro')],
    ['another kind of event', renamed('Plaza Mayor', 6, 6)],
    ['its own creation', said(2, 6)],
  ])('P1: is the same by reference after %s', (_, event) => {
    expect(patchMessage(held, event, ana)).toBe(held)
  })

  test('control: without seq it takes what it holds again', () => {
    expect(patchMessage(held, edited(2, 5, 'otro'), { ...ana, lacks: 'seq' }).value.content).toBe('otro')
  })
})

describe('a window', () => {
  const seqOf = (id: string) => Number(id.slice(1))
  const held = frozen({ value: ['m2', 'm5'], seq: 5, from: 2, quotes: ['m1'] })

  test('takes a new message at its end', () => {
    expect(patchWindow(held, said(6, 6), undefined, seqOf)).toEqual({
      value: ['m2', 'm5', 'm6'],
      seq: 6,
      from: 2,
      quotes: ['m1'],
    })
  })

  test('takes the first message of an empty conversation', () => {
    const empty = frozen({ value: [], seq: 1, from: 0, quotes: [] })
    expect(patchWindow(empty, said(2, 2), undefined, seqOf)).toEqual({
      value: ['m2'],
      seq: 2,
      from: 0,
      quotes: [],
    })
  })

  test('names what its messages reply to, once and in order', () => {
    const reply = (to: string | null, seq: number) => said(seq, seq, { reply_to_id: to })
    const events = [reply('m3', 6), reply('m0', 7), reply('m3', 8), reply(null, 9)]
    const after = events.reduce<HeldWindow>(
      (window, event) => patchWindow(window, event, undefined, seqOf),
      held,
    )
    expect(after.quotes).toEqual(['m0', 'm1', 'm3'])
  })

  test('goes on with its conversation and keeps its ids by reference when nothing is said', () => {
    const after = patchWindow(held, renamed('Plaza Mayor', 6, 6), undefined, seqOf)
    expect(after).toEqual({ ...held, seq: 6 })
    expect(after.value).toBe(held.value)
  })

  test.each([
    ['the event that it was read at', said(5, 6)],
    ['one from before', said(4, 6)],
    ['a register', readTo('bruno', 9, 6)],
  ])('P1: is the same by reference after %s', (_, event) => {
    expect(patchWindow(held, event, undefined, seqOf)).toBe(held)
  })

  test('control: without seq it takes what went by', () => {
    expect(patchWindow(held, said(4, 6), 'seq', seqOf).value).toEqual(['m2', 'm4', 'm5'])
  })

  test('P20: a message stands where its seq says, whenever it comes', () => {
    const ids = frozen(['m2', 'm5'])
    expect(withMessage(ids, message(1), seqOf)).toEqual(['m1', 'm2', 'm5'])
    expect(withMessage(ids, message(3), seqOf)).toEqual(['m2', 'm3', 'm5'])
    expect(withMessage(ids, message(9), seqOf)).toEqual(['m2', 'm5', 'm9'])
    expect(withMessage(ids, message(5), seqOf)).toBe(ids)
  })
})

describe('a message that another brings along', () => {
  const told = (...reactions: { emoji: string; count: number; user_ids: string[] }[]) => {
    const { reacted: _, ...shared } = message(3)
    return toldWhole([{ ...shared, reactions }], 'ana').map(({ reacted }) => reacted)
  }

  test('is known whole where all who have reacted are named', () => {
    expect(told()).toEqual([[]])
    expect(told({ emoji: '👍', count: 2, user_ids: ['bruno', 'ana'] })).toEqual([['👍']])
    expect(told({ emoji: '👍', count: 1, user_ids: ['bruno'] })).toEqual([[]])
  })

  test('is not known where somebody is not named, or one’s own order is not', () => {
    expect(told({ emoji: '👍', count: 3, user_ids: ['bruno', 'carla'] })).toEqual([])
    const both = ['👍', '🎉'].map(emoji => ({ emoji, count: 1, user_ids: ['ana'] }))
    expect(told(...both)).toEqual([])
  })
})
