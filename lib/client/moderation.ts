// What a moderator's page asks the server. Nothing of it is kept in the messenger's cache: it is nobody else's.
import type { Act, Concern, Deed } from '../contract/moderation'
import type { User } from '../contract/user'
import type { Done } from './chat'
import { createAct, getActs, getConcerns } from './endpoints'
import type { Inside, Part } from './part'

type Page<K extends string, T> = { [key in K]: T[] } & { users: User[]; next: string | null }

export type Moderation = Part & {
  concerns(state: 'open' | 'closed', before?: string): Promise<Done<Page<'concerns', Concern>>>
  act(concernId: string, act: Deed, why: string): Promise<Done<{ concern: Concern; users: User[] }>>
  acts(before?: string): Promise<Done<Page<'acts', Act>>>
}

const limit = 20

export const createModeration = ({ call }: Inside): Moderation => ({
  async concerns(state, before) {
    const answer = await call(getConcerns, { query: { state, limit, ...(before ? { before } : {}) } })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  async act(id, act, why) {
    const answer = await call(createAct, { params: { id }, body: { act, why } })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  async acts(before) {
    const answer = await call(getActs, { query: { limit, ...(before ? { before } : {}) } })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  wake() {},
  stop() {},
  async flush() {},
})
