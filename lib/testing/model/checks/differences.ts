// What must hold of a tab: at every step that it makes sense in itself, and in the end that it is what a fresh fetch gives.
import { byInbox, inboxPlace, listed } from '../../../client/cache/ordered-ids'
import { shownMessage } from '../../../client/cache/reacting'
import { same } from '../../../client/cache/same'
import {
  type Held,
  type HeldPassage,
  type HeldWindow,
  memberId,
  type State,
  type TableName,
  versionId,
} from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import { counted } from '../../../client/cache/unread'
import { type Answers, inboxOrder, isRefused } from '../server/answers'
import { areContacts, seesReport } from '../server/log'
import { isMember, messageFor, namedIn, present, type Tables, type Talk } from '../server/tables'
import type { Tab } from '../tab/tab'

/** The entries of a table that a step has written. */
const written = <N extends TableName>(before: State, after: State, table: N): [string, Held[N]][] => {
  const [old, now] = [before.tables[table], after.tables[table]]
  const entries: [string, Held[N]][] = []
  if (old === now) return entries
  for (const [at, shard] of now.entries())
    if (shard && shard !== old[at])
      for (const id of Object.keys(shard)) entries.push([id, shard[id] as Held[N]])
  return entries
}

const isSorted = <T>(list: readonly T[], isBefore: (a: T, b: T) => boolean) =>
  list.every((one, at) => at === 0 || isBefore(list[at - 1]!, one))

/** The unread count that a read pointer explains, as of a seq. */
const explained = ({ messages }: Talk, { erased }: Tables, viewerId: string, from: number, asOf: number) =>
  Math.min(
    100,
    messages.filter(
      ({ id, seq, sender_id, type }) =>
        seq > from &&
        seq <= asOf &&
        sender_id !== viewerId &&
        type !== 'system' &&
        !((erased.get(id) ?? Infinity) <= asOf),
    ).length,
  )

/** What a tab did; `position`: where it was a step of the log. */
export type How = { how: string; position?: number }

