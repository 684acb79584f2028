// A viewer's place in the log, as text: epoch.position.nonce. To clients it is opaque.
import type { Db } from '../../../db/client'
import type { ResetReason } from '../../contract/events'

export type Place = { position: number; nonce: string }

export const formatCursor = (epoch: string, { position, nonce }: Place) => `${epoch}.${position}.${nonce}`

/** What a cursor says, or null when no server of ours made it. */
export const parseCursor = (text: string): ({ epoch: string } & Place) | null => {
  const [, epoch, position, nonce] =
    text.match(/^([0-9A-Za-z]{1,32})\.(\d{1,15})\.([0-9A-Za-z]{1,32})$/) ?? []
  return epoch ? { epoch, position: Number(position), nonce: nonce! } : null
}

/**
 * The place a cursor stands for, or why a client must start from a new snapshot. The event at the position must bear the
 * cursor's nonce: after a restored backup the same positions go to other events.
 */
export const resolveCursor = async (sql: Db, text: string): Promise<Place | { reset: ResetReason }> => {
  const cursor = parseCursor(text)
  if (!cursor) return { reset: 'unknown' }
  const [row] = await sql<{ epoch: string; oldest: number; nonce: string | null }[]>`
    select (select epoch from logs), (select position from events order by position limit 1) as oldest,
      (select nonce from events where position = ${cursor.position}) as nonce`
  if (row!.epoch !== cursor.epoch) return { reset: 'foreign' }
  if (row!.nonce === cursor.nonce) return { position: cursor.position, nonce: cursor.nonce }
  if (row!.nonce !== null) return { reset: 'foreign' }
  return { reset: cursor.position < row!.oldest ? 'pruned' : 'unknown' }
}
