import { expect, test } from 'vitest'
import { countAfter, dividerAt, newestSeq, type Said } from './unseen'

type Entry = [id: string, sender_id: string, more?: Partial<Said>]

/** Seqs 10, 20, 30, and so on: between messages there are other events. */
const logOf = (...entries: Entry[]) => {
  const messages = new Map<string, Said>(
    entries.map(([id, sender_id, more], at) => [
      id,
      { seq: (at + 1) * 10, sender_id, type: 'text', deleted_at: null, ...more },
    ]),
  )
  return { ids: entries.map(([id]) => id), read: (id: string) => messages.get(id) }
}
const divider = (log: ReturnType<typeof logOf>, lastRead: number, hasOlder = false) =>
  dividerAt(log, { lastRead, viewerId: 'ana', hasOlder })

const log = logOf(['a', 'bruno'], ['b', 'ana'], ['c', 'carla'], ['d', 'bruno'], ['temp-e', 'ana'])

test('the line stands above the first message that was not read', () => {
  expect(divider(log, 10)).toBe('c')
  expect(divider(log, 25)).toBe('c')
  expect(divider(log, 35)).toBe('d')
  expect(divider(log, 0)).toBe('a')
})

test('there is none where all is read', () => {
  expect(divider(log, 40)).toBeNull()
  expect(divider(log, 99)).toBeNull()
  expect(divider(logOf(), 0)).toBeNull()
})

test('own messages, events and deleted ones are passed over', () => {
  const deleted_at = '2026-11-20T10:00:00.000Z'
  const quiet = logOf(
    ['a', 'bruno'],
    ['b', 'ana'],
    ['c', 'bruno', { type: 'system' }],
    ['d', 'bruno', { deleted_at }],
    ['e', 'bruno'],
  )
  expect(divider(quiet, 10)).toBe('e')
  expect(countAfter(quiet, 10, 'ana')).toBe(1)
})

test('what lies above the loaded part is not known yet', () => {
  expect(divider(log, 5, true)).toBeUndefined()
  expect(divider(log, 10, true)).toBe('c')
  expect(divider(log, 5, false)).toBe('a')
})

test('the pill counts what others said after the last one that was seen', () => {
  expect(countAfter(log, 0, 'ana')).toBe(3)
  expect(countAfter(log, 10, 'ana')).toBe(2)
  expect(countAfter(log, 30, 'ana')).toBe(1)
  expect(countAfter(log, 40, 'ana')).toBe(0)
  expect(countAfter(log, 0, 'nobody')).toBe(4)
})

test('it looks no further back than it must', () => {
  let looks = 0
  const long = logOf(...Array.from({ length: 10_000 }, (_, at): Entry => [`m${at}`, 'bruno']))
  const read = (id: string) => {
    looks += 1
    return long.read(id)
  }
  expect(countAfter({ ids: long.ids, read }, 99_980, 'ana')).toBe(2)
  expect(looks).toBeLessThan(5)
  looks = 0
  expect(dividerAt({ ids: long.ids, read }, { lastRead: 50_000, viewerId: 'ana', hasOlder: true })).toBe(
    'm5000',
  )
  expect(looks).toBeLessThan(20)
})

test('the newest seq is of what is settled', () => {
  expect(newestSeq(log)).toBe(40)
  expect(newestSeq(logOf())).toBe(0)
  expect(newestSeq(logOf(['temp-a', 'ana']))).toBe(0)
})