/** What a step has made senseless, in words. */
export const unsound = (
  before: State,
  after: State,
  tab: Tab,
  tables: Tables,
  { how, position }: How,
): string[] => {
  const wrong: string[] = []
  const check = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what)
  }
  const { viewerId } = after
  const detail = (id: string) => read(after.tables.conversations, id)
  const isNamed = (conversationId: string, id: string) =>
    detail(conversationId)?.value.last_message_id === id ||
    read(after.tables.lookUps, id)?.value === conversationId ||
    (['windows', 'passages'] as const).some(table => {
      const part = read<HeldWindow | HeldPassage>(after.tables[table], conversationId)
      return part?.value.includes(id) || part?.quotes.includes(id)
    })

  for (const [key, list] of written(before, after, 'lists')) {
    const rows = list.value.map(id => detail(id)?.value)
    check(
      rows.every(row => row && listed(row, list)),
      `list ${key} holds what does not belong there`,
    )
    if (rows.includes(undefined)) continue
    check(
      isSorted(rows, (a, b) => byInbox(inboxPlace(a!), inboxPlace(b!)) < 0),
      `list ${key} is out of order or holds one twice: ${list.value}`,
    )
  }
  for (const [id, { value, seq, from }] of written(before, after, 'windows')) {
    const seqs = value.map(one => read(after.tables.messages, one)?.value.seq)
    check(!seqs.includes(undefined), `window ${id} names a message that is not there`)
    check(
      isSorted(seqs, (a, b) => a! < b!),
      `window ${id} is out of order or holds one twice`,
    )
    check(
      seqs.every(one => one! >= from),
      `window ${id} begins before itself`,
    )
    check(seq > 0 && detail(id)?.truth.membership != null, `window ${id} is of nobody who is in it`)
  }
  for (const [id, { value, from, to }] of written(before, after, 'passages')) {
    const seqs = value.map(one => read(after.tables.messages, one)?.value.seq)
    check(!seqs.includes(undefined), `passage ${id} names a message that is not there`)
    check(
      isSorted(seqs, (a, b) => a! < b!) && seqs.every(one => one! >= from && one! <= to),
      `passage ${id} is out of order or goes beyond itself`,
    )
    check(read(after.tables.windows, id) !== undefined, `passage ${id} has no window beside it`)
  }
  for (const [id, window] of written(before, after, 'windows')) {
    const passage = read(after.tables.passages, id)
    check(
      !passage || passage.to > window.seq || passage.to + 1 < window.from,
      `passage ${id} touches the window and is not part of it`,
    )
  }
  for (const [id, { value }] of written(before, after, 'memberLists')) {
    check(new Set(value).size === value.length, `members ${id} hold one twice`)
    check(
      value.every(one => read(after.tables.members, memberId(id, one))),
      `members ${id} name one who is not there`,
    )
    check(
      detail(id)?.truth.membership != null,
      `members ${id} are of a conversation that the viewer is not in`,
    )
  }
  // What nobody loaded, or what nothing names any more.
  for (const [id, { value }] of written(before, after, 'messages'))
    check(isNamed(value.conversation_id, id) === true, `message ${id} is there and nothing names it`)
  for (const [id, { value }] of written(before, after, 'members'))
    check(
      read(after.tables.memberLists, value.conversation_id)?.value.includes(value.user_id) === true,
      `member ${id} is there and no list names them`,
    )
  for (const [id, { truth, reading, unsure }] of written(before, after, 'conversations')) {
    const { last_message_id, membership } = truth
    check(
      !last_message_id || !membership || read(after.tables.messages, last_message_id) !== undefined,
      `the last message of ${id} is not there`,
    )
    const talk = tables.talks.get(id)!
    if (!membership || unsure) continue
    const [count, pointer, asOf] = [
      membership.unread_count,
      membership.last_read_seq,
      membership.unread_as_of_seq,
    ]
    const is = explained(talk, tables, viewerId, pointer, asOf)
    check(count === is, `P7: unread of ${id}: ${count}, and ${is} above ${pointer} as of ${asOf}`)
    if (!reading || !how.startsWith('reads')) continue
    const left = explained(talk, tables, viewerId, reading.seq, truth.seq)
    check(left >= 99 || reading.unread === left, `P7: left unread in ${id}: ${reading.unread}, and ${left}`)
  }
  for (const [id, { value, truth, wants }] of written(before, after, 'conversations'))
    check(
      !wants || (truth.membership !== null && same({ ...value.membership, ...wants }, value.membership)),
      `${id} is not as it was set`,
    )
  for (const [id, { value }] of written(before, after, 'wishes')) {
    const shown = shownMessage(after, id)
    for (const [emoji, isReacted] of Object.entries(value)) {
      if (!shown || shown.deleted_at !== null) continue
      check(shown.reacted.includes(emoji) === isReacted, `${emoji} on ${id} is not as it was wished`)
      const { count = 0 } = shown.reactions.find(one => one.emoji === emoji) ?? {}
      check(count > 0 || !isReacted, `${emoji} on ${id} is the viewer’s and nobody’s`)
    }
  }
  if (how !== 'a new snapshot') wrong.push(...backwards(before, after, position))
  for (const id of gone(before, after, 'windows').concat(
    gone(before, after, 'passages'),
    gone(before, after, 'memberLists'),
    gone(before, after, 'conversations'),
  )) {
    check(
      entriesOf(after.tables.messages).every(
        ([one, { value }]) => value.conversation_id !== id || isNamed(id, one),
      ),
      `a message of ${id} stays when it is gone`,
    )
    check(
      read(after.tables.memberLists, id) !== undefined ||
        entriesOf(after.tables.members).every(([, { value }]) => value.conversation_id !== id),
      `a member of ${id} stays when it is gone`,
    )
  }
  if (before.tables.pending !== after.tables.pending || before.tables.windows !== after.tables.windows)
    wrong.push(...bubbles(before, after, tab, tables, how))
  return wrong
}

