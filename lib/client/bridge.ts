// From the tab's state to React Query: what changed is written under its key, all of a batch at once. Nothing else writes.
import { notifyManager, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Message } from '../contract/message'
import type { Changed } from './cache/draft'
import { edited } from './cache/patches/edit'
import { pendingIn, temporaryId } from './cache/pending'
import { shownMessage } from './cache/reacting'
import {
  type HeldMember,
  type InboxFilter,
  memberId,
  type Pending,
  type State,
  type TableName,
} from './cache/state'
import { entriesOf, read } from './cache/table'
import type { Extent, Receipts, Sending } from './chat'
import { keys } from './queries'

export type Bridge = {
  /** Writes what a change made different. */
  publish(state: State, changed: Changed[]): void
  /** Writes whether there is more of a list, and whether it is on its way. */
  extent(state: State, ...list: List): void
  /** Writes another state in the place of what was published, as after a new snapshot. */
  replace(before: State, after: State): void
}

/** A list that may have more: its kind and its id. `before`, `after`: a passage, on either side. */
export type List = ['list' | 'messages' | 'members' | 'before' | 'after', string]

/** `more`: how the rest of a list stands, which only who fetches it knows. */
export const createBridge = (client: QueryClient, more: (...list: List) => Extent['more']): Bridge => {
  const write = (key: QueryKey, value: unknown) => {
    if (value !== undefined) client.setQueryData(key, value)
    else remove(client, key)
  }

  const extent = (state: State, ...[kind, id]: List) => {
    const hasMore = hasMoreOf(state, kind, id)
    const now: Extent | undefined = hasMore === undefined ? undefined : { hasMore, more: more(kind, id) }
    const held = client.getQueryData<Extent>(keys.extent(kind, id))
    if (held?.hasMore !== now?.hasMore || held?.more !== now?.more) write(keys.extent(kind, id), now)
  }

  const publish = (state: State, changed: Changed[]) => {
    const settled: string[] = []
    notifyManager.batch(() => {
      const derived = new Map<string, () => void>()
      const once = (name: string, id: string, run: () => void) => derived.set(`${name}:${id}`, run)
      for (const { table, id } of changed) {
        if (table === 'pending') {
          // What is gone left its conversation's list with the window or with its settling, which the list tells by itself.
          const sent = read(state.tables.pending, id)?.value
          write(keys.sending(id), sent && standing(sent))
          if (sent) write(keys.message(temporaryId(id)), temporary(state, sent))
          else settled.push(temporaryId(id))
          for (const conversationId of windowsOf(state))
            once('list', conversationId, () => list(conversationId))
        } else if (table === 'messages' || table === 'wishes' || table === 'edits') {
          const edit = read(state.tables.edits, id)?.value
          const message = shownMessage(state, id)
          once('message', id, () => write(keys.message(id), message && edited(message, edit)))
          if (table === 'edits') write(keys.editing(id), edit)
        } else if (table === 'windows') {
          once('list', id, () => list(id))
          extent(state, 'messages', id)
        } else if (table === 'passages') {
          const passage = read(state.tables.passages, id)
          write(keys.passage(id), passage && { ids: passage.value, at: passage.at })
          extent(state, 'before', id)
          extent(state, 'after', id)
        } else if (table === 'members' || table === 'memberLists') {
          const conversationId = id.split('/')[0]!
          once('receipts', conversationId, () =>
            write(keys.receipts(conversationId), receiptsOf(state, conversationId)),
          )
          write(keyOf(table, id), read<{ value: unknown }>(state.tables[table], id)?.value)
        } else if (table !== 'lookUps')
          write(keyOf(table, id, state), read<{ value: unknown }>(state.tables[table], id)?.value)
        if (table === 'blocks') once('blocks', '', () => write(keys.blocked(), blockedIn(state)))
        if (table === 'lists') extent(state, 'list', id)
        if (table === 'memberLists') extent(state, 'members', id)
        if (table === 'reports') {
          const report = read(state.tables.reports, id)?.value
          if (report) write(keys.reportId(report.external_id), id)
        }
      }
      for (const run of derived.values()) run()

      function list(conversationId: string) {
        const window = read(state.tables.windows, conversationId)?.value
        const held = client.getQueryData<readonly string[]>(keys.messageIds(conversationId))
        const next = window && [
          ...window,
          ...pendingIn(state, conversationId).map(one => temporaryId(one.client_message_id)),
        ]
        if (next && held && next.length === held.length && next.every((id, at) => id === held[at])) return
        write(keys.messageIds(conversationId), next)
      }
    })
    // A row may still be on its way from the temporary id to the real one: its copy goes after everybody was told.
    if (settled.length)
      notifyManager.schedule(() => {
        for (const id of settled) write(keys.message(id), undefined)
      })
  }

  return {
    publish,
    extent,
    replace(before, after) {
      const all = (Object.keys(before.tables) as TableName[]).flatMap(table =>
        [...new Set([...idsOf(before, table), ...idsOf(after, table)])].map(id => ({ table, id })),
      )
      publish(after, all)
    },
  }
}

