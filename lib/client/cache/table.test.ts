// The immutable table.
import { expect, test } from 'vitest'
import { frozen } from '../../testing/cast'
import { emptyTable, entriesOf, read, type Table, without, written } from './table'

const ids = Array.from({ length: 500 }, (_, n) => `0189-${n.toString(16).padStart(12, '0')}`)
const full = frozen(ids.reduce<Table<string>>((table, id) => written(table, id, `of ${id}`), emptyTable))

test('what is written is read, and everything is among the entries once', () => {
  for (const id of ids) expect(read(full, id)).toBe(`of ${id}`)
  expect(
    entriesOf(full)
      .map(([id]) => id)
      .sort(),
  ).toEqual(ids)
  expect(read(full, 'nobody')).toBeUndefined()
  expect(read(full, '')).toBeUndefined()
})

test('P1: to write what is there, or take out what is not, leaves the table by reference', () => {
  expect(written(full, ids[7]!, `of ${ids[7]}`)).toBe(full)
  expect(without(full, 'nobody')).toBe(full)
  expect(without(emptyTable, 'nobody')).toBe(emptyTable)
})

test('a write copies one shard and leaves what was there before', () => {
  const next = written(full, ids[7]!, 'other')
  expect(next.filter((shard, n) => shard !== full[n])).toHaveLength(1)
  expect([read(full, ids[7]!), read(next, ids[7]!)]).toEqual([`of ${ids[7]}`, 'other'])
  expect(read(without(next, ids[7]!), ids[7]!)).toBeUndefined()
})

test('control: a table that was changed in place would be found out', () => {
  expect(() => Object.assign(full as object, { 0: {} })).toThrow(TypeError)
})
