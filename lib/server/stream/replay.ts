// What a viewer missed: the same events, by the same rule, that the hub would have sent them.
import type { Db } from '../../../db/client'
import { type Entry, entryColumns, seenFrom } from './entry'

/** The log is walked in stretches of this many positions, so that one query's work is bounded for who sees little. */
const stretch = 20_000

/**
 * Entries that a viewer may see with `after < position <= upTo`, oldest first, at most `most`. `reached` is how far the
 * log was looked through: go on from there until it is `upTo`.
 */
export const missed = async (sql: Db, viewerId: string, after: number, upTo: number, most: number) => {
  const end = Math.min(upTo, after + stretch)
  const found = await sql<(Entry & { visible_from: number | null })[]>`
    select ${entryColumns(sql)}, m.visible_from_seq as visible_from from events e
    left join members m on m.conversation_id = e.conversation_id and m.user_id = ${viewerId} and m.left_seq is null
    where e.position > ${after} and e.position <= ${end} and (
      (e.audience = 'members' and m.visible_from_seq <= coalesce(e.seq, m.visible_from_seq))
      or (e.event = 'member-removed' and e.subject_id = ${viewerId})
      or (e.audience = 'own' and e.subject_id = ${viewerId}
        and (e.conversation_id is null or m.user_id is not null))
      or (e.audience = 'contacts' and (e.subject_id = ${viewerId} or exists (
        select from members mine join members other using (conversation_id)
        where mine.user_id = ${viewerId} and mine.left_seq is null
          and other.user_id = e.subject_id and other.left_seq is null)))
      or (e.audience = 'report' and (
        exists (select from reports where id = e.subject_id and owner_id = ${viewerId})
        or exists (select from members seen join conversations about on about.id = seen.conversation_id
          where seen.user_id = ${viewerId} and seen.left_seq is null and about.report_id = e.subject_id)))
    )
    order by e.position limit ${most}`
  const entries = found.map(({ visible_from, ...entry }) => seenFrom(entry, visible_from ?? 0))
  return { entries, reached: entries.length === most ? entries.at(-1)!.position : end }
}

/** Whether all that came after this position is still kept. Asked after reading it: what is there now was there then. */
export const isKept = async (sql: Db, after: number) => {
  const [row] = await sql<{ oldest: number }[]>`
    select position as oldest from events order by position limit 1`
  return row!.oldest <= after + 1
}

/** The newest place in the log. */
export const newest = async (sql: Db) => {
  const [row] = await sql<{ epoch: string; position: number; nonce: string }[]>`
    select (select epoch from logs), position, nonce from events order by position desc limit 1`
  return row!
}
