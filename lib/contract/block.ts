// Blocking: who wants nothing from whom. Only who blocks is told of it.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { clientId, cursor, id, time } from './primitives'
import { user } from './user'

/** Somebody whom the viewer blocks. */
export const block = z.object({ user_id: id, blocked_at: time })
export type Block = z.infer<typeof block>

const params = z.object({ userId: id })

/** Everybody whom the viewer blocks, the last one first: at most 1,000. */
export const getBlocks = endpoint({
  method: 'GET',
  path: '/api/blocks',
  answers: { 200: z.object({ blocks: z.array(block), users: z.array(user), cursor }) },
})

/** Blocks. The same again changes nothing; oneself is 422, one more than 1,000 a conflict. */
export const addBlock = endpoint({
  method: 'PUT',
  path: '/api/blocks/:userId',
  params,
  answers: { 200: z.object({ block }) },
})

/** Blocks no longer. Of who is not blocked that changes nothing. */
export const removeBlock = endpoint({
  method: 'DELETE',
  path: '/api/blocks/:userId',
  params,
  answers: { 204: null },
})

/** Register: since when the viewer blocks this person, or null. Own devices only. */
export const blockUpdated = z.object({
  event: z.literal('block-updated'),
  payload: z.object({
    id,
    partial: z.object({ blocked_at: time.nullable() }),
    related: z.object({ users: z.array(user) }),
    originClientId: clientId.nullable(),
  }),
})
