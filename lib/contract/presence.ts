// Whether somebody is there right now: told to who shares a conversation with them. What is kept of it is when they were last seen.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { ephemeral } from './event'
import { id, time } from './primitives'

/**
 * `online`: connected, and somebody is at a device. `away`: connected, and nobody has touched one for five minutes. `last_seen_at`
 * is null while they are connected, and where it is not known.
 */
export const presence = z.object({
  user_id: id,
  status: z.enum(['online', 'away', 'offline']),
  last_seen_at: time.nullable(),
})
export type Presence = z.infer<typeof presence>

/**
 * Says of the device that has a stream under this X-Client-Id whether somebody is at it. It holds for five minutes; and who has
 * said it once is gone when they do not say it again within 35 seconds.
 */
export const setPresence = endpoint({
  method: 'POST',
  path: '/api/presence',
  body: z.object({ is_active: z.boolean() }),
  answers: { 204: null },
})

/** At most 100 people; those of whom the viewer may not know it are left out. */
export const getPresence = endpoint({
  method: 'GET',
  path: '/api/presence',
  query: z.object({
    ids: z
      .string()
      .transform(list => list.split(','))
      .pipe(z.array(id).min(1).max(100)),
  }),
  answers: { 200: z.object({ presence: z.array(presence) }) },
})

export const presenceUpdated = ephemeral('presence-updated', {
  partial: presence.omit({ user_id: true }),
})
