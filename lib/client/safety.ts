// Keeping others away. The cache learns of it by the stream, like the viewer's other tabs.
import type { Done } from './chat'
import { addBlock, removeBlock } from './endpoints'
import type { Inside, Part } from './part'

export type Safety = Part & {
  /** Blocks somebody, or no longer. */
  block(userId: string, holds: boolean): Promise<Done>
}

export const createSafety = ({ call }: Inside): Safety => ({
  async block(userId, holds) {
    const answer = await (holds
      ? call(addBlock, { params: { userId } })
      : call(removeBlock, { params: { userId } }))
    return answer.ok ? { ok: true, value: null } : answer
  },
  wake() {},
  stop() {},
  async flush() {},
})
