// A small world for the cache's own tests: people, a conversation of theirs and what is said in it, as the server would tell them.
// Everything is frozen, so that whoever changes it instead of making something new is found out at once.
import { advance } from '../client/cache/advance'
import type { Outcome } from '../client/cache/draft'
import { landConversation, landInbox, landMembers, landMessages, landPassage } from '../client/cache/land'
import { emptyState, type Guard, type State, type Told } from '../client/cache/state'
import type { Conversation } from '../contract/conversation'
import type { LogEvent, StoredEvent } from '../contract/events'
import type { Member, Membership } from '../contract/member'
import type { Message } from '../contract/message'
import type { Report } from '../contract/report'
import type { User } from '../contract/user'

export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) frozen(part)
  return value
}

export const at = (position: number) => `log.${position}.n${position}`
/** A time; the later the number, the later. */
export const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()

export const user = (id: string, name = id): User =>
  frozen({ id, external_id: id, name, avatar_url: null, created_at: time(0) })

export const report = (change: Partial<Report> = {}): Report =>
  frozen({
    id: 'report',
    external_id: 'listing-1',
    kind: 'listing',
    title: 'Piso',
    url: '/x',
    owner_id: 'carla',
    metadata: {},
    version: 1,
    gone_at: null,
    created_at: time(0),
    ...change,
  })

export const membership = (change: Partial<Membership> = {}): Membership => ({
  role: 'member',
  joined_at: time(0),
  visible_from_seq: 0,
  last_read_seq: 1,
  last_delivered_seq: 1,
  unread_count: 0,
  unread_as_of_seq: 1,
  marked_unread_at: null,
  archived_at: null,
  muted_until: null,
  pinned_at: null,
  ...change,
})

/** `plaza`, at seq 1, as ana sees it who is in it with bruno. */
export const conversation = (change: Partial<Conversation> = {}): Conversation =>
  frozen({
    id: 'plaza',
    type: 'group',
    visibility: 'private',
    report_id: null,
    name: 'Plaza',
    icon: null,
    history: 'all',
    created_by: 'bruno',
    created_at: time(0),
    seq: 1,
    last_message_id: null,
    last_message_at: null,
    member_count: 2,
    preview_member_ids: ['ana', 'bruno'],
    counterpart_id: null,
    membership: membership(change.seq ? { unread_as_of_seq: change.seq } : {}),
    ...change,
  })

/** What was said at `seq`, named after it: `m2`. */
export const message = (seq: number, change: Partial<Message> = {}): Message =>
  frozen({
    id: `m${seq}`,
    conversation_id: 'plaza',
    seq,
    sender_id: 'bruno',
    client_message_id: `key-${seq}`,
    type: 'text',
    content: `text ${seq}`,
    metadata: {},
    reply_to_id: null,
    created_at: time(seq),
    edited_at: null,
    deleted_at: null,
    reactions: [],
    reacted: [],
    ...change,
  })

export const member = (user_id: string, change: Partial<Member> = {}): Member =>
  frozen({
    conversation_id: 'plaza',
    user_id,
    role: 'member',
    joined_at: time(0),
    last_read_seq: 1,
    last_delivered_seq: 1,
    ...change,
  })

type Payload<N extends StoredEvent['event']> = Extract<StoredEvent, { event: N }>['payload']

/** An event at a position of the log, or without one. */
export const told = <N extends StoredEvent['event']>(
  event: N,
  payload: Omit<Payload<N>, 'originClientId' | 'related'> & { related?: object },
  position: number | null,
): Told =>
  frozen({
    event: { event, payload: { related: { users: [] }, originClientId: null, ...payload } } as never,
    position,
  })

const inPlaza = { conversation_id: 'plaza' }

export const said = (seq: number, position: number | null, change: Partial<Message> = {}) =>
  told('message-created', { ...inPlaza, id: `m${seq}`, seq, partial: message(seq, change) }, position)
export const erased = (of: number, seq: number, position: number | null, sender_id = 'bruno') =>
  told(
    'message-deleted',
    {
      ...inPlaza,
      id: `m${of}`,
      seq,
      partial: { deleted_at: time(seq), message_seq: of, sender_id, type: 'text' },
    },
    position,
  )
/** One emoji's reactions, by these people. */
export const counted = (emoji: string, user_ids: string[]) =>
  user_ids.length > 0 ? [{ emoji, count: user_ids.length, user_ids }] : []
/** Somebody reacts to what was said at `of`, as the only one, or takes it back. */
export const reacted = (
  of: number,
  seq: number,
  position: number | null,
  user_id: string,
  emoji: string,
  is_reacted = true,
) =>
  told(
    'reaction-updated',
    {
      ...inPlaza,
      id: `m${of}`,
      seq,
      partial: { reactions: counted(emoji, is_reacted ? [user_id] : []), user_id, emoji, is_reacted },
    },
    position,
  )
