// What can be done to a server in memory, by the rules of the contract: each write changes rows and leaves its event in the
// outbox. What changes nothing makes no event.
import type { StoredEvent } from '../../../contract/events'
import type { Happening, Message, SharedMessage } from '../../../contract/message'
import type { Report } from '../../../contract/report'
import {
  conversationFor,
  type Entry,
  isMember,
  iso,
  lastMessages,
  messageFor,
  namedBy,
  namedIn,
  present,
  reportsOf,
  type Seat,
  type Settings,
  type SharedRow,
  type Tables,
  type Talk,
  usersOf,
} from './tables'

const unset: Settings = { marked_unread_at: null, archived_at: null, muted_until: null, pinned_at: null }

type Founding = Pick<SharedRow, 'type' | 'visibility' | 'report_id' | 'name'> & { people: string[] }

export type Writes = ReturnType<typeof createWrites>

/** `tick`: how many milliseconds pass with a write; none is possible. */
export const createWrites = (tables: Tables, tick: () => number) => {
  let made = 0
  const newId = (kind: string) => `${kind}${String(++made).padStart(4, '0')}`
  const now = () => {
    tables.now += tick()
    return iso(tables.now)
  }

  const publish = (report: Report) => {
    const { id, version, title, metadata, gone_at } = report
    tables.reports.set(id, report)
    tables.versions = [...tables.versions, { report_id: id, version, title, metadata, gone_at }]
  }

  const append = (entry: Omit<Entry, 'own'> & { own?: Entry['own'] }) =>
    tables.outbox.push({ own: null, ...entry })

  /** Takes the next seq of a conversation and tells its members. */
  const log = (
    talk: Talk,
    event: StoredEvent['event'],
    id: string,
    payload: object,
    own: Entry['own'] = null,
  ) => {
    const { id: conversation_id, seq } = talk.row
    const told = {
      event,
      payload: { id, conversation_id, seq, originClientId: null, ...payload },
    } as StoredEvent
    append({ event: told, audience: 'members', subjectId: id, own, lock: conversation_id })
  }

  const change = (talk: Talk, row: Partial<SharedRow>) => {
    talk.row = { ...talk.row, ...row, seq: talk.row.seq + 1 }
  }

  /** Notes that this event brings people together who had nothing to do with each other, and with a report. */
  const noteMeeting = (talk: Talk, comers: string[], isNew: (one: string, other: string) => boolean) => {
    const entry = tables.outbox.at(-1)!
    const { report_id } = talk.row
    for (const comer of comers)
      for (const other of [
        ...present(talk).map(({ member }) => member.user_id),
        ...(report_id ? [report_id] : []),
      ])
        if (isNew(comer, other)) {
          tables.met.set(`${comer} ${other}`, entry)
          tables.met.set(`${other} ${comer}`, entry)
        }
  }

  /** Who has to do with whom before a write. */
  const strangers = () => {
    const known = new Set<string>()
    for (const talk of tables.talks.values()) {
      const people = present(talk).map(({ member }) => member.user_id)
      for (const one of people) {
        known.add(`${one} ${talk.row.report_id}`)
        for (const other of people) known.add(`${one} ${other}`)
      }
    }
    return (one: string, other: string) => !known.has(`${one} ${other}`)
  }

  const crowd = (talk: Talk) => {
    const people = present(talk).map(({ member }) => member.user_id)
    talk.row = { ...talk.row, member_count: people.length, preview_member_ids: people.slice(0, 3) }
    const { member_count, preview_member_ids } = talk.row
    return { member_count, preview_member_ids }
  }

  const seat = (talk: Talk, userId: string, change: Partial<Seat>) =>
    talk.seats.set(userId, { ...talk.seats.get(userId)!, ...change })

  const receipt = (
    talk: Talk,
    userId: string,
    partial: Pick<Seat['member'], 'last_read_seq' | 'last_delivered_seq'>,
    own: Entry['own'],
  ) => {
    const { id: conversation_id } = talk.row
    append({
      event: {
        event: 'receipt-updated',
        payload: { id: userId, conversation_id, partial, originClientId: null },
      },
      audience: 'members',
      subjectId: userId,
      own,
      lock: conversation_id,
    })
  }

  /** A message takes its place; what its event tells is in it. */
  const said = (
    talk: Talk,
    senderId: string,
    given: Pick<Message, 'id' | 'client_message_id' | 'type' | 'content' | 'metadata'>,
    replyTo: SharedMessage | null = null,
  ): SharedMessage => {
    const message: SharedMessage = {
      ...given,
      conversation_id: talk.row.id,
      seq: talk.row.seq + 1,
      sender_id: senderId,
      reply_to_id: replyTo?.id ?? null,
      created_at: now(),
      edited_at: null,
      deleted_at: null,
      reactions: [],
      ...(talk.row.report_id ? { report_version: tables.reports.get(talk.row.report_id)!.version } : {}),
    }
    const { id, created_at } = message
    talk.messages = [...talk.messages, message]
    change(talk, { last_message_id: id, last_message_at: created_at })
    log(talk, 'message-created', id, {
      partial: message,
      related: {
        users: usersOf(tables, [message, ...(replyTo ? [replyTo] : [])].flatMap(namedIn)),
        ...(replyTo ? { messages: [replyTo] } : {}),
      },
    })
    return message
  }

  /** A system message: it reads nothing and stirs nothing. */
  const tell = (talk: Talk, actorId: string, metadata: Happening) => {
    const id = newId('m')
    said(talk, actorId, { id, client_message_id: id, type: 'system', content: '', metadata })
  }

  /** Nothing that was told of a message keeps its words. */
  const unsay = (entry: Entry, id: string) => {
    const emptied = <T extends object>(one: T): T => ({ ...one, content: '' })
    const { event, payload } = entry.event
    const isOwn = payload.id === id && 'content' in payload.partial
    const related = (held: object | undefined) => {
      const { messages } = (held ?? {}) as { messages?: SharedMessage[] }
      return messages && { ...held, messages: messages.map(one => (one.id === id ? emptied(one) : one)) }
    }
    const brought = related('related' in payload ? payload.related : undefined)
    if (isOwn || brought)
      entry.event = {
        event,
        payload: {
          ...payload,
          ...(isOwn ? { partial: emptied(payload.partial) } : {}),
          ...(brought ? { related: brought } : {}),
        },
      } as StoredEvent
    const own = related(entry.own?.related)
    if (own) entry.own = { ...entry.own, related: own }
  }

  return {
    person(id: string) {
      tables.users.set(id, { id, external_id: id, name: id, avatar_url: null, created_at: now() })
    },

    report(owner_id: string) {
      const id = newId('r')
      const row = { kind: 'listing', title: id, url: `/${id}`, metadata: {}, version: 1, gone_at: null }
      publish({ id, external_id: `x${id}`, owner_id, created_at: now(), ...row })
      return id
    },

    found({ people, ...look }: Founding): Talk {
      const id = newId('c')
      const at = now()
      const member = (user_id: string, order: number): Seat => ({
        member: {
          conversation_id: id,
          user_id,
          role: look.type === 'group' && order === 0 ? 'owner' : 'member',
          joined_at: at,
          last_read_seq: 1,
          last_delivered_seq: 1,
        },
        settings: unset,
        joinedSeq: 1,
        joinOrder: order,
        isIn: true,
      })
      const row: SharedRow = {
        id,
        ...look,
        icon: null,
        history: 'all',
        created_by: people[0]!,
        created_at: at,
        seq: 1,
        last_message_id: null,
        last_message_at: null,
        member_count: people.length,
        preview_member_ids: people.slice(0, 3),
      }
      const talk: Talk = { row, seats: new Map(people.map((one, n) => [one, member(one, n)])), messages: [] }
      const isNew = strangers()
      tables.talks.set(id, talk)
      log(talk, 'conversation-created', id, {
        partial: { ...row, members: [...talk.seats.values()].map(one => one.member) },
        related: { users: usersOf(tables, people), reports: reportsOf(tables, [look.report_id]) },
      })
      noteMeeting(talk, people, isNew)
      return talk
    },

    /** What the same key stands for already is given back as it is now. */
    send(
      talk: Talk,
      senderId: string,
      key: string,
      content: string,
      replyTo: SharedMessage | null = null,
    ): Message {
      const shown = messageFor(tables, senderId)
      const known = tables.keys.get(`${senderId} ${key}`)
      if (known) return shown(talk.messages.find(({ id }) => id === known)!)
      const id = newId('m')
      tables.keys.set(`${senderId} ${key}`, id)
      const message = said(
        talk,
        senderId,
        { id, client_message_id: key, type: 'text', content, metadata: {} },
        replyTo,
      )
      const { seq, created_at } = message
      for (const { member, settings } of present(talk)) {
        const isOwn = member.user_id === senderId
        const isMuted = settings.muted_until !== null && settings.muted_until > created_at
        seat(talk, member.user_id, {
          member: isOwn ? { ...member, last_read_seq: seq, last_delivered_seq: seq } : member,
          settings: {
            ...settings,
            archived_at: isMuted ? settings.archived_at : null,
            marked_unread_at: isOwn ? null : settings.marked_unread_at,
          },
        })
      }
      return shown(message)
    },

    /** Messages from before the log was kept. */
    fill(talk: Talk, senderId: string, count: number) {
      const rest = tables.outbox.length
      for (let n = 0; n < count; n++) this.send(talk, senderId, newId('old'), 'old')
      tables.outbox.length = rest
    },

    edit(talk: Talk, message: SharedMessage, content: string) {
      const edited_at = now()
      talk.messages = talk.messages.map(one => (one.id === message.id ? { ...one, content, edited_at } : one))
      change(talk, {})
      log(talk, 'message-updated', message.id, { partial: { content, edited_at } })
    },

    /** The row stays; what was said is emptied in the stored events too. */
    erase(talk: Talk, { id, seq, sender_id, type }: SharedMessage) {
      const deleted_at = now()
      talk.messages = talk.messages.map(one =>
        one.id === id ? { ...one, content: '', metadata: {}, reactions: [], deleted_at } : one,
      )
      tables.reactions.delete(id)
      for (const entry of [...tables.log, ...tables.outbox]) if (entry) unsay(entry, id)
      change(talk, {})
      tables.erased.set(id, talk.row.seq)
      log(talk, 'message-deleted', id, { partial: { sender_id, type, deleted_at, message_seq: seq } })
    },

    /** What changes nothing takes no seq. The message as its author-to-be sees it, and as of which seq. */
    react(talk: Talk, message: SharedMessage, user_id: string, emoji: string, is_reacted: boolean) {
      const before = tables.reactions.get(message.id) ?? []
      const others = before.filter(one => one.user_id !== user_id || one.emoji !== emoji)
      const isNews = is_reacted === (others.length === before.length)
      const after = is_reacted ? [...others, { user_id, emoji }] : others
      if (isNews) {
        const counts = countsOf(after, message.reactions)
        tables.reactions.set(message.id, after)
        talk.messages = talk.messages.map(one =>
          one.id === message.id ? { ...one, reactions: counts } : one,
        )
        change(talk, {})
        const named = counts.find(one => one.emoji === emoji)?.user_ids ?? []
        log(talk, 'reaction-updated', message.id, {
          partial: { reactions: counts, user_id, emoji, is_reacted },
          related: { users: usersOf(tables, [...named, user_id]) },
        })
      }
      const now = talk.messages.find(({ id }) => id === message.id)!
      return { message: messageFor(tables, user_id)(now), seq: talk.row.seq }
    },

    rename(talk: Talk, by: string, partial: Partial<Pick<SharedRow, 'name' | 'icon' | 'visibility'>>) {
      const changed = Object.entries(partial).filter(([key, value]) => talk.row[key as 'name'] !== value)
      if (changed.length === 0) return
      change(talk, Object.fromEntries(changed))
      log(talk, 'conversation-updated', talk.row.id, { partial: Object.fromEntries(changed) })
      for (const [key, value] of changed)
        tell(talk, by, { event: `${key}-changed`, [key]: value, by } as Happening)
    },

    /** Who comes back starts anew, and sees the whole history. */
    add(talk: Talk, userId: string, by = userId) {
      if (isMember(talk, userId)) return
      const isNew = strangers()
      const seq = talk.row.seq + 1
      const [last_read_seq, last_delivered_seq] = [seq, seq]
      const { id: conversation_id } = talk.row
      talk.seats.set(userId, {
        member: {
          conversation_id,
          user_id: userId,
          role: 'member',
          joined_at: now(),
          last_read_seq,
          last_delivered_seq,
        },
        settings: unset,
        joinedSeq: seq,
        joinOrder: 0,
        isIn: true,
      })
      change(talk, {})
      const partial = { ...talk.seats.get(userId)!.member, ...crowd(talk) }
      log(
        talk,
        'member-added',
        userId,
        { partial, related: { users: usersOf(tables, [userId]) } },
        {
          related: {
            users: usersOf(tables, [...namedBy(tables, talk), userId]),
            reports: reportsOf(tables, [talk.row.report_id]),
            conversations: [conversationFor(talk, userId)],
            messages: lastMessages(tables, talk, userId),
          },
        },
      )
      noteMeeting(talk, [userId], isNew)
      const what: Happening =
        by === userId
          ? { event: 'member-joined', user_id: userId }
          : { event: 'member-added', user_id: userId, by }
      tell(talk, by, what)
    },

    remove(talk: Talk, userId: string, by = userId) {
      const what: Happening =
        by === userId
          ? { event: 'member-left', user_id: userId }
          : { event: 'member-removed', user_id: userId, by }
      tell(talk, by, what)
      seat(talk, userId, { isIn: false })
      change(talk, {})
      log(talk, 'member-removed', userId, { partial: crowd(talk) })
    },

    promote(talk: Talk, userId: string, role: Seat['member']['role'], by: string) {
      const { member } = talk.seats.get(userId)!
      if (member.role === role) return
      seat(talk, userId, { member: { ...member, role } })
      change(talk, {})
      log(talk, 'member-updated', userId, { partial: { role } })
      tell(talk, by, { event: 'role-changed', user_id: userId, role, by })
    },

    read(talk: Talk, userId: string, seq: number) {
      const { member, settings } = talk.seats.get(userId)!
      if (seq === member.last_read_seq && settings.marked_unread_at !== null)
        return this.set(talk, userId, { marked_unread_at: null })
      if (seq <= member.last_read_seq) return
      const marks = { last_read_seq: seq, last_delivered_seq: Math.max(member.last_delivered_seq, seq) }
      seat(talk, userId, {
        member: { ...member, ...marks },
        settings: { ...settings, marked_unread_at: null },
      })
      const { unread_count, unread_as_of_seq } = conversationFor(talk, userId).membership!
      receipt(talk, userId, marks, { partial: { unread_count, unread_as_of_seq } })
    },

    /** It came to one of their devices; nothing is read by that. */
    deliver(talk: Talk, userId: string, seq: number) {
      const { member } = talk.seats.get(userId)!
      if (seq <= member.last_delivered_seq) return
      const marks = { last_read_seq: member.last_read_seq, last_delivered_seq: seq }
      seat(talk, userId, { member: { ...member, ...marks } })
      receipt(talk, userId, marks, null)
    },

    set(talk: Talk, userId: string, partial: Partial<Settings>) {
      const { settings } = talk.seats.get(userId)!
      const changed = Object.entries(partial).filter(([key, value]) => settings[key as 'pinned_at'] !== value)
      if (changed.length === 0) return
      seat(talk, userId, { settings: { ...settings, ...partial } })
      const { id: conversation_id } = talk.row
      append({
        event: {
          event: 'membership-updated',
          payload: {
            id: userId,
            conversation_id,
            partial: Object.fromEntries(changed),
            originClientId: null,
          },
        },
        audience: 'own',
        subjectId: userId,
        lock: conversation_id,
      })
    },

    renamePerson(id: string, name: string) {
      tables.users.set(id, { ...tables.users.get(id)!, name })
      append({
        event: { event: 'user-updated', payload: { id, partial: { name }, originClientId: null } },
        audience: 'contacts',
        subjectId: id,
        lock: id,
      })
    },

    block(viewerId: string, userId: string, holds: boolean) {
      const before = tables.blocks.get(viewerId) ?? new Map()
      if (before.has(userId) === holds) return
      const blocked_at = holds ? now() : null
      const others = [...before].filter(([id]) => id !== userId)
      tables.blocks.set(viewerId, new Map(blocked_at ? [...others, [userId, blocked_at]] : others))
      const related = { users: usersOf(tables, [userId]) }
      append({
        event: {
          event: 'block-updated',
          payload: { id: userId, partial: { blocked_at }, related, originClientId: null },
        },
        audience: 'own',
        subjectId: viewerId,
        lock: viewerId,
      })
    },

    /** With another title, or as gone. */
    changeReport(id: string, change: { title: string } | { gone_at: string | null }) {
      const before = tables.reports.get(id) as Report
      const report = { ...before, ...change, version: before.version + 1 }
      publish(report)
      const partial = { ...change, version: report.version }
      append({
        event: { event: 'report-updated', payload: { id, partial, originClientId: null } },
        audience: 'report',
        subjectId: id,
        lock: id,
      })
    },
  }
}

/** What reactions come to: an emoji keeps its place for as long as somebody gives it. */
const countsOf = (
  all: readonly { user_id: string; emoji: string }[],
  before: SharedMessage['reactions'],
): SharedMessage['reactions'] => {
  const emojis = [...before.map(({ emoji }) => emoji), ...all.map(({ emoji }) => emoji)]
  return [...new Set(emojis)].flatMap(emoji => {
    const people = all.filter(one => one.emoji === emoji).map(({ user_id }) => user_id)
    return people.length > 0 ? [{ emoji, count: people.length, user_ids: people.slice(0, 5) }] : []
  })
}
