// An event and what it touches: one line for every event there is. A new one does not compile until it has its line.
import type { LogEvent, StoredEvent } from '../../contract/events'
import type { Message } from '../../contract/message'
import type { Report, ReportVersion } from '../../contract/report'
import type { User } from '../../contract/user'
import { all, type Draft, get, put, putFetched, want } from './draft'
import { inboxPlace, listed, placed, standsAhead, taken } from './ordered-ids'
import { heldConversation, newerConversation, patchConversation } from './patches/conversation'
import { isTold } from './patches/edit'
import { added, patchMember, patchMemberList } from './patches/members'
import { newMessage, patchMessage, patchWindow, toldWhole, withQuote } from './patches/messages'
import { patchBlock, patchReport, patchUser } from './patches/people'
import { cut } from './recent-events'
import { same } from './same'
import { type HeldConversation, type HeldReport, memberId, type Told, versionId } from './state'

type Touch = (draft: Draft, told: Told) => void

export const applyEvent = (draft: Draft, told: Told) => {
  meet(draft, told)
  const isWhole = !isLog(told.event) || isNext(draft, told.event)
  // Of what is missing or was not the viewer's to see nothing is in the ring: no answer from before is brought up to now by it.
  if (!isWhole || isComingOrGoing(draft, told) || told.event.event === 'settings-updated')
    draft.state = cut(draft.state, told.position)
  if (isWhole) for (const touch of touches[told.event.event]) touch(draft, told)
}

const isLog = (event: StoredEvent): event is LogEvent => 'seq' in event.payload

const isComingOrGoing = ({ state }: Draft, { event }: Told) =>
  (event.event === 'member-added' || event.event === 'member-removed') && event.payload.id === state.viewerId

/** People and reports that are new with an event, as they were when it happened. */
const meet = (draft: Draft, { event, position }: Told) => {
  if (!('related' in event.payload) || !event.payload.related) return
  const { users, reports = [] }: { users: User[]; reports?: Report[] } = event.payload.related
  const at = position ?? 0
  for (const user of users) {
    // Somebody from long ago may have changed while they had nothing to do with the viewer.
    const held = get(draft, 'users', user.id)
    if (!held || (at > held.position && !same(held.value, user)))
      put(draft, 'users', user.id, { value: user, position: at })
  }
  for (const report of reports) {
    const held = get(draft, 'reports', report.id)
    if (!held || report.version > held.value.version) putReport(draft, { value: report, position: at })
  }
}

/** A report as it is now, and remembered as it is in this version: messages name it. */
export const putReport = (draft: Draft, held: HeldReport) => {
  const { id, version, title, metadata, gone_at } = held.value
  putFetched(draft, 'reports', id, held)
  putVersion(draft, { report_id: id, version, title, metadata, gone_at })
}

export const putVersion = (draft: Draft, value: ReportVersion) => {
  const id = versionId(value)
  if (!get(draft, 'versions', id)) put(draft, 'versions', id, { value })
}

/**
 * Whether nothing of the conversation is missing before this event. If something is, the log is asked for all from there,
 * this event included.
 */
const isNext = (draft: Draft, event: LogEvent): boolean => {
  const { conversation_id, seq } = event.payload
  const held = [
    get(draft, 'conversations', conversation_id)?.truth.seq,
    get(draft, 'windows', conversation_id)?.seq,
  ].filter(at => at !== undefined)
  const oldest = Math.min(...held)
  if (held.length === 0 || seq <= oldest + 1 || draft.state.lacks === 'gap') return true
  // A public conversation that was only looked at has no log to this viewer: it is news only when they join.
  if (get(draft, 'conversations', conversation_id)?.truth.membership === null) return true
  // Who is gone is told that, and not what came before it.
  if (event.event === 'member-removed' && event.payload.id === draft.state.viewerId) return true
  want(draft, { want: 'events', conversationId: conversation_id, after: oldest })
  return false
}

const conversationId = ({ event: { payload } }: Told) =>
  'conversation_id' in payload ? payload.conversation_id : ''

