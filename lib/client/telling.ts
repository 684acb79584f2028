// That one is writing: said to the others every so often while it goes on, and once when it is over.
import type { Call } from './call'
import { setTyping } from './endpoints'
import type { Timer, World } from './world'

/** Said anew (ms) before the others forget it. */
const everyMs = 3000
/** Who has not touched a key for so long (ms) has stopped. */
const idleMs = 5000

export type Telling = {
  /** Called at each change of what one writes; false when there is nothing left of it, or one goes elsewhere. */
  typing(conversationId: string, isTyping: boolean): void
  stop(): void
}

export const createTelling = ({ world, call }: { world: World; call: Call }): Telling => {
  const writing = new Map<string, { saidAt: number; idle: Timer }>()
  /** What is still to be said of a conversation, after what is on its way: the last word counts. */
  const next = new Map<string, boolean>()
  const busy = new Set<string>()

  const say = async (id: string, isTyping: boolean) => {
    next.set(id, isTyping)
    if (busy.has(id)) return
    busy.add(id)
    while (next.has(id)) {
      const is_typing = next.get(id)!
      next.delete(id)
      // Whatever becomes of it: it is over in a moment.
      if (world.online()) await call(setTyping, { params: { id }, body: { is_typing } })
    }
    busy.delete(id)
  }

  const end = (id: string) => {
    const held = writing.get(id)
    if (!held) return
    world.clearTimer(held.idle)
    writing.delete(id)
    void say(id, false)
  }

  return {
    typing(id, isTyping) {
      if (!isTyping) return end(id)
      const held = writing.get(id)
      world.clearTimer(held?.idle ?? null)
      const isDue = !held || world.now() - held.saidAt >= everyMs
      const saidAt = isDue ? world.now() : held.saidAt
      writing.set(id, { saidAt, idle: world.setTimer(() => end(id), idleMs) })
      if (isDue) void say(id, true)
    },
    stop() {
      for (const { idle } of writing.values()) world.clearTimer(idle)
      writing.clear()
      next.clear()
    },
  }
}
