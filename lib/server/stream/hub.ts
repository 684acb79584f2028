// Who is connected to this process. Entries come in log order, in batches; each goes to the sessions that may see it.
import { LRUCache } from 'lru-cache'
import type { Sql } from '../../../db/client'
import type { Settings } from '../../contract/user'
import type { Person } from '../caller'
import { createApart } from './apart'
import { createAudience } from './audience'
import type { Place } from './cursor'
import type { Entry } from './entry'
import { createGathering } from './gathering'
import { formerHearersOf, type Heard, hearersOf, presenceFrame, standing } from './presence'
import { isKept, missed } from './replay'
import { createSession, type Session } from './session'
import { settingsOf } from './settings'
import type { Sink } from './sink'
import { type Typing, typingFrame } from './whispers'

const beatEveryMs: [least: number, most: number] = [10_000, 14_000]
const longestMs: [least: number, most: number] = [45 * 60_000, 60 * 60_000]
const replayPage = 500

type Held = { session: Session; nextBeat: number; until: number }
export type Hub = ReturnType<typeof createHub>

type Given = {
  sql: Sql
  now: () => number
  random: () => number
  /** A device's stream has begun; what it returns is called when the stream has ended. */
  came?: (userId: string, device: string) => () => void
}

export const createHub = ({ sql, now, random, came }: Given) => {
  let audience = createAudience(sql)
  const apart = createApart(sql)
  const people = new Map<string, Set<Held>>()
  // Signed out lately: a stream that was still being opened when the news passed must not outlive them.
  const endedSessions = new LRUCache<string, true>({ max: 10_000 })
  let epoch = ''
  let head: Place = { position: 0, nonce: '' }
  let stopped = false

  const between = ([least, most]: [number, number]) => least + random() * (most - least)
  const all = function* () {
    for (const held of people.values()) yield* held
  }

  /** Where this process's tail stands before it reads its first entry; whoever is connected already is told to start anew. */
  const startAt = (log: string, place: Place) => {
    for (const { session } of [...all()]) session.reset('server')
    audience = createAudience(sql)
    apart.forget()
    epoch = log
    head = place
  }

  /** The next entries of the log. Resolves when they were handed to every session that is to have them. */
  const publish = async (entries: Entry[]) => {
    const { of, seen } = await audience.prepare(entries)
    const touched = new Set<Session>()
    for (const entry of entries) {
      for (const userId of of(entry))
        for (const { session } of people.get(userId) ?? []) {
          session.deliver(seen(entry, userId))
          touched.add(session)
        }
      if (entry.event === 'session-ended') endStreamsOf(entry)
      apart.hear(entry)
    }
    head = entries.at(-1)!
    for (const session of touched) session.flush()
    for (const entry of entries) if (entry.event === 'block-updated') partOrMeet(entry)
  }

  /** Takes what is stored nowhere, in order; resolves when there is no more of it. */
  const whisper = (typing: Typing[]) => typists.take(typing)
  const typists = createGathering((all: Typing[]) => tellTyping(all))
  const heard = createGathering((all: Heard[]) => tellPresence(all))

  /** To the other members who are connected here, of whoever is still a member; not where one blocks the other. */
  const tellTyping = async (all: Typing[]) => {
    if (people.size === 0) return
    const presentIn = await audience.present([...new Set(all.map(({ conversationId }) => conversationId))])
    const apartFrom = await apart.of([...new Set(all.map(({ userId }) => userId))])
    for (const typing of all) {
      const crowd = presentIn(typing.conversationId)
      if (!crowd?.has(typing.userId)) continue
      const said = typingFrame(typing)
      const others = apartFrom(typing.userId)
      for (const userId of crowd.keys())
        if (userId !== typing.userId && !others.has(userId))
          for (const { session } of people.get(userId) ?? [])
            if (session.settings.typing) session.whisper(said)
    }
  }

  /** To who is connected here and may know it. */
  const tellPresence = async (all: Heard[]) => {
    if (people.size === 0) return
    const connected = [...people.keys()]
    const of = (some: Heard[]) => [...new Set(some.map(({ user_id }) => user_id))]
    const [hearers, former] = await Promise.all([
      hearersOf(sql, of(all.filter(one => !one.is_withdrawn)), connected),
      formerHearersOf(sql, of(all.filter(one => one.is_withdrawn)), connected),
    ])
    for (const presence of all) {
      const said = presenceFrame(presence)
      for (const userId of (presence.is_withdrawn ? former : hearers).get(presence.user_id) ?? [])
        for (const { session } of people.get(userId) ?? []) tellOf(session, presence.user_id, said)
    }
  }

  const tellOf = (session: Session, userId: string, said: Buffer) => {
    if (greeted?.session === session) greeted.newer.add(userId)
    session.whisper(said)
  }

  /** Whose inbox is just being looked through, and of whom they have been told something newer meanwhile. */
  let greeted: { session: Session; newer: Set<string> } | null = null
  let greeting = Promise.resolve()
  /** One after the other: when all come at once, what is stored goes before. */
  const greet = (session: Session) => {
    greeting = greeting.then(async () => {
      if (session.ended) return
      const newer = new Set<string>()
      greeted = { session, newer }
      const found = await standing(sql, session.viewer.id).catch(() => [])
      greeted = null
      const frames = found.filter(({ user_id }) => !newer.has(user_id)).map(presenceFrame)
      if (frames.length) session.whisper(Buffer.concat(frames))
    })
  }

  /** Of two people of whom one blocks the other neither is there any more, to the other; and both are again afterwards. */
  const partOrMeet = ({ subject_id, payload }: Entry) => {
    const { id, partial } = JSON.parse(payload)
    for (const [who, other] of [
      [subject_id, id],
      [id, subject_id],
    ])
      for (const { session } of people.get(who) ?? [])
        if (partial.blocked_at === null) greet(session)
        else tellOf(session, other, presenceFrame({ user_id: other, status: 'offline', last_seen_at: null }))
  }

  const endStreamsOf = (entry: Entry) => {
    const ended = JSON.parse(entry.payload).partial.session
    endedSessions.set(ended, true)
    for (const { session } of [...(people.get(entry.subject_id!) ?? [])]) {
      const { credential } = session.viewer
      if (credential.kind === 'cookie' && credential.session === ended) session.end()
    }
  }

  /**
   * Opens a stream from `from`, or from now. It joins at once, so that nothing passes it by, and live entries wait until
   * what it missed has been sent. A replay that fails ends the stream: the client resumes by its cursor.
   */
  const open = (
    viewer: Person,
    sink: Sink,
    from: Place | null,
    { device = '', settings }: { device?: string; settings?: Settings } = {},
  ): Session => {
    const joined = head
    const left = came?.(viewer.id, device)
    const leave = () => {
      left?.()
      const mine = people.get(viewer.id)
      mine?.delete(held)
      if (mine?.size === 0) people.delete(viewer.id)
    }
    const session = createSession({ viewer, sink, epoch, from: from ?? joined, onEnd: leave, settings })
    const age = now() + between(longestMs)
    const { credential } = viewer
    const held: Held = {
      session,
      nextBeat: now() + between(beatEveryMs),
      until: credential.kind === 'bearer' ? Math.min(age, credential.exp * 1000) : age,
    }
    people.set(viewer.id, (people.get(viewer.id) ?? new Set()).add(held))
    session.open()
    if (stopped || (credential.kind === 'cookie' && endedSessions.has(credential.session))) session.end()
    else void catchUp(session, joined).catch(() => session.end('broken'))
    return session
  }

  const catchUp = async (session: Session, joined: Place) => {
    // They may have changed between being read and joining: what was missed is told when that is known.
    const reading = settingsOf(sql, session.viewer.id).then(session.takeSettings, () => session.end('broken'))
    for (let at = session.place.position; at < joined.position && !session.ended; ) {
      const missing = missed(sql, session.viewer.id, at, joined.position, replayPage)
      const [{ entries, reached }] = await Promise.all([missing, reading])
      // Pruned meanwhile: on its next try the client is told to start anew.
      if (!(await isKept(sql, at))) return session.end('broken')
      session.replay(entries)
      await session.drained()
      at = reached
    }
    if (session.ended) return
    session.goLive(joined)
    greet(session)
  }

  const tick = () => {
    const time = now()
    for (const held of [...all()]) {
      if (time >= held.until) held.session.end()
      else if (time >= held.nextBeat) {
        held.nextBeat = time + between(beatEveryMs)
        held.session.passed(head)
        held.session.beat()
      }
    }
  }
  const timer = setInterval(tick, 1000)
  timer.unref()

  return {
    startAt,
    publish,
    whisper,
    /** How people are, in order. */
    presence: heard.take,
    /** Whoever is connected is told how the people in their inbox are. */
    greetAll() {
      for (const { session } of all()) greet(session)
    },
    /** Looks up who is to hear nothing of a person, so that what they whisper next need not wait for it. */
    acquaint: async (userId: string) => void (await apart.of([userId])),
    open,
    get head() {
      return head
    },
    get epoch() {
      return epoch
    },
    /** How many streams are open here. */
    get size() {
      return [...all()].length
    },
    stop() {
      stopped = true
      clearInterval(timer)
      for (const { session } of [...all()]) session.end()
    },
  }
}
