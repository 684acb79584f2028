// Keeping others away, and asking for help. The cache learns of it by the stream, like the viewer's other tabs.

import type { FlagReason } from '../contract/flag'
import type { Done } from './chat'
import { addBlock, createFlag, removeBlock } from './endpoints'
import type { Inside, Part } from './part'

/** A message; or a person, as one of a conversation that the viewer is in too, or just so. */
export type Flagged = { message_id: string } | { user_id: string; conversation_id?: string }

export type Safety = Part & {
  /** Blocks somebody, or no longer. */
  block(userId: string, holds: boolean): Promise<Done>
  /** Asks the moderators to look at something. */
  flag(thing: Flagged, reason: FlagReason, note: string): Promise<Done>
}

export const createSafety = ({ call }: Inside): Safety => ({
  async block(userId, holds) {
    const answer = await (holds
      ? call(addBlock, { params: { userId } })
      : call(removeBlock, { params: { userId } }))
    return answer.ok ? { ok: true, value: null } : answer
  },
  async flag(thing, reason, note) {
    const answer = await call(createFlag, { body: { ...thing, reason, note } })
    return answer.ok ? { ok: true, value: null } : answer
  },
  wake() {},
  stop() {},
  async flush() {},
})
