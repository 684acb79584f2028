// Who gets an event while it passes: for conversations a bounded memory of who is in them, kept true by what passes.
import { LRUCache } from 'lru-cache'
import type { Sql } from '../../../db/client'
import { type Entry, seenFrom } from './entry'

/** A conversation's members as of `seq`, each with the first seq they may see. */
type Crowd = { seq: number; members: Map<string, number> }

/** So long (ms) a look at who is in a conversation is good for another. */
const glanceMs = 5000

export type Audience = ReturnType<typeof createAudience>

export const createAudience = (sql: Sql) => {
  const crowds = new LRUCache<string, Crowd>({
    maxSize: 1_000_000,
    sizeCalculation: crowd => crowd.members.size + 10,
  })
  // Looked at in a conversation of which nothing passes. What does pass is known better, and kept above.
  const glanced = new LRUCache<string, Crowd>({ max: 1000, ttl: glanceMs })

  /**
   * Fetches what `of` will need for these entries: one query for conversations not in memory or with somebody new, one
   * for each rare event that goes to contacts. Afterwards `of` answers without waiting.
   */
  const prepare = async (entries: Entry[]) => {
    const missing = new Set<string>()
    // Of this batch, whatever else pushes them out of memory before `of` asks.
    const atHand = new Map<string, Crowd>()
    for (const { conversation_id: id, event, seq } of entries) {
      if (!id) continue
      const known = crowds.get(id)
      if (!known || (event === 'member-added' && seq! > known.seq)) missing.add(id)
      else atHand.set(id, known)
    }
    for (const id of missing) glanced.delete(id)
    for (const [id, crowd] of missing.size ? await loadCrowds(sql, [...missing]) : []) {
      crowds.set(id, crowd)
      atHand.set(id, crowd)
    }
    const people = new Map<Entry, string[]>()
    for (const entry of entries)
      if (entry.audience === 'contacts' || entry.audience === 'report')
        people.set(entry, await loadPeople(sql, entry))

    /** The people who may see this entry. Call it for the entries in order: a removal narrows what comes after. */
    const of = (entry: Entry): Iterable<string> => {
      if (entry.audience === 'server') return []
      if (entry.audience === 'own' && !entry.conversation_id) return [entry.subject_id!]
      const far = people.get(entry)
      if (far) return far
      const crowd = atHand.get(entry.conversation_id!)
      if (!crowd) return entry.event === 'member-removed' ? [entry.subject_id!] : []
      if (entry.event === 'member-removed' && entry.seq! > crowd.seq) crowd.members.delete(entry.subject_id!)
      if (entry.seq !== null && entry.seq > crowd.seq) crowd.seq = entry.seq
      if (entry.audience === 'own') return crowd.members.has(entry.subject_id!) ? [entry.subject_id!] : []
      return seers(crowd, entry)
    }
    /** What one of them gets of it. */
    const seen = (entry: Entry, userId: string): Entry =>
      entry.message_seq === null
        ? entry
        : seenFrom(entry, atHand.get(entry.conversation_id!)?.members.get(userId) ?? 0)
    return { of, seen }
  }

  /**
   * Who is in these conversations, for what goes to all of them now. Only looks: a crowd that is being loaded here may be
   * older than what passes meanwhile, and would be wrong for what passes next.
   */
  const present = async (ids: string[]) => {
    const strange = ids.filter(id => !crowds.has(id) && !glanced.has(id))
    for (const [id, crowd] of strange.length ? await loadCrowds(sql, strange) : []) glanced.set(id, crowd)
    return (id: string): ReadonlyMap<string, number> | undefined =>
      (crowds.peek(id) ?? glanced.peek(id))?.members
  }

  return { prepare, present }
}

/** Members who may see that far back; and who was removed learns that, though nothing after it. */
function* seers({ members }: Crowd, entry: Entry) {
  const leaver = entry.event === 'member-removed' ? entry.subject_id : null
  for (const [userId, visibleFrom] of members)
    if (userId !== leaver && (entry.seq === null || visibleFrom <= entry.seq)) yield userId
  if (leaver) yield leaver
}

const loadCrowds = async (sql: Sql, ids: string[]): Promise<[string, Crowd][]> => {
  const rows = await sql<{ id: string; seq: number; people: [string, number][] }[]>`
    select c.id, c.seq, coalesce((select jsonb_agg(jsonb_build_array(user_id, visible_from_seq)) from members m
      where m.conversation_id = c.id and m.left_seq is null), '[]') as people
    from conversations c where c.id = any(${ids})`
  return rows.map(({ id, seq, people }) => [id, { seq, members: new Map(people) }])
}

const loadPeople = async (sql: Sql, { audience, subject_id }: Entry): Promise<string[]> => {
  const rows =
    audience === 'contacts'
      ? await sql`select distinct other.user_id from members mine join members other using (conversation_id)
          where mine.user_id = ${subject_id} and mine.left_seq is null and other.left_seq is null
          union select ${subject_id}::uuid`
      : await sql`select m.user_id from members m join conversations c on c.id = m.conversation_id
          where c.report_id = ${subject_id} and m.left_seq is null
          union select owner_id from reports where id = ${subject_id}`
  return rows.map(({ user_id }) => user_id)
}