/** P18: what of an entry a step has taken back, to what it was before. */
const backwards = (before: State, after: State, position: number | undefined): string[] => {
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
  check('members', (old, now) => now.value.last_read_seq < old.value.last_read_seq)
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

/** Ids that a step has taken out of a table. */
const gone = (before: State, after: State, table: TableName): string[] =>
  before.tables[table] === after.tables[table]
    ? []
    : entriesOf<unknown>(before.tables[table])
        .map(([id]) => id)
        .filter(id => read<unknown>(after.tables[table], id) === undefined)

/** P19: what was sent here is to be seen once, as it was written or as the server has it, and does not vanish meanwhile. */
const bubbles = (
  before: State,
  after: State,
  { sent, viewerId }: Tab,
  { keys, talks }: Tables,
  how: string,
): string[] => {
  const wrong: string[] = []
  for (const [key, { conversationId, isDiscarded }] of sent) {
    const window = read(after.tables.windows, conversationId)
    if (!window) continue
    const count = seen(after, conversationId, key)
    if (count > 1) wrong.push(`P19: ${key} is to be seen ${count} times`)
    const id = keys.get(`${viewerId} ${key}`)
    const stored = talks.get(conversationId)!.messages.find(message => message.id === id)
    const mayVanish = isDiscarded || how === 'a new snapshot' || (stored && stored.seq < window.from)
    if (count === 0 && !mayVanish && seen(before, conversationId, key) > 0) wrong.push(`P19: ${key} vanishes`)
  }
  return wrong
}

const seen = ({ tables }: State, conversationId: string, key: string): number => {
  const settled = read(tables.windows, conversationId)?.value.filter(
    id => read(tables.messages, id)?.value.client_message_id === key,
  )
  return settled ? settled.length + (read(tables.pending, key) ? 1 : 0) : 0
}

/** Where a tab is not what a fresh fetch gives. Everything has its position, and has been told. */
export const differences = (tab: Tab, tables: Tables, answers: Answers): string[] => {
  const wrong: string[] = []
  const check = (what: string, is: unknown, should: unknown) => {
    if (!same(is, should)) wrong.push(`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`)
  }
  const { state, viewerId } = tab
  const positionOf = (key: string) => {
    const entry = tables.met.get(key)
    return entry ? tables.log.indexOf(entry) : 0
  }

  check('cursor', state.cursor, answers.cursor())
  for (const [id, held] of entriesOf(state.tables.conversations)) {
    check(`what is read on top of ${id}`, held.reading, null)
    check(`what is wanted of ${id}`, held.wants, null)
    check(`membership of ${id}`, held.truth.membership !== null, isMember(tables.talks.get(id), viewerId))
    if (!held.truth.membership) continue
    const fresh = answers.conversation(viewerId, id)
    if (isRefused(fresh)) continue
    check(`detail ${id}`, held.value, fresh.conversation)
    check(`whether ${id} is unsure`, held.unsure, false)
  }
  for (const [key, { value, asked, boundary, next }] of entriesOf(state.tables.lists)) {
    const whole = answers.list(viewerId, asked)
    const ahead = boundary ? whole.filter(one => byInbox(inboxPlace(one), boundary) <= 0) : whole
    check(
      `list ${key}`,
      value,
      ahead.map(({ id }) => id),
    )
    const rest = next === null ? [] : whole.filter(one => inboxOrder(one) < next)
    check(`what follows list ${key}`, rest.length + ahead.length, whole.length)
  }
  const unread = read(state.tables.lists, 'unread')
  if (unread?.next === null) {
    const total = unread.value.map(id => counted(read(state.tables.conversations, id)!.value, tables.now))
    check(
      'all that is unread',
      total.reduce((sum, one) => sum + one, 0),
      answers.unreadCount(viewerId),
    )
  }
  for (const [id, { value, seq, from, quotes }] of entriesOf(state.tables.windows)) {
    const talk = tables.talks.get(id)!
    const messages = talk.messages.filter(message => message.seq >= from)
    check(
      `window ${id} from ${from}`,
      value,
      messages.map(message => message.id),
    )
    check(`seq of window ${id}`, seq, talk.row.seq)
    const quoted = messages.flatMap(({ reply_to_id }) => reply_to_id ?? [])
    check(`what window ${id} quotes`, quotes, [...new Set(quoted)].sort())
    // A reply that comes does not tell whole who has reacted in many ways to what it quotes: that is looked up when it is shown.
    for (const one of quotes.filter(one => !tables.reactions.has(one)))
      check(`quoted ${one} is there`, read(state.tables.messages, one) !== undefined, true)
  }
  for (const [id, { value, from, to, quotes }] of entriesOf(state.tables.passages)) {
    const messages = tables.talks.get(id)!.messages.filter(({ seq }) => seq >= from && seq <= to)
    check(
      `passage ${id} from ${from} to ${to}`,
      value,
      messages.map(message => message.id),
    )
    const quoted = messages.flatMap(({ reply_to_id }) => reply_to_id ?? [])
    check(`what passage ${id} quotes`, quotes, [...new Set(quoted)].sort())
  }
  for (const [id, { value }] of entriesOf(state.tables.messages)) {
    const message = tables.talks.get(value.conversation_id)!.messages.find(one => one.id === id)
    check(`message ${id}`, value, message && messageFor(tables, viewerId)(message))
    for (const person of namedIn(value))
      check(`${person} of ${id} is known`, read(state.tables.users, person) !== undefined, true)
  }
  for (const [id, { value, next }] of entriesOf(state.tables.memberLists)) {
    const [seq = 0, order = 0] = next?.split('.').map(Number) ?? []
    const seats = present(tables.talks.get(id)!).filter(
      seat => next === null || seat.joinedSeq < seq || (seat.joinedSeq === seq && seat.joinOrder <= order),
    )
    check(
      `members ${id}`,
      value,
      seats.map(({ member }) => member.user_id),
    )
    for (const { member } of seats) {
      check(
        `member ${member.user_id} of ${id}`,
        read(state.tables.members, memberId(id, member.user_id))?.value,
        member,
      )
      check(`member ${member.user_id} is known`, read(state.tables.users, member.user_id) !== undefined, true)
    }
  }
  // Of people and reports only those are told about who have to do with the viewer.
  for (const [id, { value, position }] of entriesOf(state.tables.users))
    if (areContacts(tables, viewerId, id) && position >= positionOf(`${viewerId} ${id}`))
      check(`person ${id}`, value, tables.users.get(id))
  for (const [id, { value, position }] of entriesOf(state.tables.reports))
    if (seesReport(tables, viewerId, id) && position >= positionOf(`${viewerId} ${id}`))
      check(`report ${id}`, value, tables.reports.get(id))
  // What a conversation's log tells may name a version that was over before the viewer had to do with the report.
  for (const [id, { value }] of entriesOf(state.tables.versions))
    check(
      `version ${id}`,
      value,
      tables.versions.find(one => versionId(one) === id),
    )
  const blocked = tables.blocks.get(viewerId) ?? new Map<string, string>()
  for (const id of new Set([...blocked.keys(), ...entriesOf(state.tables.blocks).map(([id]) => id)])) {
    check(`whether ${id} is blocked`, read(state.tables.blocks, id)?.value ?? null, blocked.get(id) ?? null)
    if (blocked.has(id)) check(`blocked ${id} is known`, read(state.tables.users, id) !== undefined, true)
  }
  check('what is wanted of reactions', entriesOf(state.tables.wishes), [])
  for (const [key, { value }] of entriesOf(state.tables.pending)) {
    check(`what ${key} is`, value.status, 'failed')
    check(`whether ${key} is stored`, tables.keys.has(`${viewerId} ${key}`), false)
  }
  for (const [id, { value }] of entriesOf(state.tables.edits))
    check(`what the change of ${id} is`, value.status, 'failed')
  return wrong
}