/** The viewer's own row of a conversation that they have come into. */
const row: Touch = (draft, { event, position }) => {
  if (event.event !== 'conversation-created' && event.event !== 'member-added') return
  const { conversations = [], messages = [] } = event.payload.related
  for (const mine of conversations) {
    const held = get(draft, 'conversations', mine.id)
    const row = heldConversation(mine, position ?? 0)
    if (held && row.position <= held.position) continue
    putConversation(draft, mine.id, held ? newerConversation(held, row) : row)
    for (const value of messages)
      if (isNamed(draft, value) && !get(draft, 'messages', value.id))
        put(draft, 'messages', value.id, { value, seq: event.payload.seq })
  }
}

/** The viewer has left: what is held from before goes. A part that was read since they came back stays. */
const leaving: Touch = (draft, { event, position }) => {
  if (event.event !== 'member-removed' || event.payload.id !== draft.state.viewerId) return
  const { conversation_id: id, seq } = event.payload
  const detail = get(draft, 'conversations', id)
  if (!detail || seq > detail.truth.seq) return forget(draft, id)
  if (seq > (get(draft, 'windows', id)?.seq ?? seq)) dropWindow(draft, id)
  else dropPassage(draft, id)
  if ((position ?? 0) > (get(draft, 'memberLists', id)?.position ?? Number.POSITIVE_INFINITY))
    dropMembers(draft, id)
}

/** What of an unknown conversation moves it in the inbox, so that it must be known. */
const stirring: StoredEvent['event'][] = ['message-created', 'membership-updated', 'receipt-updated']

/** A conversation that may have to be listed now and is not known is asked for. */
export const wantStirred = (draft: Draft, told: Told) => {
  const id = conversationId(told)
  if (stirring.includes(told.event.event) && isStirred(told) && !get(draft, 'conversations', id))
    want(draft, { want: 'conversation', conversationId: id })
}

/** Only one's own reading says what is unread: where somebody has come to otherwise lists nothing. */
const isStirred = ({ event }: Told) =>
  event.event !== 'receipt-updated' || event.payload.partial.unread_count !== undefined

const conversation: Touch = (draft, told) => {
  const id = conversationId(told)
  const held = get(draft, 'conversations', id)
  if (held) putConversation(draft, id, patchConversation(held, told, draft.state))
  else if (all(draft, 'lists').length > 0) wantStirred(draft, told)
}

/** Writes a detail, and what follows from it. */
export const putConversation = (draft: Draft, id: string, after: HeldConversation) => {
  const before = get(draft, 'conversations', id)
  if (after === before) return
  put(draft, 'conversations', id, after)
  if (after.unsure) want(draft, { want: 'conversation', conversationId: id })
  if (before) dropUnnamed(draft, id, [before.value.last_message_id])
  place(draft, id)
}

/** What is held of a history. */
const parts = ['windows', 'passages'] as const

/** Whether a member's row or a part of the history names this message, something in that part replies to it, or it was looked up. */
export const isNamed = (draft: Draft, { id, conversation_id }: Pick<Message, 'id' | 'conversation_id'>) => {
  const row = get(draft, 'conversations', conversation_id)?.truth
  if ((row?.membership && row.last_message_id === id) || get(draft, 'lookUps', id)) return true
  return parts.some(table => {
    const part = get(draft, table, conversation_id)
    return part !== undefined && (part.value.includes(id) || part.quotes.includes(id))
  })
}

/** Lets go of those messages that nothing names any more. */
export const dropUnnamed = (draft: Draft, conversation_id: string, ids: readonly (string | null)[]) => {
  for (const id of ids) if (id && !isNamed(draft, { id, conversation_id })) dropMessage(draft, id)
}

/** A change of it that is still on its way goes on. */
const dropMessage = (draft: Draft, id: string) => {
  put(draft, 'messages', id, null)
  settleEdit(draft, id)
}

