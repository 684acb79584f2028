// Who is told nothing of whom: people of whom one blocks the other. A bounded memory, kept true by what passes.
import { LRUCache } from 'lru-cache'
import type { Sql } from '../../../db/client'
import type { Entry } from './entry'

export type Apart = ReturnType<typeof createApart>

export const createApart = (sql: Sql) => {
  const known = new LRUCache<string, ReadonlySet<string>>({ max: 50_000 })
  /** Counts the changes: what was being read meanwhile is not remembered. */
  let turn = 0

  return {
    /** By person, everybody between whom and them there is a block, in whatever direction. */
    async of(ids: readonly string[]): Promise<(id: string) => ReadonlySet<string>> {
      const atHand = new Map<string, ReadonlySet<string>>()
      const strange = new Set<string>()
      for (const id of ids) {
        const held = known.get(id)
        if (held) atHand.set(id, held)
        else strange.add(id)
      }
      if (strange.size) {
        const before = turn
        for (const [id, others] of await load(sql, [...strange])) {
          atHand.set(id, others)
          if (turn === before) known.set(id, others)
        }
      }
      return id => atHand.get(id) ?? nobody
    },
    /** Takes note of what passes in the log. */
    hear({ event, subject_id, payload }: Entry) {
      if (event !== 'block-updated') return
      turn += 1
      known.delete(subject_id!)
      known.delete(JSON.parse(payload).id)
    },
    /** The log begins elsewhere: whatever was known may be wrong. */
    forget() {
      turn += 1
      known.clear()
    },
  }
}

const nobody: ReadonlySet<string> = new Set()

const load = async (sql: Sql, ids: string[]): Promise<[string, ReadonlySet<string>][]> => {
  const rows = await sql<{ id: string; others: string[] }[]>`
    select id, array(select blocked_id from blocks where blocker_id = id
      union select blocker_id from blocks where blocked_id = id) as others
    from unnest(${ids}::uuid[]) as id`
  return rows.map(({ id, others }) => [id, new Set(others)])
}
