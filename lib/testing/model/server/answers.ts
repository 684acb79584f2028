// What a server in memory answers: every answer is a snapshot with its cursor, or a refusal as the contract has it.

import type { InboxFilter } from '../../../client/cache/state'
import type { Conversation } from '../../../contract/conversation'
import type { StoredEvent } from '../../../contract/events'
import { cursorAt, eventFor, mayReplay, placeIn, type Reset, type Sight, seenFrom } from './log'
import {
  conversationFor,
  isMember,
  iso,
  lastMessages,
  memberFor,
  messageFor,
  namedBy,
  namedIn,
  present,
  reportsOf,
  type Tables,
  type Talk,
  unreadAbove,
  usersOf,
  visibleFrom,
  visibleIn,
} from './tables'

export type Refused = { refused: 403 | 404 | 409 | 410 | 422 }
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer

/** As an inbox is ordered, by the server's own words for it. */
export const inboxOrder = (one: Conversation): string =>
  [one.membership?.pinned_at ? '1' : '0', one.last_message_at ?? one.created_at, one.id].join(' ')

const listedIn = ({ membership, report_id, type }: Conversation, asked: InboxFilter) => {
  if (!membership || (asked.report_id && asked.report_id !== report_id)) return false
  if (asked.filter === 'all' && asked.report_id) return true
  if (asked.filter === 'archived') return membership.archived_at !== null
  const isUnread = membership.unread_count > 0 || membership.marked_unread_at !== null
  const isIn = { all: true, unread: isUnread, groups: type === 'group', reports: report_id !== null }
  return membership.archived_at === null && isIn[asked.filter]
}

export type Answers = ReturnType<typeof createAnswers>