const window: Touch = (draft, told) => {
  const id = conversationId(told)
  const held = get(draft, 'windows', id)
  if (!held) return
  put(draft, 'windows', id, patchWindow(held, told, draft.state.lacks, seqOf(draft)))
  joinPassage(draft, id)
}

/** The window takes in the passage beside it, once nothing lies between them and all of the passage has been told. */
export const joinPassage = (draft: Draft, id: string) => {
  const passage = get(draft, 'passages', id)
  const window = get(draft, 'windows', id)
  if (!passage || !window || passage.to > window.seq) return
  if (passage.to + 1 < window.from && draft.state.lacks !== 'hole') return
  const known = new Set(window.value)
  put(draft, 'windows', id, {
    ...window,
    from: Math.min(passage.from, window.from),
    value: [...passage.value.filter(one => !known.has(one)), ...window.value],
    quotes: passage.quotes.reduce(withQuote, window.quotes),
  })
  put(draft, 'passages', id, null)
}

/** By a message's id, its seq; what nobody holds stands before everything. */
export const seqOf = (draft: Draft) => (id: string) => get(draft, 'messages', id)?.value.seq ?? 0

const message: Touch = (draft, told) => {
  const { id } = told.event.payload
  const held = get(draft, 'messages', id)
  if (told.event.event !== 'message-created') {
    if (held) put(draft, 'messages', id, patchMessage(held, told, draft.state))
    return settleEdit(draft, id)
  }
  const { partial, seq, related } = told.event.payload
  if (!held && (isNamed(draft, partial) || draft.state.lacks === 'unknown'))
    put(draft, 'messages', id, { value: newMessage(partial), seq })
  for (const quoted of toldWhole(related.messages ?? [], draft.state.viewerId))
    if (isNamed(draft, quoted) && !get(draft, 'messages', quoted.id))
      put(draft, 'messages', quoted.id, { value: quoted, seq })
}

const pending: Touch = (draft, { event }) => {
  if (event.event === 'message-created') settle(draft, event.payload.partial)
}

/** A send is settled by who sent it and under which key, whatever tab or answer it comes from. */
export const settle = (
  draft: Draft,
  { sender_id, client_message_id }: Pick<Message, 'sender_id' | 'client_message_id'>,
) => {
  if (sender_id === draft.state.viewerId && draft.state.lacks !== 'settle')
    put(draft, 'pending', client_message_id, null)
}

/** A change of the viewer's is settled when the message says it, or when it is decided and the message is gone. */
export const settleEdit = (draft: Draft, id: string) => {
  const edit = get(draft, 'edits', id)?.value
  if (!edit || draft.state.lacks === 'settle') return
  const message = get(draft, 'messages', id)?.value
  const isDecided = edit.answered !== null || edit.status === 'failed'
  if (message ? isTold(message, edit) : isDecided) put(draft, 'edits', id, null)
}

const memberList: Touch = (draft, told) => {
  const id = conversationId(told)
  const held = get(draft, 'memberLists', id)
  // Without a place in the log nothing tells what of it the list holds: it is asked for instead.
  if (!held || told.position === null) return
  const record = get(draft, 'members', memberId(id, told.event.payload.id))
  put(draft, 'memberLists', id, patchMemberList(held, told, draft.state.lacks, record))
}

const member: Touch = (draft, told) => {
  const { event, position } = told
  if (position === null) return
  const userId = event.event === 'message-created' ? event.payload.partial.sender_id : event.payload.id
  const id = memberId(conversationId(told), userId)
  const held = get(draft, 'members', id)
  if (held) return put(draft, 'members', id, patchMember(held, told, draft.state.lacks))
  const isListed = get(draft, 'memberLists', conversationId(told))?.value.includes(userId)
  if (event.event === 'member-added' && isListed)
    put(draft, 'members', id, { value: added(event.payload.partial), position })
}

