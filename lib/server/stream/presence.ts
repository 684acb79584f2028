// How people are, as a stream tells it.
import type { Sql } from '../../../db/client'
import type { Presence } from '../../contract/presence'
import { frame } from './sse'

export const presenceFrame = ({ user_id, status, last_seen_at }: Presence): Buffer =>
  frame(
    'presence-updated',
    JSON.stringify({
      event: 'presence-updated',
      payload: { id: user_id, partial: { status, last_seen_at } },
    }),
  )

/** `is_withdrawn`: they show it no longer, and to who knew of it are as if they had gone. */
export type Heard = Presence & { is_withdrawn?: true }

/** Of each person, who of these may know how they are. */
export const hearersOf = async (sql: Sql, people: string[], connected: string[]) =>
  people.length === 0
    ? new Map<string, string[]>()
    : grouped(await sql<Told[]>`select user_id, hearer from presence_hearers(${people}, ${connected})`)

/** Of each person, who of these knew until now. */
export const formerHearersOf = async (sql: Sql, people: string[], connected: string[]) =>
  people.length === 0
    ? new Map<string, string[]>()
    : grouped(await sql<Told[]>`select user_id, hearer from presence_neighbours(${people}, ${connected})`)

type Told = { user_id: string; hearer: string }

const grouped = (rows: Told[]) => {
  const hearers = new Map<string, string[]>()
  for (const { user_id, hearer } of rows) hearers.set(user_id, [...(hearers.get(user_id) ?? []), hearer])
  return hearers
}

/** How the people in somebody's inbox are, for who has just connected. */
export const standing = async (sql: Sql, viewerId: string): Promise<Presence[]> => {
  const [row] = await sql<{ standing: Presence[] }[]>`select presence_in_inbox(${viewerId}) as standing`
  return row!.standing
}
