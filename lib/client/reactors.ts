// Who reacted to a message. The cache holds how many, and the first of them; all of them are asked for by who wants to know.
import type { Reaction } from '../contract/reaction'
import type { User } from '../contract/user'
import type { Done } from './chat'
import { getReactions } from './endpoints'
import type { Inside, Part } from './part'

export type ReactorsPage = { reactions: Reaction[]; users: User[]; next: string | null }

export type Reactors = Part & {
  /** At most 50, who reacted first stands first; with one emoji, or with any. `after`: the `next` of the page before. */
  page(messageId: string, emoji: string | null, after?: string): Promise<Done<ReactorsPage>>
}

const limit = 50

export const createReactors = ({ call }: Inside): Reactors => ({
  async page(id, emoji, after) {
    const query = { limit, ...(emoji ? { emoji } : {}), ...(after ? { after } : {}) }
    const answer = await call(getReactions, { params: { id }, query })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  wake() {},
  stop() {},
  async flush() {},
})
