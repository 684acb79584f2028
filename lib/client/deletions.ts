// Deletions that were decided and not answered yet: kept in the browser's storage, so that one decided without a connection
// outlives its tab. The tab that reads the stream carries out what another has left; the same again harms nothing.
import { backoff } from './backoff'
import { read } from './cache/table'
import { type Call, isPassing } from './call'
import { namesIn } from './drafts'
import { deleteMessage } from './endpoints'
import type { Store } from './store'
import type { Timer, World } from './world'

const prefixOf = (viewerId: string) => `tertulia:deletion:${viewerId}:`

/** By message id. Wiped with the drafts when this browser is no longer the viewer's. */
export const owedDeletions = ({ storage }: Pick<World, 'storage'>, viewerId: string) => {
  const prefix = prefixOf(viewerId)
  return {
    keep(messageId: string) {
      try {
        storage?.setItem(prefix + messageId, '')
      } catch {
        // Full or forbidden: it is owed as long as the page lives.
      }
    },
    forget: (messageId: string) => storage?.removeItem(prefix + messageId),
    all: () => namesIn(storage, prefix).map(name => name.slice(prefix.length)),
  }
}

export type Deletions = {
  /** The connection is back, or this tab has come to lead. */
  wake(): void
  /** Until the next `wake` nothing is sent. */
  stop(): void
}

type Given = { world: World; store: Pick<Store, 'get'>; call: Call; leads: () => boolean; viewerId: string }

export const createDeletions = ({ world, store, call, leads, viewerId }: Given): Deletions => {
  const owed = owedDeletions(world, viewerId)
  let timer: Timer = null
  let isBusy = false
  let attempt = 0
  let stopped = true

  const carryOut = async () => {
    world.clearTimer(timer)
    if (isBusy) return
    isBusy = true
    let waitMs: number | null = null
    for (const id of owed.all()) {
      if (stopped || !leads() || waitMs !== null) break
      // What this tab has decided itself is on its way.
      if (read(store.get().tables.edits, id)) continue
      const answer = await call(deleteMessage, { params: { id }, keepalive: true })
      if (answer.ok || !isPassing(answer)) owed.forget(id)
      else waitMs = answer.retryAfter ?? backoff(world, attempt++)
    }
    isBusy = false
    if (waitMs === null) attempt = 0
    else if (!stopped) timer = world.setTimer(() => void carryOut(), waitMs)
  }

  return {
    wake() {
      stopped = false
      void carryOut()
    },
    stop() {
      stopped = true
      world.clearTimer(timer)
    },
  }
}
