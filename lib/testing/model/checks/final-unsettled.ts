// What was done in a tab is settled in the end, or waits for the viewer since it was refused.
import { entriesOf } from '../../../client/cache/table'
import type { Ended } from './differences'

export const compareUnsettled = ({ tab: { state, viewerId }, tables, compare }: Ended) => {
  compare('what is wanted of reactions', entriesOf(state.tables.wishes), [])
  for (const [key, { value }] of entriesOf(state.tables.pending)) {
    compare(`what ${key} is`, value.status, 'failed')
    compare(`whether ${key} is stored`, tables.keys.has(`${viewerId} ${key}`), false)
  }
  for (const [id, { value }] of entriesOf(state.tables.edits))
    compare(`what the change of ${id} is`, value.status, 'failed')
}
