// The least a client must do with events, so that tests can hold "old snapshot + events = fresh snapshot" against the
// server before and beside the real cache. Plain objects, no guards: it is fed each event once and in order.
import type { Conversation } from '../contract/conversation'
import type { StoredEvent } from '../contract/events'
import type { Member, Membership } from '../contract/member'
import type { Message } from '../contract/message'
import type { Report } from '../contract/report'
import type { User } from '../contract/user'
import { call } from './api'

/** All that one viewer can see, by id. */
export type Snapshot = {
  conversations: Record<string, Conversation>
  members: Record<string, Record<string, Member>>
  messages: Record<string, Message>
  users: Record<string, User>
  reports: Record<string, Report>
  /** Conversations of which members and messages are known from the start, and not only what an inbox row needs. */
  loaded: string[]
}

type Entity = { id: string }
const byId = <T extends Entity>(list: T[]) => Object.fromEntries(list.map(one => [one.id, one]))

/** Reads a viewer's whole world and the cursor of its oldest part, from which events bring all of it up to now. */
export const snapshot = async (token: string): Promise<{ state: Snapshot; cursor: string }> => {
  const inbox = (await call('GET', '/api/conversations?limit=100', { token })).body
  const state: Snapshot = {
    conversations: byId(inbox.conversations),
    members: {},
    messages: byId(inbox.messages),
    users: byId(inbox.users),
    reports: byId(inbox.reports),
    loaded: inbox.ids,
  }
  for (const id of inbox.ids) {
    const crowd = (await call('GET', `/api/conversations/${id}/members?limit=100`, { token })).body
    state.members[id] = Object.fromEntries(crowd.members.map((member: Member) => [member.user_id, member]))
    const page = (await call('GET', `/api/conversations/${id}/messages?limit=100`, { token })).body
    Object.assign(state.messages, byId(page.messages))
    Object.assign(state.users, byId(crowd.users), byId(page.users))
  }
  return { state, cursor: inbox.cursor }
}

/** A copy of the snapshot as it is for this viewer after one event. */
export const applied = (before: Snapshot, viewerId: string, { event, payload }: StoredEvent): Snapshot => {
  const state = structuredClone(before)
  if ('related' in payload) {
    Object.assign(state.users, byId(payload.related.users))
    Object.assign(state.reports, byId(payload.related.reports ?? []))
    Object.assign(state.messages, byId(payload.related.messages ?? []))
  }
  const conversation = 'conversation_id' in payload ? state.conversations[payload.conversation_id] : undefined
  // What happened before the viewer came is no news: they get the whole row when they are added.
  const comes = event === 'conversation-created' || (event === 'member-added' && payload.id === viewerId)
  if ('conversation_id' in payload && !conversation && !comes) return before
  if (conversation && 'seq' in payload) {
    conversation.seq = payload.seq
    conversation.membership!.unread_as_of_seq = payload.seq
  }
  const id = payload.id

  switch (event) {
    case 'conversation-created':
      for (const mine of payload.related.conversations ?? []) state.conversations[mine.id] = mine
      state.members[id] = Object.fromEntries(payload.partial.members.map(member => [member.user_id, member]))
      state.loaded.push(id)
      break
    case 'conversation-updated':
      Object.assign(conversation!, payload.partial)
      break
    case 'member-added': {
      const { member_count, preview_member_ids, ...member } = payload.partial
      for (const mine of payload.related.conversations ?? []) state.conversations[mine.id] = mine
      const joined = state.conversations[payload.conversation_id]!
      Object.assign(joined, { member_count, preview_member_ids })
      state.members[payload.conversation_id] = { ...state.members[payload.conversation_id], [id]: member }
      break
    }
    case 'member-removed':
      if (id === viewerId) forget(state, payload.conversation_id)
      else {
        Object.assign(conversation!, payload.partial)
        delete state.members[payload.conversation_id]![id]
      }
      break
    case 'message-created': {
      const message = payload.partial
      state.messages[id] = message
      Object.assign(conversation!, { last_message_id: id, last_message_at: message.created_at })
      received(conversation!.membership!, message, viewerId)
      const sender = state.members[payload.conversation_id]?.[message.sender_id]
      if (sender) Object.assign(sender, { last_read_seq: message.seq, last_delivered_seq: message.seq })
      break
    }
    case 'receipt-updated': {
      const { unread_count, unread_as_of_seq, ...marks } = payload.partial
      const member = state.members[payload.conversation_id]?.[id]
      if (member) Object.assign(member, marks)
      if (id === viewerId)
        Object.assign(conversation!.membership!, marks, {
          unread_count,
          unread_as_of_seq,
          marked_unread_at: null,
        })
      break
    }
    case 'user-updated':
      if (state.users[id]) Object.assign(state.users[id], payload.partial)
      break
    case 'report-updated':
      if (state.reports[id]) Object.assign(state.reports[id], payload.partial)
      break
    default:
      throw new Error(`The model client does not know ${event}: teach it.`)
  }
  return state
}

const received = (membership: Membership, message: Message, viewerId: string) => {
  const muted = membership.muted_until !== null && membership.muted_until > message.created_at
  if (!muted) membership.archived_at = null
  if (message.sender_id === viewerId)
    Object.assign(membership, {
      last_read_seq: message.seq,
      last_delivered_seq: message.seq,
      unread_count: 0,
      marked_unread_at: null,
    })
  else if (message.type !== 'system') membership.unread_count = Math.min(100, membership.unread_count + 1)
}

const forget = (state: Snapshot, conversationId: string) => {
  delete state.conversations[conversationId]
  delete state.members[conversationId]
  state.loaded = state.loaded.filter(id => id !== conversationId)
  for (const [id, message] of Object.entries(state.messages))
    if (message.conversation_id === conversationId) delete state.messages[id]
}
