// Coming into a conversation: by oneself, who joins gets what it opens with, or brought by others.
import type { addMembers } from '../contract/joining'
import type { Person } from './caller'
import type { Context, Reply } from './http/context'
import { db, instance, nudge } from './instance'
import { conversationOf } from './snapshot'

/** POST /api/conversations/:id/members: who is there already stays as they are, without an event. */
export const add = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof addMembers>): Promise<Reply<typeof addMembers>> => {
  const [row] =
    await db()`select add_members_as(${viewer.id}, ${params.id}, ${body.user_ids}, ${origin}) as added`
  nudge()
  const isJoining = body.user_ids.every(id => id === viewer.id)
  return { status: 200, body: { ...row!.added, ...(isJoining ? await opened(viewer, params.id) : {}) } }
}

/**
 * What the conversation opens with. It is read when their coming has its place in the log: a page from before that is of no use
 * to a tab that has heard of it. Nothing of it to who is out again.
 */
const opened = async (viewer: Person, id: string) => {
  await instance().pump.caughtUp()
  const { detail, messages, members } = (await conversationOf(viewer, id)) ?? {}
  return detail && messages && members ? { joined: { detail, messages, members } } : {}
}