/** Who keeps to themself what they read sees nothing (0) of what others have; who does no longer asks for it. */
const settings: Touch = (draft, { event }) => {
  if (event.event !== 'settings-updated') return
  const { receipts } = event.payload.partial
  if (receipts === true)
    for (const [id] of all(draft, 'memberLists')) want(draft, { want: 'members', conversationId: id })
  if (receipts === false)
    for (const [id, held] of all(draft, 'members'))
      if (held.value.user_id !== draft.state.viewerId && held.value.last_read_seq > 0)
        put(draft, 'members', id, { ...held, value: { ...held.value, last_read_seq: 0 } })
}

const user: Touch = (draft, told) => {
  const held = get(draft, 'users', told.event.payload.id)
  if (held) put(draft, 'users', held.value.id, patchUser(held, told, draft.state.lacks))
}

const report: Touch = (draft, told) => {
  const held = get(draft, 'reports', told.event.payload.id)
  if (held) putReport(draft, patchReport(held, told, draft.state.lacks))
}

const block: Touch = (draft, told) => {
  const { id } = told.event.payload
  const after = patchBlock(get(draft, 'blocks', id), id, told, draft.state.lacks)
  if (after) put(draft, 'blocks', id, after)
}

const touches: Record<StoredEvent['event'], Touch[]> = {
  'conversation-created': [row],
  'conversation-updated': [conversation, window],
  'member-added': [row, conversation, window, memberList, member],
  'member-updated': [conversation, window, member],
  'member-removed': [leaving, conversation, window, memberList, member],
  'message-created': [conversation, window, message, member, pending],
  'message-updated': [message, conversation, window],
  'message-deleted': [message, conversation, window],
  'reaction-updated': [message, conversation, window],
  'receipt-updated': [conversation, member],
  'membership-updated': [conversation],
  'settings-updated': [settings],
  // Beside the cache of the log: lib/client/drafts-elsewhere.ts.
  'draft-updated': [],
  'user-updated': [user],
  'report-updated': [report],
  'block-updated': [block],
}

/** Puts a conversation where it belongs in every list that is held. */
export const place = (draft: Draft, id: string) => {
  const held = get(draft, 'conversations', id)
  const at = (other: string) => inboxPlace(get(draft, 'conversations', other)!.value)
  for (const [key, list] of all(draft, 'lists')) {
    const value =
      held && listed(held.value, list)
        ? placed(list.value, id, other => standsAhead(at(other), at(id)))
        : taken(list.value, id)
    if (value !== list.value) put(draft, 'lists', key, { ...list, value })
  }
}

/** The viewer is no longer in it: nothing of it stays. */
export const forget = (draft: Draft, id: string) => {
  const last = get(draft, 'conversations', id)?.value.last_message_id
  put(draft, 'conversations', id, null)
  unload(draft, id)
  if (last) put(draft, 'messages', last, null)
  for (const table of ['pending', 'edits'] as const)
    for (const [key, { value }] of all(draft, table))
      if (value.conversation_id === id) put(draft, table, key, null)
  place(draft, id)
}

/** Keeps of a conversation only what its inbox row needs. */
export const unload = (draft: Draft, id: string) => {
  dropWindow(draft, id)
  dropMembers(draft, id)
}

const dropWindow = (draft: Draft, id: string) => {
  drop(draft, 'passages', id)
  drop(draft, 'windows', id)
  for (const [one, { value }] of all(draft, 'lookUps')) {
    if (value !== id) continue
    put(draft, 'lookUps', one, null)
    dropUnnamed(draft, id, [one])
  }
}

/** Back to the window beside it. */
export const dropPassage = (draft: Draft, id: string) => drop(draft, 'passages', id)

const drop = (draft: Draft, table: (typeof parts)[number], id: string) => {
  const part = get(draft, table, id)
  put(draft, table, id, null)
  if (part) dropUnnamed(draft, id, [...part.value, ...part.quotes])
}

const dropMembers = (draft: Draft, id: string) => {
  for (const userId of get(draft, 'memberLists', id)?.value ?? [])
    put(draft, 'members', memberId(id, userId), null)
  put(draft, 'memberLists', id, null)
}
