// Sends that are not settled: one at a time and in order per conversation, again and again until the server has said yes or
// no. The key makes a repetition harmless, so nothing is lost and nothing is doubled.

import { backoff } from './backoff'
import { changePending, confirmPending, discardPending, insertPending, pendingIn } from './cache/pending'
import { entriesOf, read } from './cache/table'
import { type Call, isPassing, type Refusal } from './call'
import { sendMessage } from './endpoints'
import type { Store } from './store'
import type { Timer, World } from './world'

export type Outbox = {
  send(conversationId: string, content: string, replyToId?: string | null): void
  retry(clientMessageId: string): void
  discard(clientMessageId: string): void
  /** The connection is back: tries at once what waits. */
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
}

export const createOutbox = ({ world, store, call }: { world: World; store: Store; call: Call }): Outbox => {
  const busy = new Set<string>()
  const timers = new Map<string, Timer>()
  const attempts = new Map<string, number>()
  let order = 0
  let stopped = false

  /** The next of a conversation that is not waiting for the viewer. */
  const next = (conversationId: string) =>
    pendingIn(store.get(), conversationId).find(({ status }) => status !== 'failed')

  const pump = async (conversationId: string) => {
    const pending = next(conversationId)
    if (!pending || stopped || busy.has(conversationId)) return
    world.clearTimer(timers.get(conversationId))
    const { client_message_id, content, reply_to_id } = pending
    const stands = (
      status: 'sending' | 'waiting' | 'failed',
      reason: string | null = null,
      isFinal = false,
    ) => store.commit(changePending(store.get(), client_message_id, { status, reason, isFinal }))
    if (!world.online()) return stands('waiting')
    busy.add(conversationId)
    const answer = await call(sendMessage, {
      params: { id: conversationId },
      body: { client_message_id, content, reply_to_id },
      keepalive: true,
    })
    busy.delete(conversationId)
    if (stopped) return
    if (answer.ok) {
      attempts.delete(conversationId)
      store.commit(confirmPending(store.get(), answer.body.message))
    } else if (isPassing(answer)) {
      const attempt = attempts.get(conversationId) ?? 0
      attempts.set(conversationId, attempt + 1)
      stands('waiting')
      const wait = answer.retryAfter ?? backoff(world, attempt)
      // Settled by the echo meanwhile: what stands behind it need not wait.
      if (read(store.get().tables.pending, client_message_id))
        return void timers.set(
          conversationId,
          world.setTimer(() => void pump(conversationId), wait),
        )
    } else stands('failed', answer.detail, isFinal(answer))
    void pump(conversationId)
  }

  const conversations = () =>
    new Set(entriesOf(store.get().tables.pending).map(([, { value }]) => value.conversation_id))

  return {
    send(conversationId, text, replyToId = null) {
      const content = text.trim()
      if (!content) return
      store.commit(
        insertPending(store.get(), {
          client_message_id: world.id(),
          conversation_id: conversationId,
          content,
          reply_to_id: replyToId,
          created_at: new Date(world.now()).toISOString(),
          order: ++order,
          status: world.online() ? 'sending' : 'waiting',
          reason: null,
        }),
      )
      void pump(conversationId)
    },
    retry(clientMessageId) {
      const held = read(store.get().tables.pending, clientMessageId)
      if (held?.value.status !== 'failed') return
      store.commit(changePending(store.get(), clientMessageId, { status: 'sending', reason: null }))
      void pump(held.value.conversation_id)
    },
    discard(clientMessageId) {
      store.commit(discardPending(store.get(), clientMessageId))
    },
    wake() {
      stopped = false
      attempts.clear()
      for (const id of conversations()) void pump(id)
    },
    stop() {
      stopped = true
      for (const timer of timers.values()) world.clearTimer(timer)
    },
  }
}

/** It is what was sent that is refused, and that stays the same. Who may not write now (403) may again: somebody unblocks. */
const isFinal = ({ status }: Refusal) => [400, 404, 413, 422].includes(status)
