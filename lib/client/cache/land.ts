// An answer lands. It was read at some place in the log, and the tab may have gone on since: it is first brought up to now
// by the events that passed meanwhile, then it is put beside what is held, and the newer of the two stays.
import type { Block } from '../../contract/block'
import type { Conversation } from '../../contract/conversation'
import type { LogEvent } from '../../contract/events'
import type { Member } from '../../contract/member'
import type { Message } from '../../contract/message'
import type { Report, ReportVersion } from '../../contract/report'
import type { User } from '../../contract/user'
import {
  applyEvent,
  dropUnnamed,
  forget,
  isNamed,
  joinPassage,
  putConversation,
  putReport,
  putVersion,
  seqOf,
  settle,
  settleEdit,
  unload,
  wantStirred,
} from './apply-event'
import { all, type Draft, draftOf, get, type Outcome, outcomeOf, put, putFetched, want } from './draft'
import { byInbox, inboxPlace, listed } from './ordered-ids'
import { heldConversation, newerConversation, patchConversation } from './patches/conversation'
import { added, furthest, patchMember, patchMemberList } from './patches/members'
import { newMessage, patchMessage, patchWindow, toldWhole, withMessage, withQuote } from './patches/messages'
import { patchBlock, patchReport, patchUser } from './patches/people'
import { placeOf } from './place'
import { eventsSince } from './recent-events'
import {
  type HeldMember,
  type HeldMemberList,
  type HeldWindow,
  type InboxFilter,
  listId,
  memberId,
  type State,
  type Told,
} from './state'

/** The answer is from so long ago that what passed since is not kept: ask again. */
export class Stale extends Error {}

type Answer = { cursor: string }
type Landing = { draft: Draft; position: number; since: readonly Told[] }

/** Errors: Stale. The first answer of all says where the tab stands in the log. */
export const landing = (before: State, { cursor }: Answer): Landing => {
  const at = placeOf(cursor)
  if (!at) throw new Stale()
  const state =
    before.cursor === null
      ? {
          ...before,
          cursor,
          epoch: at.epoch,
          position: at.position,
          recent: { since: at.position, events: [] },
        }
      : before
  if (at.epoch !== state.epoch) throw new Stale()
  const since = at.position >= state.position ? [] : eventsSince(state, at.position)
  if (!since) throw new Stale()
  return { draft: draftOf(state), position: at.position, since }
}

/** `held` after everything that has passed since it was read. */
const upToNow = <T>(held: T, { since }: Landing, patch: (held: T, told: Told) => T): T =>
  since.reduce(patch, held)

/** The same landing of one conversation that was read at `seq`. Errors: Stale where an event between then and now was not told. */
export const of = (landing: Landing, id: string, seq: number): Landing => {
  const since = landing.since.filter(told => concerns(told, id))
  let at = seq
  for (const { event } of since) {
    if (!('seq' in event.payload) || event.payload.seq <= at) continue
    if (event.payload.seq > at + 1 && landing.draft.state.lacks !== 'gap') throw new Stale()
    at = event.payload.seq
  }
  return { ...landing, since }
}

type Named = { users: User[]; reports?: Report[] }

export const landNamed = (landing: Landing, { users, reports = [] }: Named) => {
  const { draft, position } = landing
  const { lacks } = draft.state
  for (const value of users) {
    const held = get(draft, 'users', value.id)
    const read = upToNow({ value, position }, landing, (one, told) => patchUser(one, told, lacks))
    if (isNewer(draft, read, held)) putFetched(draft, 'users', value.id, read)
  }
  for (const value of reports) {
    const held = get(draft, 'reports', value.id)
    const read = upToNow({ value, position }, landing, (one, told) => patchReport(one, told, lacks))
    if (!held || lacks === 'newer' || read.value.version >= held.value.version) putReport(draft, read)
  }
}

/** `held` reaches as far as the tab does, if not further. */
const isNewer = (draft: Draft, read: { position: number }, held: { position: number } | undefined) =>
  !held || draft.state.lacks === 'newer' || read.position >= held.position

