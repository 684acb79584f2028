// Looking for conversations by name, those that no list has brought yet among them. What is found lands in the cache like one that
// is opened, so it is shown, and kept right, like any other.
import { landConversation, Stale } from './cache/land'
import type { Done } from './chat'
import { getConversations } from './endpoints'
import type { Inside, Part } from './part'

export type Finding = Part & {
  /** The ids of the viewer's conversations that are called so, or are about something that is: the newest 20. */
  conversations(query: string, signal: AbortSignal): Promise<Done<string[]>>
}

export const createFinding = ({ call, store }: Inside): Finding => ({
  async conversations(query, signal) {
    const answer = await call(getConversations, { query: { query, limit: 20 }, signal })
    if (!answer.ok) return answer
    const { ids, conversations, messages, ...named } = answer.body
    try {
      for (const conversation of conversations)
        store.commit(
          landConversation(store.get(), conversation.id, {
            ...named,
            conversation,
            messages: messages.filter(({ id }) => id === conversation.last_message_id),
          }),
        )
    } catch (error) {
      // Read too long ago to be kept: what is held already is shown.
      if (!(error instanceof Stale)) throw error
    }
    return { ok: true, value: ids }
  },
  wake() {},
  stop() {},
  flush: async () => {},
})
