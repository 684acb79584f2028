// The memory of who is in a conversation is bounded: what it forgets is fetched again, never taken for empty.
import { expect, test } from 'vitest'
import type { Sql } from '../../../db/client'
import { createAudience } from './audience'
import type { Entry } from './entry'

/** A database that knows only the members of each conversation. */
const databaseOf = (crowds: Record<string, number>) => {
  const asked: string[][] = []
  const answer = async (_: TemplateStringsArray, ids: string[]) => {
    asked.push(ids)
    return ids.map(id => ({
      id,
      seq: 1,
      people: Array.from({ length: crowds[id]! }, (_, n) => [`${id}-${n}`, 0]),
    }))
  }
  return { sql: answer as unknown as Sql, asked }
}

const message = (conversation: string, position: number): Entry => ({
  position,
  nonce: 'n',
  event: 'message-created',
  audience: 'members',
  conversation_id: conversation,
  seq: position,
  message_seq: null,
  subject_id: null,
  payload: '{}',
  own: null,
})

const reached = async (audience: ReturnType<typeof createAudience>, entries: Entry[]) => {
  const { of } = await audience.prepare(entries)
  return entries.map(entry => [...of(entry)].length)
}

test('members are asked for once while they are remembered', async () => {
  const { sql, asked } = databaseOf({ a: 2, b: 3 })
  const audience = createAudience(sql)
  expect(await reached(audience, [message('a', 2), message('b', 3)])).toEqual([2, 3])
  expect(await reached(audience, [message('b', 4), message('a', 5)])).toEqual([3, 2])
  expect(asked).toEqual([['a', 'b']])
})

test('crowds that push each other out within one batch are all reached', async () => {
  const audience = createAudience(databaseOf({ a: 600_000, b: 600_000 }).sql)
  expect(await reached(audience, [message('a', 2)])).toEqual([600_000])
  expect(await reached(audience, [message('a', 3), message('b', 4)])).toEqual([600_000, 600_000])
})