/** A detail, and of the messages that came with it the one that its row names. */
const landDetail = (landing: Landing, truth: Conversation, messages: Message[]) => {
  const { draft, position } = landing
  const { id } = truth
  const held = get(draft, 'conversations', id)
  const here = of(landing, id, truth.seq)
  const read = upToNow(heldConversation(truth, position), here, (one, told) =>
    patchConversation(one, told, draft.state),
  )
  const now = held && draft.state.lacks !== 'newer' ? newerConversation(held, read) : read
  putConversation(draft, id, now)
  if (!now.truth.membership) {
    // Who is not in it sees no more of it.
    unload(draft, id)
    return dropUnnamed(draft, id, [now.truth.last_message_id])
  }
  landSaid(here)
  for (const message of messages) landMessage(here, message, truth.seq)
}

/** Messages that have come since the answer was read, as far as something names them. */
const landSaid = (here: Landing) => {
  for (const { event } of here.since)
    if (event.event === 'message-created') {
      const { partial, related, seq } = event.payload
      landMessage(here, newMessage(partial), seq)
      for (const quoted of toldWhole(related.messages ?? [], here.draft.state.viewerId))
        landMessage(here, quoted, seq)
    }
}

const concerns = ({ event: { payload } }: Told, conversationId: string) =>
  'conversation_id' in payload && payload.conversation_id === conversationId

/** A message as it was when its conversation was at `seq`, if a row or a window names it. */
export const landMessage = (here: Landing, value: Message, seq: number) => {
  const { draft } = here
  if (!isNamed(draft, value)) return
  const held = get(draft, 'messages', value.id)
  const read = upToNow({ value, seq }, here, (one, told) => patchMessage(one, told, draft.state))
  // It takes the place of its temporary copy, where that is to be seen.
  if (get(draft, 'windows', value.conversation_id)?.value.includes(value.id) !== false) settle(draft, value)
  if (!held || read.seq >= held.seq || draft.state.lacks === 'newer')
    putFetched(draft, 'messages', value.id, read)
  settleEdit(draft, value.id)
}

type InboxPage = Answer &
  Required<Named> & { ids: string[]; conversations: Conversation[]; messages: Message[]; next: string | null }

/** The first page of a list, or with `before` the one that follows. */
export const landInbox = (state: State, asked: InboxFilter, page: InboxPage, before?: string): Outcome => {
  const at = landing(state, page)
  const { draft } = at
  landNamed(at, page)
  if (before !== undefined && get(draft, 'lists', listId(asked))?.next !== before) return outcomeOf(draft)
  for (const detail of page.conversations)
    landDetail(
      at,
      detail,
      page.messages.filter(({ id }) => id === detail.last_message_id),
    )
  // What has moved ahead of the page's end since it was read, and was in no list then.
  for (const told of at.since) wantStirred(draft, told)
  const end = page.conversations.find(({ id }) => id === page.ids.at(-1))
  const list = { asked, boundary: page.next && end ? inboxPlace(end) : null, next: page.next }
  // What was not on the page but has moved ahead of its end meanwhile is held already, and belongs here too.
  const value = all(draft, 'conversations')
    .map(([, held]) => held.value)
    .filter(detail => listed(detail, list))
    .sort((a, b) => byInbox(inboxPlace(a), inboxPlace(b)))
    .map(({ id }) => id)
  putFetched(draft, 'lists', listId(asked), { ...list, value })
  return outcomeOf(draft)
}

/** A conversation's detail, or null for one that is not the viewer's to see. */
export const landConversation = (
  state: State,
  id: string,
  answer: (Answer & Required<Named> & { conversation: Conversation; messages: Message[] }) | null,
): Outcome => {
  if (!answer) {
    const draft = draftOf(state)
    // A refusal has no place in the log: whoever is in it by now stays, and whoever is no longer is told so by the log.
    if (!get(draft, 'conversations', id)?.truth.membership) forget(draft, id)
    return outcomeOf(draft)
  }
  const at = landing(state, answer)
  landNamed(at, answer)
  landDetail(at, answer.conversation, answer.messages)
  return outcomeOf(at.draft)
}

const noQuotes: readonly string[] = []

type MessagePage = Answer &
  Named & {
    ids: string[]
    messages: Message[]
    quoted?: Message[]
    report_versions?: ReportVersion[]
    has_before: boolean
    seq: number
  }

/** The newest page, or with `before` the one that ends there. A page that does not touch the window held is of no use. */
export const landMessages = (state: State, id: string, page: MessagePage, before?: number): Outcome => {
  const at = landing(state, page)
  const { draft } = at
  landNamed(at, page)
  const held = get(draft, 'windows', id)
  if (!get(draft, 'conversations', id)?.truth.membership) return outcomeOf(draft)
  if (before !== undefined && held?.from !== before) return outcomeOf(draft)
  const part = partOf(page)
  const here = of(at, id, page.seq)
  if (before !== undefined && held) putFetched(draft, 'windows', id, goneOn(part, held, part.from))
  else putNewest(here, id, page, part)
  joinPassage(draft, id)
  landAll(here, page)
  return outcomeOf(draft)
}