export const renamed = (name: string, seq: number, position: number | null) =>
  told('conversation-updated', { ...inPlaza, id: 'plaza', seq, partial: { name } }, position)
export const cameIn = (
  id: string,
  seq: number,
  position: number | null,
  conversations: Conversation[] = [],
) =>
  told(
    'member-added',
    {
      ...inPlaza,
      id,
      seq,
      partial: {
        ...member(id, { last_read_seq: seq, last_delivered_seq: seq }),
        member_count: 3,
        preview_member_ids: ['ana', 'bruno', id],
      },
      related: { users: [user(id)], reports: [], conversations, messages: [] },
    },
    position,
  )
export const wentOut = (id: string, seq: number, position: number | null) =>
  told(
    'member-removed',
    { ...inPlaza, id, seq, partial: { member_count: 1, preview_member_ids: ['ana'] } },
    position,
  )
export const readTo = (id: string, last_read_seq: number, position: number, own: object = {}) =>
  told(
    'receipt-updated',
    { ...inPlaza, id, partial: { last_read_seq, last_delivered_seq: last_read_seq, ...own } },
    position,
  )
/** One of their devices has everything up to a seq; `last_read_seq` is where they were. */
export const got = (id: string, last_delivered_seq: number, position: number, last_read_seq = 1) =>
  told('receipt-updated', { ...inPlaza, id, partial: { last_read_seq, last_delivered_seq } }, position)
export const set = (partial: Partial<Membership>, position: number) =>
  told('membership-updated', { ...inPlaza, id: 'ana', partial }, position)

export const logEvents = (...all: Told[]) => all.map(({ event }) => event as LogEvent)

/** ana's tab, that has landed these one after the other. */
export const stateOf = (...landings: ((state: State) => Outcome)[]): State =>
  tabLacking(undefined, ...landings)
export const tabLacking = (lacks: Guard | undefined, ...landings: ((state: State) => Outcome)[]): State =>
  landings.reduce((state, land) => frozen(land(state).state), frozen(emptyState('ana', lacks)))

const everyone = ['ana', 'bruno', 'carla'].map(id => user(id))

export const inbox =
  (position: number, conversations: Conversation[], more: { messages?: Message[]; next?: string } = {}) =>
  (state: State) =>
    landInbox(state, { filter: 'all' }, inboxPage(position, conversations, more))
export const inboxPage = (
  position: number,
  conversations: Conversation[],
  { messages = [], next }: { messages?: Message[]; next?: string } = {},
) =>
  frozen({
    ids: conversations.map(({ id }) => id),
    conversations,
    messages,
    users: everyone,
    reports: [],
    next: next ?? null,
    cursor: at(position),
  })

export const detail =
  (position: number, value: Conversation, messages: Message[] = []) =>
  (state: State) =>
    landConversation(
      state,
      value.id,
      frozen({ conversation: value, messages, users: everyone, reports: [], cursor: at(position) }),
    )

/** A page of `plaza` that was read when it was at `seq`. */
export const history =
  (
    position: number,
    seq: number,
    messages: Message[],
    { has_before = false, before = undefined as number | undefined } = {},
  ) =>
  (state: State) =>
    landMessages(
      state,
      'plaza',
      frozen({
        ids: messages.map(({ id }) => id),
        messages,
        users: everyone,
        has_before,
        seq,
        cursor: at(position),
      }),
      before,
    )

/** Another part of `plaza`, read when it was at `seq`. */
export const passage =
  (
    position: number,
    seq: number,
    messages: Message[],
    asked: { before?: number; after?: number; around?: number },
    { has_before = true, has_after = true } = {},
  ) =>
  (state: State) =>
    landPassage(
      state,
      'plaza',
      frozen({
        ids: messages.map(({ id }) => id),
        messages,
        users: everyone,
        has_before,
        has_after,
        seq,
        cursor: at(position),
      }),
      asked,
    )

export const crowd =
  (position: number, members: Member[], next: string | null = null, after?: string) =>
  (state: State) =>
    landMembers(state, 'plaza', frozen({ members, users: everyone, next, cursor: at(position) }), after)

/** The state after a step of the log. */
export const heard = (state: State, ...all: Told[]): State =>
  all.reduce((before, { event, position }) => {
    const outcome = advance(before, { prev: at(position! - 1), cursor: at(position!), event })
    if (outcome.trouble) throw new Error(`The step to ${position} is ${outcome.trouble}.`)
    return frozen(outcome.state)
  }, state)
