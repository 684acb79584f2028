// Typing: passed on to who is connected, and forgotten.
import type { setTyping } from '../contract/typing'
import type { Access } from './access'
import type { Context, Reply } from './http/context'
import { db, instance, whisper } from './instance'
import { countTyping } from './rate-limit'
import { settingsOf } from './stream/settings'

/** POST /api/conversations/:id/typing. Errors: rate_limited, far above what any hand can do. */
export const set = async ({
  viewer,
  params,
  body,
  access,
}: Context<typeof setTyping, Access>): Promise<Reply<typeof setTyping>> => {
  await countTyping(viewer.id)
  // Among so many somebody always is: nobody wants to be told, and it would be told to each of them.
  if (access.isWide || !(await settingsOf(db(), viewer.id)).typing) return { status: 204, body: null }
  await instance().hub.acquaint(viewer.id)
  whisper({ conversationId: params.id, userId: viewer.id, isTyping: body.is_typing })
  return { status: 204, body: null }
}