/**
 * A page away from the end: around a seq, in the place of the passage that is held, or before or after that one. What reaches to
 * the end or touches the window is the window's.
 */
export const landPassage = (
  state: State,
  id: string,
  page: MessagePage & { has_after: boolean },
  { before, after, around }: { before?: number; after?: number; around?: number },
): Outcome => {
  const at = landing(state, page)
  const { draft } = at
  landNamed(at, page)
  const held = get(draft, 'passages', id)
  if (!get(draft, 'windows', id)) return outcomeOf(draft)
  if (
    around === undefined &&
    (!held || held.from !== (before ?? held.from) || held.to !== (after ?? held.to))
  )
    return outcomeOf(draft)
  const part = partOf(page)
  const here = of(at, id, page.seq)
  const to = page.messages.at(-1)?.seq ?? 0
  const next =
    around !== undefined || !held
      ? { ...part, at: around!, to }
      : before !== undefined
        ? goneOn(part, held, part.from)
        : { ...goneOn(held, part, held.from), at: held.at, to }
  const isWhole = before === undefined && !page.has_after
  put(draft, 'passages', id, isWhole ? null : next)
  if (isWhole) putNewest(here, id, page, next)
  joinPassage(draft, id)
  if (held && around !== undefined) dropUnnamed(draft, id, [...held.value, ...held.quotes])
  landAll(here, page)
  return outcomeOf(draft)
}

type Part = Pick<HeldWindow, 'value' | 'from' | 'quotes'>

const partOf = ({ ids, messages, has_before }: MessagePage): Part => ({
  value: ids,
  from: has_before ? Math.min(...messages.map(({ seq }) => seq)) : 0,
  quotes: messages.reduce((all, { reply_to_id }) => withQuote(all, reply_to_id), noQuotes),
})

/** `newer` with what stands before it. */
const goneOn = <P extends Part>(older: Part, newer: P, from: number): P => ({
  ...newer,
  from,
  value: [...older.value, ...newer.value.filter(one => !older.value.includes(one))],
  quotes: older.quotes.reduce(withQuote, newer.quotes),
})

/** What reaches to the newest, as of when the page was read. */
const putNewest = (here: Landing, id: string, page: MessagePage, part: Part) => {
  const { draft } = here
  const held = get(draft, 'windows', id)
  const seqs = new Map(page.messages.map(message => [message.id, message.seq]))
  for (const { event } of here.since)
    if (event.event === 'message-created') seqs.set(event.payload.id, event.payload.seq)
  const seq = (one: string) => seqs.get(one) ?? seqOf(draft)(one)
  const { value, from, quotes } = part
  const read = upToNow<HeldWindow>({ value, from, quotes, seq: page.seq }, here, (window, told) =>
    patchWindow(window, told, draft.state.lacks, seq),
  )
  const isAlone = !held || draft.state.lacks === 'newer'
  const quoteOf = (one: string) => get(draft, 'messages', one)?.value.reply_to_id ?? null
  putFetched(draft, 'windows', id, isAlone ? read : joined(held, read, seq, quoteOf))
  if (held) dropUnnamed(draft, id, [...held.value, ...held.quotes])
}

const landAll = (here: Landing, page: MessagePage) => {
  for (const version of page.report_versions ?? []) putVersion(here.draft, version)
  for (const message of [...page.messages, ...(page.quoted ?? [])]) landMessage(here, message, page.seq)
  landSaid(here)
}

/** Both reach to the newest: the older window goes on before the newer one, if nothing lies between them. */
const joined = (
  held: HeldWindow,
  read: HeldWindow,
  seqOf: (id: string) => number,
  quoteOf: (id: string) => string | null,
): HeldWindow => {
  const [older, newer] = held.seq <= read.seq ? [held, read] : [read, held]
  const isApart = older.seq + 1 < newer.from
  let { value, quotes } = newer
  for (const id of older.value)
    if (!isApart || seqOf(id) > newer.seq) {
      value = withMessage(value, { id, seq: seqOf(id) }, seqOf)
      if (isApart) quotes = withQuote(quotes, quoteOf(id))
    }
  if (!isApart) quotes = older.quotes.reduce(withQuote, quotes)
  return { value, seq: newer.seq, from: isApart ? newer.from : Math.min(older.from, newer.from), quotes }
}

