// Presence: said by devices, told by the stream, and looked up for who comes into view later.
import type { getPresence, setPresence } from '../contract/presence'
import type { Context, Reply } from './http/context'
import { db, instance } from './instance'
import { countPresence } from './rate-limit'

/** POST /api/presence. Without a stream of the same device it says nothing to anybody. Errors: rate_limited. */
export const set = async ({
  viewer,
  body,
  origin,
}: Context<typeof setPresence>): Promise<Reply<typeof setPresence>> => {
  await countPresence(viewer.id)
  await instance().attendance.say(viewer.id, origin ?? '', body.is_active)
  return { status: 204, body: null }
}

/** GET /api/presence */
export const show = async ({
  viewer,
  query,
}: Context<typeof getPresence>): Promise<Reply<typeof getPresence>> => {
  const [row] = await db()`select presence_for(${viewer.id}, ${query.ids}) as presence`
  return { status: 200, body: { presence: row!.presence } }
}
