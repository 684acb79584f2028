// The log of a server in memory: positions, who may see what, and the streams that are open on it.
import type { LogEvent, ResetReason, StoredEvent } from '../../../contract/events'
import type { randomFrom } from '../../log-faults'
import { conversationFor, type Entry, isMember, present, type Tables, unset, visibleFrom } from './tables'

export type Frame = { cursor: string; event: StoredEvent | null }
/** One open stream: what it has still to hand over. */
export type Stream = { viewerId: string; frames: Frame[]; keepsReads: boolean }
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

/** From where on a viewer sees what an event is about. */
export const seenFrom = ({ talks }: Tables, entry: Entry, viewerId: string) => {
  const talk = talks.get(conversationOf(entry) ?? '')
  return talk ? visibleFrom(talk, viewerId) : 0
}

/** Whether a viewer who resumes gets this event: a member now; and who is gone learns that. */
export const mayReplay = (tables: Tables, entry: Entry, viewerId: string): boolean => {
  switch (entry.audience) {
    case 'members': {
      const talk = tables.talks.get(conversationOf(entry)!)!
      const { payload } = entry.event
      const isHidden = 'seq' in payload && payload.seq < visibleFrom(talk, viewerId)
      return isLeaving(entry, viewerId) || (isMember(talk, viewerId) && !isHidden)
    }
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

/** `from`: nothing from before it is the viewer's to see. `keepsReads`: they keep to themself what they read. */
export type Sight = { viewerId: string; from: number; keepsReads: boolean }

/** The event as this viewer gets it: with what concerns them alone, and without what does not. */
export const eventFor = (entry: Entry, { viewerId, from, keepsReads }: Sight): StoredEvent => {
  if (entry.messageSeq !== undefined && entry.messageSeq < from) return veiled(entry)
  const event = withOwn(entry, viewerId)
  return keepsReads ? withoutReads(event, viewerId) : event
}

/** Of what becomes of a hidden message it is told that the log has gone on. */
const veiled = ({ event: { payload } }: Entry): StoredEvent => {
  const { conversation_id, seq } = payload as LogEvent['payload']
  const nothing = { id: conversation_id, conversation_id, seq, partial: {}, originClientId: null }
  return { event: 'conversation-updated', payload: nothing }
}

const withOwn = ({ event, subjectId, own }: Entry, viewerId: string): StoredEvent => {
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

/** Of others 0 stands for what they have read. */
const withoutReads = (event: StoredEvent, viewerId: string): StoredEvent => {
  const { payload } = event
  const unread = { last_read_seq: 0 }
  if (event.event === 'conversation-created') {
    const members = event.payload.partial.members.map(one =>
      one.user_id === viewerId ? one : { ...one, ...unread },
    )
    return { ...event, payload: { ...event.payload, partial: { ...event.payload.partial, members } } }
  }
  const tellsReads = event.event === 'receipt-updated' || event.event === 'member-added'
  if (!tellsReads || payload.id === viewerId) return event
  return { ...event, payload: { ...payload, partial: { ...payload.partial, ...unread } } } as StoredEvent
}

const founded = (
  event: Extract<StoredEvent, { event: 'conversation-created' }>,
  viewerId: string,
): StoredEvent => {
  const { members, ...row } = event.payload.partial
  const mine = members.find(({ user_id }) => user_id === viewerId)
  if (!mine) return event
  const seat = {
    member: mine,
    settings: unset,
    joinedSeq: 1,
    joinOrder: 0,
    isIn: true,
    withholdsReads: false,
    toldRead: null,
    visibleFrom: 0,
  }
  const whole = conversationFor({ row, seats: new Map([[viewerId, seat]]), messages: [] }, viewerId)
  const { payload } = event
  return {
    ...event,
    payload: { ...payload, related: { ...payload.related, conversations: [whole], messages: [] } },
  }
}

/** Whether an event brings the report, to all or to whom it is about, that the other one tells a change of. */
const brings = ({ event: { payload }, own }: Entry, { audience, subjectId }: Entry) =>
  audience === 'report' &&
  [payload, own].some(part => {
    const { related } = (part ?? {}) as { related?: { reports?: { id: string }[] } }
    return related?.reports?.some(({ id }) => id === subjectId)
  })

/** `people`: each with the first seq that they may see. */
type Crowd = { seq: number; people: Map<string, number> }

export const createLog = (tables: Tables, { below, next }: ReturnType<typeof randomFrom>) => {
  const streams = new Set<Stream>()
  /** Who is in a conversation, as far as the hub remembers; it is told by what passes. */
  const crowds = new Map<string, Crowd>()

  const crowdOf = (id: string, isNew: boolean): Crowd => {
    const known = crowds.get(id)
    if (known && !isNew) return known
    const talk = tables.talks.get(id)!
    const people = present(talk).map(({ member, visibleFrom }) => [member.user_id, visibleFrom] as const)
    const crowd = { seq: talk.row.seq, people: new Map(people) }
    crowds.set(id, crowd)
    return crowd
  }

  /** From where on somebody sees, of those who get an event that passes now; null for all others. */
  const seers = (entry: Entry): ((viewerId: string) => number | null) => {
    const id = conversationOf(entry)
    if (id === null) return viewerId => (mayReplay(tables, entry, viewerId) ? 0 : null)
    const { event, payload } = entry.event
    const seq = 'seq' in payload ? payload.seq : 0
    const crowd = crowdOf(id, event === 'member-added' && seq > (crowds.get(id)?.seq ?? 0))
    if (event === 'member-removed' && seq > crowd.seq) crowd.people.delete(entry.subjectId)
    crowd.seq = Math.max(seq, crowd.seq)
    return one => {
      if (isLeaving(entry, one)) return 0
      const from = crowd.people.get(one) ?? null
      if (entry.audience === 'own') return one === entry.subjectId ? from : null
      return from !== null && 'seq' in payload && payload.seq < from ? null : from
    }
  }

  /** A stream knows whether its viewer keeps to themself what they read as of where it stands. */
  const push = (stream: Stream, position: number, entry: Entry, from: number) => {
    const event = eventFor(entry, { ...stream, from })
    stream.frames.push({ cursor: cursorAt(position), event })
    if (event.event === 'settings-updated') stream.keepsReads = event.payload.partial.receipts === false
  }

  /** Takes what is committed into the log, `most` of it, and hands it to the streams. `lose`: what a broken hub would not send. */
  const sequence = (most: number, lose: (entry: Entry, viewerId: string) => boolean = () => false) => {
    for (const entry of tables.outbox.splice(0, most)) {
      const position = tables.log.push(entry) - 1
      if (next() < 0.1) crowds.clear()
      const sees = seers(entry)
      for (const stream of streams) {
        const from = sees(stream.viewerId)
        if (from !== null && !lose(entry, stream.viewerId)) push(stream, position, entry, from)
      }
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
      const tellsPeople = [one, other].some(({ audience }) => audience === 'contacts')
      // Who comes in holds the report, so that it does not change meanwhile.
      const bringsIt = brings(one, other) || brings(other, one)
      if (!tellsPeople && !bringsIt) outbox.splice(at, 2, other, one)
    },

    open(viewerId: string, cursor: string): Stream | Reset {
      const position = placeIn(tables, cursor)
      if (typeof position === 'string') return { reset: position }
      const stream: Stream = { viewerId, frames: [], keepsReads: tables.keepers.has(viewerId) }
      for (let at = position + 1; at < tables.log.length; at++) {
        const entry = tables.log[at]!
        if (mayReplay(tables, entry, viewerId)) push(stream, at, entry, seenFrom(tables, entry, viewerId))
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