const idsOf = (state: State, table: TableName) => entriesOf<unknown>(state.tables[table]).map(([id]) => id)
const windowsOf = (state: State) => idsOf(state, 'windows')

const blockedIn = (state: State): string[] =>
  entriesOf(state.tables.blocks)
    .flatMap(([id, { value }]) => (value ? [{ id, value }] : []))
    .sort((a, b) => (a.value < b.value ? 1 : -1))
    .map(({ id }) => id)

const hasMoreOf = (state: State, kind: List[0], id: string): boolean | undefined => {
  if (kind === 'list') return nextOf(read(state.tables.lists, id))
  if (kind === 'members') return nextOf(read(state.tables.memberLists, id))
  const part = read<{ from: number }>(state.tables[kind === 'messages' ? 'windows' : 'passages'], id)
  return part && (part.from > 0 || kind === 'after')
}
const nextOf = (list: { next: string | null } | undefined) => list && list.next !== null

/** Whoever looks at it is told that it is gone; if nobody does, the entry goes too. */
const remove = (client: QueryClient, queryKey: QueryKey) => {
  const query = client.getQueryCache().find({ queryKey, exact: true })
  if (!query) return
  query.reset()
  if (query.getObserversCount() === 0) client.getQueryCache().remove(query)
}

const keyOf = (
  table: Exclude<TableName, 'pending' | 'windows' | 'passages' | 'lookUps' | 'messages' | 'wishes' | 'edits'>,
  id: string,
  state?: State,
): QueryKey => {
  switch (table) {
    case 'conversations':
      return keys.conversation(id)
    case 'lists':
      return keys.list((state && read(state.tables.lists, id)?.asked) ?? askedBy(id))
    case 'memberLists':
      return keys.memberIds(id)
    case 'members':
      return keys.member(...(id.split('/') as [string, string]))
    case 'users':
      return keys.user(id)
    case 'reports':
      return keys.report(id)
    case 'versions':
      return keys.reportVersion(id)
    case 'blocks':
      return keys.block(id)
  }
}

/** A list's id says what was asked, also when the list itself is gone. */
const askedBy = (id: string): InboxFilter => {
  const [filter, report_id] = id.split('/')
  return { filter: filter as InboxFilter['filter'], ...(report_id ? { report_id } : {}) }
}

const standing = ({ status, reason, isFinal }: Pending): Sending => ({ status, reason, isFinal })

/** The optimistic copy: what the message will be, as far as the tab can know. */
const temporary = ({ viewerId, tables }: State, pending: Pending): Message => ({
  id: temporaryId(pending.client_message_id),
  conversation_id: pending.conversation_id,
  seq: 0,
  sender_id: viewerId,
  client_message_id: pending.client_message_id,
  type: 'text',
  content: pending.content,
  metadata: {},
  reply_to_id: pending.reply_to_id,
  created_at: pending.created_at,
  edited_at: null,
  deleted_at: null,
  reactions: [],
  reacted: [],
  report_version: read(
    tables.reports,
    read(tables.conversations, pending.conversation_id)?.value.report_id ?? '',
  )?.value.version,
})

/** Up to where everybody else has come; nothing is said while not all of them are known. */
const receiptsOf = (state: State, conversationId: string): Receipts | undefined => {
  const list = read(state.tables.memberLists, conversationId)
  if (!list || list.next !== null) return undefined
  const others = list.value.filter(id => id !== state.viewerId)
  const marks = others.map(id => read<HeldMember>(state.tables.members, memberId(conversationId, id))?.value)
  if (others.length === 0 || marks.includes(undefined)) return undefined
  return {
    delivered: Math.min(...marks.map(one => one!.last_delivered_seq)),
    read: Math.min(...marks.map(one => one!.last_read_seq)),
  }
}
