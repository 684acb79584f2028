// One message that nothing in the cache names: looked up for who shows it a moment, and not kept.
import type { Message } from '../contract/message'
import { landPeople } from './cache/land'
import { getMessage } from './endpoints'
import type { Inside, Part } from './part'

export type LookUps = Part & {
  /** Null where there is none, or it cannot be had now. */
  message(id: string): Promise<Message | null>
}

export const createLookUps = ({ call, store }: Inside): LookUps => ({
  async message(id) {
    const answer = await call(getMessage, { params: { id } })
    if (!answer.ok) return null
    try {
      store.commit(landPeople(store.get(), answer.body))
    } catch {
      // Read too long ago to be kept; whoever asked still gets to see it.
    }
    return answer.body.message
  },
  wake() {},
  stop() {},
  async flush() {},
})
