// Who is writing right now, as the stream tells it. It stands beside the state of the log, which knows nothing of it, and is over
// by itself.
import { boolean, integer, object, oneOf, string } from './shape'
import type { Step } from './stream/feed'
import type { Timer, World } from './world'

/** Whatever a server says, longer (ms) than this nobody is believed to write. */
const longestMs = 10_000

const typingUpdated = object({
  event: oneOf('typing-updated'),
  payload: object({
    id: string,
    conversation_id: string,
    partial: object({ is_typing: boolean, expires_in_ms: integer }),
  }),
})
const messageCreated = object({
  event: oneOf('message-created'),
  payload: object({ conversation_id: string, partial: object({ sender_id: string }) }),
})
const memberRemoved = object({
  event: oneOf('member-removed'),
  payload: object({ id: string, conversation_id: string }),
})

export type Typists = {
  /** Takes what the stream brings, the log's events among it: a message ends the writing of it. */
  hear(steps: readonly Step[]): void
  /** Nothing is known any more. */
  forget(): void
}

type Given = {
  world: World
  viewerId: string
  /** Called when it is other people than before: user ids, the longest at it first. */
  show: (conversationId: string, userIds: readonly string[]) => void
}

export const createTypists = ({ world, viewerId, show }: Given): Typists => {
  const held = new Map<string, Map<string, Timer>>()

  const shown = (id: string) => show(id, [...(held.get(id)?.keys() ?? [])])

  const begin = (id: string, userId: string, ms: number) => {
    const typists = held.get(id) ?? new Map<string, Timer>()
    held.set(id, typists)
    const isNew = !typists.has(userId)
    world.clearTimer(typists.get(userId) ?? null)
    typists.set(
      userId,
      world.setTimer(() => end(id, userId), Math.min(ms, longestMs)),
    )
    if (isNew) shown(id)
  }

  const end = (id: string, userId: string) => {
    const typists = held.get(id)
    if (!typists?.has(userId)) return
    world.clearTimer(typists.get(userId))
    typists.delete(userId)
    if (typists.size === 0) held.delete(id)
    shown(id)
  }

  const endAll = (id: string) => {
    for (const timer of held.get(id)?.values() ?? []) world.clearTimer(timer)
    if (held.delete(id)) shown(id)
  }

  return {
    hear(steps) {
      for (const { event } of steps) {
        if (typingUpdated(event)) {
          const { id, conversation_id, partial } = event.payload
          if (!partial.is_typing) end(conversation_id, id)
          else if (id !== viewerId) begin(conversation_id, id, partial.expires_in_ms)
        } else if (messageCreated(event)) end(event.payload.conversation_id, event.payload.partial.sender_id)
        else if (memberRemoved(event)) {
          const { id, conversation_id } = event.payload
          if (id === viewerId) endAll(conversation_id)
          else end(conversation_id, id)
        }
      }
    },
    forget() {
      for (const id of [...held.keys()]) endAll(id)
    },
  }
}
