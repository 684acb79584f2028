// What a step has written and what it has taken away, table by table.
import type { Held, State, TableName } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'

/** Notes what does not hold. */
export type Check = (holds: boolean, what: string) => void

/** The entries of a table that a step has written. */
export const written = <N extends TableName>(before: State, after: State, table: N): [string, Held[N]][] => {
  const [old, now] = [before.tables[table], after.tables[table]]
  const entries: [string, Held[N]][] = []
  if (old === now) return entries
  for (const [at, shard] of now.entries())
    if (shard && shard !== old[at])
      for (const id of Object.keys(shard)) entries.push([id, shard[id] as Held[N]])
  return entries
}

/** Ids that a step has taken out of a table. */
export const gone = (before: State, after: State, table: TableName): string[] =>
  before.tables[table] === after.tables[table]
    ? []
    : entriesOf<unknown>(before.tables[table])
        .map(([id]) => id)
        .filter(id => read<unknown>(after.tables[table], id) === undefined)

export const isSorted = <T>(list: readonly T[], isBefore: (a: T, b: T) => boolean) =>
  list.every((one, at) => at === 0 || isBefore(list[at - 1]!, one))