type MemberPage = Answer & { members: Member[]; users: User[]; next: string | null }

/** The first page of members, or with `after` the next one. */
export const landMembers = (state: State, id: string, page: MemberPage, after?: string): Outcome => {
  const at = landing(state, page)
  const { draft, position } = at
  const { lacks } = draft.state
  landNamed(at, page)
  const held = get(draft, 'memberLists', id)
  if (!get(draft, 'conversations', id)?.truth.membership) return outcomeOf(draft)
  if (after !== undefined && held?.next !== after) return outcomeOf(draft)
  const here = { ...at, since: at.since.filter(told => concerns(told, id)) }
  const ids = page.members.map(({ user_id }) => user_id)
  const read = upToNow<HeldMemberList>({ value: ids, next: page.next, position }, here, (list, told) =>
    patchMemberList(list, told, lacks),
  )
  if (after === undefined && held && !isNewer(draft, read, held)) return outcomeOf(draft)
  const earlier = after === undefined ? [] : held!.value.filter(one => !read.value.includes(one))
  // The older of two pages is to be told all that happened since.
  const told = after === undefined ? read.position : Math.min(read.position, held!.position)
  const value = [...earlier, ...read.value]
  putFetched(draft, 'memberLists', id, { ...read, value, position: told })
  for (const one of held?.value ?? [])
    if (!value.includes(one)) put(draft, 'members', memberId(id, one), null)
  for (const userId of read.value) {
    const onPage = page.members.find(({ user_id }) => user_id === userId)
    const member = memberNow(onPage ? { value: onPage, position } : null, userId, here)!
    const key = memberId(id, userId)
    const known = get(draft, 'members', key)
    if (!known || lacks === 'newer') putFetched(draft, 'members', key, member)
    else {
      const [older, newer] = isNewer(draft, member, known) ? [known, member] : [member, known]
      const value = furthest(newer.value, older.value)
      putFetched(draft, 'members', key, { value, position: newer.position })
    }
  }
  return outcomeOf(draft)
}

/** A member after everything that has passed since they were read, who may have gone and come back. */
const memberNow = (
  onPage: HeldMember | null,
  userId: string,
  { since, draft }: Landing,
): HeldMember | null => {
  let now = onPage
  for (const told of since) {
    const { event, position } = told
    if (now) now = patchMember(now, told, draft.state.lacks)
    else if (event.event === 'member-added' && event.payload.id === userId)
      now = { value: added(event.payload.partial), position: position! }
  }
  return now
}

/** Whom the viewer blocks. Who is not among them is not blocked any more, unless something newer says so. */
export const landBlocks = (state: State, answer: Answer & { blocks: Block[]; users: User[] }): Outcome => {
  const at = landing(state, answer)
  const { draft, position } = at
  landNamed(at, answer)
  const since = new Map(answer.blocks.map(({ user_id, blocked_at }) => [user_id, blocked_at]))
  for (const id of new Set([...since.keys(), ...all(draft, 'blocks').map(([id]) => id)])) {
    const read = upToNow({ value: since.get(id) ?? null, position }, at, (one, told) =>
      patchBlock(one, id, told, draft.state.lacks),
    )
    if (isNewer(draft, read, get(draft, 'blocks', id))) putFetched(draft, 'blocks', id, read)
  }
  return outcomeOf(draft)
}

/** A report and its owner; or people alone. */
export const landPeople = (state: State, answer: Answer & { users: User[]; report?: Report }): Outcome => {
  const at = landing(state, answer)
  landNamed(at, { users: answer.users, reports: answer.report ? [answer.report] : [] })
  return outcomeOf(at.draft)
}

/**
 * What a conversation's own log says was missed. It has no place in the whole log, so its seq alone guards it; what has no seq,
 * the viewer's settings and who is a member, is to be fetched.
 */
export const landEvents = (state: State, id: string, events: LogEvent[]): Outcome => {
  const draft = draftOf(state)
  for (const event of events) applyEvent(draft, { event, position: null })
  if (get(draft, 'conversations', id)) want(draft, { want: 'conversation', conversationId: id })
  if (get(draft, 'memberLists', id)) want(draft, { want: 'members', conversationId: id })
  return outcomeOf(draft)
}
