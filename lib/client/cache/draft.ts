// A change in the making: the next state, which entries look different in it, and what the cache cannot know by itself.
import { kept } from './same'
import type { Held, State, TableName } from './state'
import { entriesOf, read, without, written } from './table'

/** What the caller is to fetch: a conversation's log after a seq, its detail, or its members. */
export type Want =
  | { want: 'events'; conversationId: string; after: number }
  | { want: 'conversation'; conversationId: string }
  | { want: 'members'; conversationId: string }

export type Changed = { table: TableName; id: string }

export type Draft = {
  state: State
  readonly changed: Map<string, Changed>
  readonly wants: Map<string, Want>
}

export const draftOf = (state: State): Draft => ({ state, changed: new Map(), wants: new Map() })

export const get = <N extends TableName>(draft: Draft, table: N, id: string): Held[N] | undefined =>
  read<Held[N]>(draft.state.tables[table], id)

export const all = <N extends TableName>(draft: Draft, table: N): [string, Held[N]][] =>
  entriesOf<Held[N]>(draft.state.tables[table])

/** Writes an entry, or with null takes it out. What is the same already changes nothing. */
export const put = <N extends TableName>(draft: Draft, table: N, id: string, held: Held[N] | null) => {
  const { state } = draft
  const before = state.tables[table] as Parameters<typeof read<Held[N]>>[0]
  const after = held ? written<Held[N]>(before, id, held) : without<Held[N]>(before, id)
  if (after === before) return
  if (read(before, id)?.value !== held?.value) draft.changed.set(`${table}:${id}`, { table, id })
  draft.state = { ...state, tables: { ...state.tables, [table]: after } }
}

/** Writes an entry that was fetched. What says the same as what is held leaves it, or at least its value, as it is. */
export const putFetched = <N extends TableName>(draft: Draft, table: N, id: string, fetched: Held[N]) => {
  const held = get(draft, table, id)
  put(draft, table, id, held ? kept(held, { ...fetched, value: kept(held.value, fetched.value) }) : fetched)
}

export const want = (draft: Draft, wanted: Want) =>
  draft.wants.set(`${wanted.want}:${wanted.conversationId}`, wanted)

/** What a change comes to. `state` is the one that went in, by reference, when nothing changed. */
export type Outcome = { state: State; changed: Changed[]; wants: Want[] }
export const outcomeOf = ({ state, changed, wants }: Draft): Outcome => ({
  state,
  changed: [...changed.values()],
  wants: [...wants.values()],
})
