// Why a conversation shows that something is unread, as the server has it: what the cache shows is what is to be explained.
import type { explainUnread as contract } from '../contract/conversation'
import type { Answer } from '../contract/endpoint'
import type { Done } from './chat'
import { explainUnread } from './endpoints'
import { ownTabs } from './own-tabs'
import type { Inside, Part } from './part'

/** As GET /api/conversations/:id/unread answers: at most 20 messages, the oldest first; a count of 100 stands for that or more. */
export type UnreadReasons = Omit<Answer<typeof contract>['body'], 'cursor'>

export type UnreadReasonsPart = Part & {
  explain(conversationId: string): Promise<Done<UnreadReasons>>
  /** Whether a tab of this browser goes, or went, by that name. */
  isHere(clientId: string): boolean
}

export const createUnreadReasons = ({ call, world, store }: Inside): UnreadReasonsPart => ({
  async explain(id) {
    const answer = await call(explainUnread, { params: { id } })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  isHere: clientId => ownTabs(world, store.get().viewerId).includes(clientId),
  wake() {},
  stop() {},
  async flush() {},
})
