// An immutable table by id: a write copies one shard of it, so it costs the same with ten entries and with ten thousand.

export type Table<T> = readonly (Readonly<Record<string, T>> | undefined)[]

const shards = 64

export const emptyTable: Table<never> = Object.freeze(new Array(shards).fill(undefined))

/** Ids of version 7 begin with the time and end at random, so the end spreads them. */
const shardOf = (id: string) =>
  (id.charCodeAt(id.length - 1) * 7 + id.charCodeAt(id.length - 2) * 31) % shards || 0

export const read = <T>(table: Table<T>, id: string): T | undefined => table[shardOf(id)]?.[id]

/** The table with this entry; the same table if it is there already. */
export const written = <T>(table: Table<T>, id: string, value: T): Table<T> => {
  if (read(table, id) === value) return table
  return replaced(table, id, { ...table[shardOf(id)], [id]: value })
}

/** The table without this entry; the same table if there is none. */
export const without = <T>(table: Table<T>, id: string): Table<T> => {
  if (read(table, id) === undefined) return table
  const { [id]: _, ...rest } = table[shardOf(id)]!
  return replaced(table, id, rest)
}

const replaced = <T>(table: Table<T>, id: string, shard: Record<string, T>): Table<T> => {
  const copy = [...table]
  copy[shardOf(id)] = shard
  return copy
}

export const entriesOf = <T>(table: Table<T>): [string, T][] => {
  const entries: [string, T][] = []
  for (const shard of table) if (shard) for (const id of Object.keys(shard)) entries.push([id, shard[id]!])
  return entries
}
