// The patch law, over the product's own cache: what a viewer's tab held + the events they get = what it would hold had it just
// been opened. It holds whenever the pages were read and landed, and an event that comes once more changes nothing (P1).
import { expect } from 'vitest'
import { advance, type LogStep } from '../client/cache/advance'
import type { Want } from '../client/cache/draft'
import { placeOf } from '../client/cache/place'
import { emptyState, type Guard, type State } from '../client/cache/state'
import { entriesOf } from '../client/cache/table'
import { landed, type Pages, type Part } from './tab-pages'
import { isChangedAgain } from './told-again'

/** Something that happened, to one viewer: the pages from before it, the steps of the log, the pages from after it. */
export type Told = { viewerId: string; old: Pages; steps: LogStep[]; now: Pages }

export type How = {
  /** What the tabs are to ask for, by default nothing: events alone must do. */
  asks?: Want['want'][]
  /** For controls: a guard that the cache lacks, or another step than the product's. */
  lacks?: Guard
  step?: typeof advance
}

/** Five tabs of one viewer must come to see what a new one sees. */
export const holdToLaw = async (
  name: string,
  told: Told,
  { asks = [], lacks, step = advance }: How = {},
): Promise<void> => {
  const { viewerId, old, steps, now } = told
  const empty = emptyState(viewerId, lacks)
  const inbox = await landed(empty, old.lists)
  const holds = async (whose: string, is: State, ids: string[]) => {
    const fresh = await landed(await landed(empty, now.lists), parts(now, ids))
    expect(visible(is, fresh), `the world of ${name}, ${whose}`).toEqual(visible(fresh, fresh))
  }

  const rows = await followed(inbox, told, step)
  await holds('who looks at the inbox', rows.state, [])

  const open = await followed(await landed(inbox, parts(old, old.ids)), told, step)
  await holds('who has everything open', await landed(open.state, cameBack(told)), old.ids)

  const late = await landed(rows.state, parts(old, old.ids))
  await holds('whose pages land after the events', late, old.ids)

  const all = [...now.conversations.keys()]
  const ahead = await followed(await landed(inbox, parts(now, all)), told, step)
  await holds('whose pages are ahead of the events', ahead.state, all)

  const both = await landed(await landed(inbox, parts(now, all)), parts(old, old.ids))
  const overtaken = await followed(both, told, step)
  await holds('whose older pages land after newer ones', overtaken.state, all)

  for (const { wants } of [rows, open]) expect(wants, `what ${name} asks for`).toEqual(asks)
  for (const { doubled } of [rows, open, ahead, overtaken])
    expect(doubled, `what changes for ${name} when it comes again`).toEqual([])
  expect(steps.at(-1)?.cursor, 'where the steps lead to').toBe(now.cursor)
}

const parts = ({ conversations }: Pages, ids: string[]): Part[] =>
  ids.flatMap(id => Object.values(conversations.get(id)!))

/** What of a conversation goes when the viewer leaves it: a tab that has it open loads it when they are back. */
const cameBack = ({ viewerId, old, steps, now }: Told): Part[] =>
  steps.flatMap(({ event }) => {
    if (event?.event !== 'member-removed' || event.payload.id !== viewerId) return []
    const id = event.payload.conversation_id
    const { messages, members } = now.conversations.get(id)!
    return old.ids.includes(id) ? [messages, members] : []
  })

/** A tab that has followed the log: what it asked for, which has landed, and what would have changed if it came again. */
const followed = async (before: State, { steps, now }: Told, step: typeof advance) => {
  let state = before
  const wants = new Map<string, Want>()
  const doubled = new Set<string>()
  const again = ({ event, cursor }: LogStep) => {
    if (event && isChangedAgain(state, { event, position: placeOf(cursor)!.position }))
      doubled.add(event.event)
  }
  for (const one of steps) {
    const outcome = step(state, one)
    expect(outcome.trouble, `whether the step to ${one.cursor} can be taken`).toBe(null)
    state = outcome.state
    for (const one of outcome.wants) wants.set(`${one.want}:${one.conversationId}`, one)
    again(one)
  }
  steps.forEach(again)
  const asked = [...wants.values()]
  return {
    state: await landed(state, asked.map(wanted(now))),
    wants: asked.map(({ want }) => want),
    doubled: [...doubled],
  }
}

const wanted =
  ({ conversations }: Pages) =>
  ({ want, conversationId }: Want): Part => {
    if (want === 'events') throw new Error(`An event of ${conversationId} is missing.`)
    const { detail, members } = conversations.get(conversationId)!
    return want === 'conversation' ? detail : members
  }

const valuesOf = <T extends { value: unknown }>(table: [string, T][]) =>
  Object.fromEntries(table.map(([id, { value }]) => [id, value]))

/**
 * What a person can see of a state, without what guards it. Some people and reports may be known from before: they must be as
 * they are in `fresh`, which names all that are to be seen.
 */
const visible = ({ cursor, tables }: State, fresh: State) => {
  const named = (table: 'users' | 'reports' | 'versions') => {
    const ids = new Set(entriesOf<unknown>(fresh.tables[table]).map(([id]) => id))
    return valuesOf(entriesOf<{ value: unknown }>(tables[table]).filter(([id]) => ids.has(id)))
  }
  return {
    cursor,
    conversations: valuesOf(entriesOf(tables.conversations)),
    lists: Object.fromEntries(entriesOf(tables.lists)),
    windows: Object.fromEntries(entriesOf(tables.windows)),
    memberLists: Object.fromEntries(
      entriesOf(tables.memberLists).map(([id, { value, next }]) => [id, { value, next }]),
    ),
    members: valuesOf(entriesOf(tables.members)),
    messages: valuesOf(entriesOf(tables.messages)),
    pending: valuesOf(entriesOf(tables.pending)),
    users: named('users'),
    reports: named('reports'),
    versions: named('versions'),
    blocked: Object.fromEntries(
      entriesOf(tables.blocks).flatMap(([id, { value }]) => (value ? [[id, value]] : [])),
    ),
  }
}