export const createAnswers = (tables: Tables) => {
  const cursor = () => cursorAt(tables.log.length - 1)
  const refusal = (talk: Talk | undefined): Refused => ({
    refused: talk?.row.visibility === 'public' ? 403 : 404,
  })

  const sight = (viewerId: string, from: number): Sight => ({
    viewerId,
    from,
    keepsReads: tables.keepers.has(viewerId),
  })

  /** A whole list, as an endless page would bring it. */
  const list = (viewerId: string, asked: InboxFilter): Conversation[] =>
    [...tables.talks.values()]
      .filter(talk => isMember(talk, viewerId))
      .map(talk => conversationFor(talk, viewerId))
      .filter(one => listedIn(one, asked))
      .sort((a, b) => (inboxOrder(a) < inboxOrder(b) ? 1 : -1))

  return {
    cursor,
    list,

    inbox(viewerId: string, asked: InboxFilter, limit: number, before?: string) {
      const rest = list(viewerId, asked).filter(one => !before || inboxOrder(one) < before)
      const conversations = rest.slice(0, limit)
      const talks = conversations.map(({ id }) => tables.talks.get(id)!)
      return {
        ids: conversations.map(({ id }) => id),
        conversations,
        messages: talks.flatMap(talk => lastMessages(tables, talk, viewerId)),
        users: usersOf(
          tables,
          talks.flatMap(talk => namedBy(tables, talk)),
        ),
        reports: reportsOf(
          tables,
          talks.map(({ row }) => row.report_id),
        ),
        next: rest.length > limit ? inboxOrder(conversations.at(-1)!) : null,
        cursor: cursor(),
      }
    },

    /** `/api/unread-count` */
    unreadCount(viewerId: string): number {
      const own = [...tables.talks.values()].filter(talk => isMember(talk, viewerId))
      return own.reduce((sum, talk) => {
        const { member, settings } = talk.seats.get(viewerId)!
        const isMuted = settings.muted_until !== null && settings.muted_until > iso(tables.now)
        const isLeftOut = settings.archived_at !== null || isMuted
        return isLeftOut ? sum : sum + unreadAbove(talk, viewerId, member.last_read_seq)
      }, 0)
    },

    conversation(viewerId: string, id: string) {
      const talk = tables.talks.get(id)
      const isIn = isMember(talk, viewerId)
      if (!talk || (!isIn && talk.row.visibility !== 'public')) return { refused: 404 } as Refused
      return {
        conversation: conversationFor(talk, viewerId),
        messages: isIn ? lastMessages(tables, talk, viewerId) : [],
        users: usersOf(tables, namedBy(tables, talk)),
        reports: reportsOf(tables, [talk.row.report_id]),
        cursor: cursor(),
      }
    },

    messages(
      viewerId: string,
      id: string,
      limit: number,
      { before, after, around }: { before?: number; after?: number; around?: number } = {},
    ) {
      const talk = tables.talks.get(id)
      if (!talk || !isMember(talk, viewerId)) return refusal(talk)
      const all = visibleIn(talk, viewerId)
      const below = (seq: number) => all.filter(one => one.seq < seq).length
      const [from, to] =
        around !== undefined
          ? [below(around) - Math.floor(limit / 2), below(around) + Math.ceil(limit / 2)]
          : after !== undefined
            ? [below(after + 1), below(after + 1) + limit]
            : [below(before ?? Number.POSITIVE_INFINITY) - limit, below(before ?? Number.POSITIVE_INFINITY)]
      const page = all.slice(Math.max(0, from), Math.max(0, to))
      const quoted = all.filter(
        one => !page.includes(one) && page.some(({ reply_to_id }) => reply_to_id === one.id),
      )
      return {
        ids: page.map(one => one.id),
        messages: page.map(messageFor(tables, viewerId)),
        quoted: quoted.map(messageFor(tables, viewerId)),
        report_versions: tables.versions.filter(
          ({ report_id, version }) =>
            report_id === talk.row.report_id && page.some(({ report_version }) => report_version === version),
        ),
        users: usersOf(tables, [...page, ...quoted].flatMap(namedIn)),
        has_before: from > 0,
        has_after: to < all.length,
        seq: talk.row.seq,
        cursor: cursor(),
      }
    },

    /** `/api/messages/:id` */
    message(viewerId: string, id: string) {
      const talk = [...tables.talks.values()].find(({ messages }) => messages.some(one => one.id === id))
      const message = talk?.messages.find(one => one.id === id)
      if (!talk || !message || !isMember(talk, viewerId) || message.seq < visibleFrom(talk, viewerId))
        return { refused: 404 } as Refused
      return {
        message: messageFor(tables, viewerId)(message),
        users: usersOf(tables, namedIn(message)),
        seq: talk.row.seq,
        cursor: cursor(),
      }
    },

    members(viewerId: string, id: string, limit: number, after?: string) {
      const talk = tables.talks.get(id)
      if (!talk || !isMember(talk, viewerId)) return refusal(talk)
      const [seq = 0, order = 0] = after?.split('.').map(Number) ?? []
      const found = present(talk).filter(
        one => after === undefined || one.joinedSeq > seq || (one.joinedSeq === seq && one.joinOrder > order),
      )
      const seats = found.slice(0, limit)
      const last = seats.at(-1)
      return {
        members: seats.map(seat => memberFor(seat, viewerId, tables)),
        users: usersOf(
          tables,
          seats.map(({ member }) => member.user_id),
        ),
        next: last && found.length > limit ? `${last.joinedSeq}.${last.joinOrder}` : null,
        cursor: cursor(),
      }
    },

    report(id: string) {
      const report = tables.reports.get(id)!
      return { report, users: usersOf(tables, [report.owner_id]), cursor: cursor() }
    },

    blocks(viewerId: string) {
      const mine = [...(tables.blocks.get(viewerId) ?? [])]
      return {
        blocks: mine.map(([user_id, blocked_at]) => ({ user_id, blocked_at })),
        users: usersOf(
          tables,
          mine.map(([id]) => id),
        ),
        cursor: cursor(),
      }
    },

    /** `/api/events` */
    events(
      viewerId: string,
      from: string,
    ): Reset | { events: { cursor: string; event: StoredEvent }[]; cursor: string } {
      const position = placeIn(tables, from)
      if (typeof position === 'string') return { reset: position }
      const events = []
      for (let at = position + 1; at < tables.log.length; at++) {
        const entry = tables.log[at]!
        if (mayReplay(tables, entry, viewerId))
          events.push({
            cursor: cursorAt(at),
            event: eventFor(entry, sight(viewerId, seenFrom(tables, entry, viewerId))),
          })
      }
      return { events, cursor: cursor() }
    },

    /** `/api/conversations/:id/events`: also what has no position yet. */
    log(viewerId: string, id: string, asked: number): Refused | { events: StoredEvent[] } {
      const talk = tables.talks.get(id)
      if (!talk || !isMember(talk, viewerId)) return refusal(talk)
      const from = visibleFrom(talk, viewerId)
      const after = Math.max(asked, from - 1)
      const found = [...tables.log.slice(tables.oldest), ...tables.outbox]
        .filter(entry => entry !== null)
        .filter(
          ({ event: { payload } }) =>
            'seq' in payload && payload.conversation_id === id && payload.seq > after,
        )
        .map(entry => eventFor(entry, sight(viewerId, from)))
      if (found.length < talk.row.seq - after) return { refused: 410 }
      return { events: found }
    },
  }
}
