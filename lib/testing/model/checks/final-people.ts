// People, reports and whom the viewer blocks, in the end. Of people and reports only those are told about who have to do with them.
import { versionId } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import { areContacts, seesReport } from '../server/log'
import type { Ended } from './differences'

export const comparePeople = ({ tab: { state, viewerId }, tables, compare }: Ended) => {
  const metAt = (id: string) => {
    const entry = tables.met.get(`${viewerId} ${id}`)
    return entry ? tables.log.indexOf(entry) : 0
  }
  for (const [id, { value, position }] of entriesOf(state.tables.users))
    if (areContacts(tables, viewerId, id) && position >= metAt(id))
      compare(`person ${id}`, value, tables.users.get(id))
  for (const [id, { value, position }] of entriesOf(state.tables.reports))
    if (seesReport(tables, viewerId, id) && position >= metAt(id))
      compare(`report ${id}`, value, tables.reports.get(id))
  // What a conversation's log tells may name a version that was over before the viewer had to do with the report.
  for (const [id, { value }] of entriesOf(state.tables.versions))
    compare(
      `version ${id}`,
      value,
      tables.versions.find(one => versionId(one) === id),
    )
  const blocked = tables.blocks.get(viewerId) ?? new Map<string, string>()
  for (const id of new Set([...blocked.keys(), ...entriesOf(state.tables.blocks).map(([id]) => id)])) {
    compare(`whether ${id} is blocked`, read(state.tables.blocks, id)?.value ?? null, blocked.get(id) ?? null)
    if (blocked.has(id)) compare(`blocked ${id} is known`, read(state.tables.users, id) !== undefined, true)
  }
}
