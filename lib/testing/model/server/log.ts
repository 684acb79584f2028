// The log of a server in memory: positions, who may see what, and the streams that are open on it.
import type { ResetReason, StoredEvent } from '../../../contract/events'
import type { randomFrom } from '../../log-faults'
import { conversationFor, type Entry, isMember, type Tables, unset } from './tables'

export type Frame = { cursor: string; event: StoredEvent | null }
/** One open stream: what it has still to hand over. */
export type Stream = { viewerId: string; frames: Frame[] }
export type Reset = { reset: ResetReason }

export const cursorAt = (position: number) => `e.${position}.n${position}`
export const positionOf = (cursor: string) => Number(cursor.split('.')[1])

/** The place of a cursor, or why it is of no use. */
export const placeIn = ({ log, oldest }: Tables, cursor: string): number | ResetReason => {
  const position = positionOf(cursor)
  if (position >= log.length) return 'unknown'
  return position < oldest ? 'pruned' : position
}

/** Who shares a conversation with whom now. */
export const areContacts = ({ talks }: Tables, one: string, other: string) =>
  one === other || [...talks.values()].some(talk => isMember(talk, one) && isMember(talk, other))

export const seesReport = ({ talks, reports }: Tables, viewerId: string, reportId: string) =>
  reports.get(reportId)!.owner_id === viewerId ||
  [...talks.values()].some(talk => talk.row.report_id === reportId && isMember(talk, viewerId))

const conversationOf = ({ event: { payload } }: Entry) =>
  'conversation_id' in payload ? payload.conversation_id : null
const isLeaving = ({ event, subjectId }: Entry, userId: string) =>
  event.event === 'member-removed' && subjectId === userId

/** Whether a viewer who resumes gets this event: a member now; and who is gone learns that. */
export const mayReplay = (tables: Tables, entry: Entry, viewerId: string): boolean => {
  switch (entry.audience) {
    case 'members':
      return isLeaving(entry, viewerId) || isMember(tables.talks.get(conversationOf(entry)!), viewerId)
    case 'own': {
      const id = conversationOf(entry)
      return entry.subjectId === viewerId && (id === null || isMember(tables.talks.get(id), viewerId))
    }
    case 'contacts':
      return areContacts(tables, viewerId, entry.subjectId)
    case 'report':
      return seesReport(tables, viewerId, entry.subjectId)
  }
}

/** The event as this viewer gets it: with what concerns them alone. */
export const eventFor = ({ event, subjectId, own }: Entry, viewerId: string): StoredEvent => {
  if (event.event === 'conversation-created') return founded(event, viewerId)
  if (!own || subjectId !== viewerId) return event
  const { payload } = event
  const related = 'related' in payload ? payload.related : undefined
  return {
    ...event,
    payload: {
      ...payload,
      partial: { ...payload.partial, ...own.partial },
      ...(related || own.related ? { related: { ...related, ...own.related } } : {}),
    },
  } as StoredEvent
}

const founded = (
  event: Extract<StoredEvent, { event: 'conversation-created' }>,
  viewerId: string,
): StoredEvent => {
  const { members, ...row } = event.payload.partial
  const mine = members.find(({ user_id }) => user_id === viewerId)
  if (!mine) return event
  const seat = { member: mine, settings: unset, joinedSeq: 1, joinOrder: 0, isIn: true }
  const whole = conversationFor({ row, seats: new Map([[viewerId, seat]]), messages: [] }, viewerId)
  const { payload } = event
  return {
    ...event,
    payload: { ...payload, related: { ...payload.related, conversations: [whole], messages: [] } },
  }
}

type Crowd = { seq: number; people: Set<string> }

export const createLog = (tables: Tables, { below, next }: ReturnType<typeof randomFrom>) => {
  const streams = new Set<Stream>()
  /** Who is in a conversation, as far as the hub remembers; it is told by what passes. */
  const crowds = new Map<string, Crowd>()

  const crowdOf = (id: string, isNew: boolean): Crowd => {
    const known = crowds.get(id)
    if (known && !isNew) return known
    const talk = tables.talks.get(id)!
    const people = [...talk.seats.keys()].filter(person => isMember(talk, person))
    const crowd = { seq: talk.row.seq, people: new Set(people) }
    crowds.set(id, crowd)
    return crowd
  }

  /** A test of who gets an event that passes now. */
  const seers = (entry: Entry): ((viewerId: string) => boolean) => {
    const id = conversationOf(entry)
    if (id === null) return viewerId => mayReplay(tables, entry, viewerId)
    const { event, payload } = entry.event
    const seq = 'seq' in payload ? payload.seq : 0
    const crowd = crowdOf(id, event === 'member-added' && seq > (crowds.get(id)?.seq ?? 0))
    if (event === 'member-removed' && seq > crowd.seq) crowd.people.delete(entry.subjectId)
    crowd.seq = Math.max(seq, crowd.seq)
    if (entry.audience === 'own') return one => one === entry.subjectId && crowd.people.has(one)
    return one => isLeaving(entry, one) || crowd.people.has(one)
  }

  /** Takes what is committed into the log, `most` of it, and hands it to the streams. `lose`: what a broken hub would not send. */
  const sequence = (most: number, lose: (entry: Entry, viewerId: string) => boolean = () => false) => {
    for (const entry of tables.outbox.splice(0, most)) {
      const position = tables.log.push(entry) - 1
      if (next() < 0.1) crowds.clear()
      const sees = seers(entry)
      for (const { viewerId, frames } of streams)
        if (sees(viewerId) && !lose(entry, viewerId))
          frames.push({ cursor: cursorAt(position), event: eventFor(entry, viewerId) })
    }
  }

  return {
    sequence,

    /** Two writes that went on at the same time may be positioned the other way round. */
    shuffle() {
      const { outbox } = tables
      const at = below(Math.max(1, outbox.length - 1))
      const [one, other] = [outbox[at], outbox[at + 1]]
      if (!one || !other || one.lock === other.lock) return
      const tellsPeople = [one, other].some(
        ({ audience }) => audience === 'contacts' || audience === 'report',
      )
      if (!tellsPeople) outbox.splice(at, 2, other, one)
    },

    open(viewerId: string, cursor: string): Stream | Reset {
      const position = placeIn(tables, cursor)
      if (typeof position === 'string') return { reset: position }
      const stream: Stream = { viewerId, frames: [] }
      for (let at = position + 1; at < tables.log.length; at++) {
        const entry = tables.log[at]!
        if (mayReplay(tables, entry, viewerId))
          stream.frames.push({ cursor: cursorAt(at), event: eventFor(entry, viewerId) })
      }
      streams.add(stream)
      return stream
    },

    close: (stream: Stream) => streams.delete(stream),

    /** A heartbeat on every stream. */
    beat() {
      for (const { frames } of streams) frames.push({ cursor: cursorAt(tables.log.length - 1), event: null })
    },

    /** What comes before is kept no longer, but never the newest. */
    prune(before: number) {
      tables.oldest = Math.max(tables.oldest, Math.min(before, tables.log.length - 1))
    },
  }
}
