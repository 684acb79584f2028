// What a moderator's page asks the server. Nothing of it is kept in the messenger's cache: it is nobody else's.
import type { Act, Concern, Deed } from '../contract/moderation'
import type { User } from '../contract/user'
import { backoff } from './backoff'
import type { Done } from './chat'
import { createAct, getActs, getConcerns } from './endpoints'
import type { Inside, Part } from './part'
import type { Timer } from './world'

type Page<K extends string, T> = { [key in K]: T[] } & { users: User[]; next: string | null }

export type Moderation = Part & {
  concerns(state: 'open' | 'closed', before?: string): Promise<Done<Page<'concerns', Concern>>>
  act(concernId: string, act: Deed, why: string): Promise<Done<{ concern: Concern; users: User[] }>>
  acts(before?: string): Promise<Done<Page<'acts', Act>>>
  /**
   * Looks now and then, while the tab is to be seen: others flag and decide, and no stream tells of it. `look` says whether it
   * came to something; after what did not it is left alone for longer. Returns the way to stop.
   */
  watch(look: () => Promise<boolean>): () => void
}

const limit = 20
/** Between two looks (ms), and at most when they come to nothing. */
const everyMs = 30_000
const longestMs = 300_000

export const createModeration = ({ world, call }: Inside): Moderation => ({
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
  watch(look) {
    let timer: Timer = null
    let failures = 0
    let isOver = false
    const wait = () => {
      const longer = failures && backoff(world, failures, { first: everyMs, most: longestMs - everyMs })
      timer = world.setTimer(again, everyMs + longer)
    }
    const again = async () => {
      if (world.visible()) failures = (await look().catch(() => false)) ? 0 : failures + 1
      if (!isOver) wait()
    }
    wait()
    return () => {
      isOver = true
      world.clearTimer(timer)
    }
  },
  wake() {},
  stop() {},
  async flush() {},
})
