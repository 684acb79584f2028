// Nothing that a tab holds goes back to what it was before.
import type { Held, State, TableName } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import { written } from './written'

/** P18: what of an entry a step has taken back, to what it was before. */
export const backwards = (before: State, after: State, position: number | undefined): string[] => {
  const wrong: string[] = []
  const check = <N extends TableName>(table: N, isBack: (old: Held[N], now: Held[N]) => boolean) => {
    for (const [id, now] of written(before, after, table)) {
      const old = read<Held[N]>(before.tables[table], id)
      if (old && old !== now && isBack(old, now)) wrong.push(`P18: ${table} ${id} goes back`)
    }
  }
  check('windows', (old, now) => now.seq < old.seq)
  // Who leaves and comes back, in what a conversation's log tells at once, begins anew with what it tells.
  const joined = ({ tables }: State, id: string) =>
    read(tables.conversations, id)?.truth.membership?.joined_at
  check('messages', (old, { value, seq }) => {
    const { conversation_id: id } = value
    return seq < old.seq && joined(before, id) === joined(after, id)
  })
  check('reports', (old, now) => now.value.version < old.value.version)
  // What was read at a later place than this event has it already.
  check('users', (old, now) => position !== undefined && old.position >= position && now.value !== old.value)
  // To who has come to keep it to themself 0 stands for what others have read.
  check(
    'members',
    ({ value: old }, { value: now }) => now.last_read_seq < old.last_read_seq && now.last_read_seq > 0,
  )
  check('conversations', (old, now) => {
    if (now.truth.seq < old.truth.seq) return true
    const [mine, was] = [now.truth.membership, old.truth.membership]
    if (position === undefined || old.position < position || !mine || !was) return false
    return (
      mine.pinned_at !== was.pinned_at ||
      mine.archived_at !== was.archived_at ||
      mine.muted_until !== was.muted_until
    )
  })
  return wrong
}
