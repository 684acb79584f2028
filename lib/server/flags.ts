// Flagging: somebody asks the moderators to look at something.
import { v7 as uuidv7 } from 'uuid'
import type { createFlag } from '../contract/flag'
import type { Context, Reply } from './http/context'
import { db } from './instance'
import { countFlag } from './rate-limit'

/** POST /api/flags. Which message or person it is about is in the body, so what is not the viewer's to see is 404 only then. */
export const create = async ({
  viewer,
  body: { message_id, user_id, conversation_id, reason, note },
}: Context<typeof createFlag>): Promise<Reply<typeof createFlag>> => {
  await countFlag(viewer.id)
  const [row] = await db()`
    select * from flag_as(${uuidv7()}, ${viewer.id}, ${message_id ?? null}, ${user_id ?? null},
      ${conversation_id ?? null}, ${reason}, ${note})`
  return { status: row!.created ? 201 : 200, body: { flag: row!.flag } }
}
