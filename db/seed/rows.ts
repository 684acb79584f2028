// A conversation of the cast as rows: what db/functions would have left behind, had all this been said there.
import { nanoid } from 'nanoid'
import { v7 } from 'uuid'
import { dmKey, sentHash } from '../derived'
import type * as tables from '../schema'
import type { Handle } from './people'
import type { ReportKey } from './reports'
import { type Entry, readTalk, type Script } from './script'

type Conversation = typeof tables.conversations.$inferInsert
type Member = typeof tables.members.$inferInsert
type Message = typeof tables.messages.$inferInsert
type Reaction = typeof tables.reactions.$inferInsert

/** The ids that people and reports have in this database, and since when reports are as they are, version by version. */
export type World = {
  people: Record<Handle, string>
  reports: Record<ReportKey, string>
  versions: Partial<Record<ReportKey, Date[]>>
  now: Date
}

/** An id that was made then. */
export const idAt = (at: Date) => v7({ msecs: at.getTime() })

export const dmKeyOf = ({ people: [one, other], report }: Script, world: World) =>
  dmKey(world.people[one!], world.people[other!], report ? world.reports[report] : null)

/** Errors: a script that contradicts itself. */
export const rowsOf = (script: Script, world: World) => {
  const log = readTalk(script.talk, world.now)
  const created_at = log[0]!.at
  const id = idAt(created_at)
  const reactions: Reaction[] = []
  const messages = messageRows(log, id, script, world, reactions)
  const last = messages.at(-1)
  const people = memberships(log, script)
  const members = people.map((person): Member => {
    const gone = person.left_seq !== null
    return {
      conversation_id: id,
      user_id: world.people[person.who],
      role: roleOf(person.who, script),
      joined_at: person.joined_at,
      joined_seq: person.joined_seq,
      join_order: person.join_order,
      left_seq: person.left_seq,
      ...pointers(person, messages, script, log.length, world),
      ...tidied(person, script, last?.created_at ?? created_at, world.now),
      activity_at: gone ? null : (last?.created_at ?? created_at),
      activity_seq: gone ? null : (messages.findLast(isSaid)?.seq ?? 0),
    }
  })
  const present = members.filter(member => member.left_seq === null)
  const conversation: Conversation = {
    id,
    type: script.type,
    visibility: script.visibility ?? 'private',
    report_id: script.report ? world.reports[script.report] : null,
    name: script.name ?? null,
    icon: script.icon ?? null,
    created_by: world.people[script.people[0]!],
    created_at,
    seq: log.length,
    last_message_id: last?.id ?? null,
    last_message_at: last?.created_at ?? null,
    member_count: present.length,
    preview_member_ids: present.slice(0, 3).map(member => member.user_id),
    dm_key: script.type === 'dm' ? dmKeyOf(script, world) : null,
  }
  return { conversation, members, messages, reactions }
}

const isSaid = ({ type }: Message) => type !== 'system'

const messageRows = (
  log: Entry[],
  conversation_id: string,
  script: Script,
  { people, versions }: World,
  reactions: Reaction[],
): Message[] => {
  const labels = new Map<string, string>()
  const versionAt = (at: Date) =>
    script.report ? 1 + (versions[script.report] ?? []).filter(since => since <= at).length : null
  let last: Message | undefined
  return log.flatMap((entry, index): Message[] => {
    if (entry.act === 'told')
      return [{ ...told(entry, conversation_id, script, people), report_version: versionAt(entry.at) }]
    if (entry.act === 'reacts') {
      if (!last) throw new Error(`${entry.who} reacts, and nobody has said anything before`)
      const { seq, at: created_at, emoji, who } = entry
      reactions.push({ message_id: last.id, user_id: people[who], emoji, seq, created_at })
      last.reactions = counted(reactions.filter(({ message_id }) => message_id === last?.id))
    }
    if (entry.act !== 'says') return []
    const { at, fate, label, replyTo } = entry
    const id = idAt(at)
    if (label) labels.set(label, id)
    const reply_to_id = replyTo ? labels.get(replyTo) : null
    if (reply_to_id === undefined) throw new Error(`A reply to #${replyTo}, which nobody has said before`)
    const changed = fate ? log[index + 1]!.at : null
    last = {
      id,
      conversation_id,
      seq: entry.seq,
      sender_id: people[entry.who],
      client_message_id: nanoid(),
      type: 'text',
      content: fate === 'deleted' ? '' : entry.content,
      reply_to_id,
      created_at: at,
      edited_at: fate === 'edited' ? changed : null,
      deleted_at: fate === 'deleted' ? changed : null,
      sent_hash: sentHash(entry.first, reply_to_id),
      report_version: versionAt(at),
    }
    return [last]
  })
}

/** What they come to, as each of them would have left it. */
const counted = (all: Reaction[]) =>
  [...new Set(all.map(({ emoji }) => emoji))].map(emoji => {
    const people = all.filter(one => one.emoji === emoji).map(({ user_id }) => user_id)
    return { emoji, count: people.length, user_ids: people.slice(0, 5) }
  })

/** Into an open conversation people come by themselves, into another its founder brings them. */
const told = (
  { at, seq, who, of }: Extract<Entry, { act: 'told' }>,
  conversation_id: string,
  { visibility, people: [founder] }: Script,
  people: World['people'],
): Message => {
  const id = idAt(at)
  const user_id = people[who]
  const by = of === 'joins' && visibility !== 'public' ? people[founder!] : null
  const event = of === 'leaves' ? 'member-left' : by ? 'member-added' : 'member-joined'
  return {
    id,
    conversation_id,
    seq,
    sender_id: by ?? user_id,
    client_message_id: id,
    type: 'system',
    content: '',
    metadata: by ? { event, user_id, by } : { event, user_id },
    created_at: at,
    sent_hash: new Uint8Array(),
  }
}

type Person = {
  who: Handle
  joined_at: Date
  joined_seq: number
  join_order: number
  left_seq: number | null
}

/** In the order in which they joined. */
const memberships = (log: Entry[], script: Script): Person[] => {
  const people = script.people.map(
    (who, index): Person => ({
      who,
      joined_at: log[0]!.at,
      joined_seq: 1,
      join_order: index + 1,
      left_seq: null,
    }),
  )
  for (const entry of log) {
    if (entry.act === 'joins')
      people.push({
        who: entry.who,
        joined_at: entry.at,
        joined_seq: entry.seq,
        join_order: 0,
        left_seq: null,
      })
    const person =
      'who' in entry && people.find(({ who, left_seq }) => who === entry.who && left_seq === null)
    if (person === undefined) throw new Error(`${JSON.stringify(entry)}: they are not in this conversation`)
    if (person && entry.act === 'leaves') person.left_seq = entry.seq
  }
  return people
}

const roleOf = (who: Handle, { type, people, admins }: Script): Member['role'] => {
  if (type === 'dm') return 'member'
  if (who === people[0]) return 'owner'
  return admins?.includes(who) ? 'admin' : 'member'
}

/** How far somebody has read: to the end, or to just before the first of the messages that are unread to them. */
const pointers = (person: Person, messages: Message[], script: Script, end: number, { people }: World) => {
  const count = script.unread?.[person.who] ?? 0
  const theirs = people[person.who]
  const unread = messages.filter(m => m.sender_id !== theirs && !m.deleted_at && isSaid(m)).slice(-count)
  const newest = person.left_seq === null ? end : person.left_seq - 1
  const last_read_seq = count ? unread[0]!.seq - 1 : newest
  const own = messages.findLast(m => m.sender_id === theirs && isSaid(m))?.seq ?? 0
  if (unread.length < count || last_read_seq < Math.max(own, person.joined_seq))
    throw new Error(
      `${person.who} cannot have ${count} unread messages: they wrote or came after the first of them`,
    )
  return { last_read_seq, last_delivered_seq: script.away?.includes(person.who) ? last_read_seq : newest }
}

/** What somebody has done with their own view of it: soon after they came, or after the last message. */
const tidied = ({ who, joined_at }: Person, script: Script, last: Date, now: Date) => {
  const soonAfter = (time: Date) => new Date(Math.min(time.getTime() + 600_000, now.getTime()))
  const { pinned, muted, archived, marked_unread } = script
  return {
    pinned_at: pinned?.includes(who) ? soonAfter(joined_at) : null,
    muted_until: muted?.includes(who) ? new Date(now.getTime() + 365 * 86_400_000) : null,
    archived_at: archived?.includes(who) ? soonAfter(last) : null,
    marked_unread_at: marked_unread?.includes(who) ? soonAfter(last) : null,
  }
}
