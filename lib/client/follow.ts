// The tab follows the log: each step is parsed and applied in order; what is missing is asked for; what is broken ends in a
// new snapshot (law 6).
import { backoff } from './backoff'
import { advance } from './cache/advance'
import type { Changed, Want } from './cache/draft'
import { knownEvent } from './known-event'
import type { Store } from './store'
import type { Step } from './stream/feed'
import { fetchMissed } from './stream/replay'
import type { Timer, World } from './world'

export type Follower = {
  /** Steps as they come, in order. */
  take(steps: Step[]): void
  /** Asks again at once for what is missing, if something is. */
  wake(): void
  stop(): void
}

type Given = {
  world: World
  viewerId: string
  clientId: string
  store: Store
  onBroken: (why: string) => void
  onSignedOut: () => void
}

export const createFollower = ({
  world,
  viewerId,
  clientId,
  store,
  onBroken,
  onSignedOut,
}: Given): Follower => {
  /** Null while nothing is missing; else what came meanwhile and stands behind the gap. */
  let waiting: Step[] | null = null
  let timer: Timer = null
  let stopped = false
  let asking: AbortController | null = null
  let attempt = 0

  /** Applies steps as one batch. Returns those that must wait, because something is missing before them. */
  const apply = (steps: Step[]): Step[] => {
    let state = store.get()
    const changed = new Map<string, Changed>()
    const wants = new Map<string, Want>()
    let rest: Step[] = []
    for (const [index, step] of steps.entries()) {
      const event = knownEvent(step.event)
      if (event === undefined) return broken('an event is not as announced')
      const outcome = advance(state, { ...step, event })
      if (outcome.trouble === 'foreign') return broken('an event is of another log')
      if (outcome.trouble === 'behind') {
        rest = steps.slice(index)
        break
      }
      state = outcome.state
      for (const one of outcome.changed) changed.set(`${one.table}:${one.id}`, one)
      for (const one of outcome.wants) wants.set(`${one.want}:${one.conversationId}`, one)
    }
    store.commit({ state, changed: [...changed.values()], wants: [...wants.values()] })
    return rest
  }

  const broken = (why: string): Step[] => {
    stop()
    onBroken(why)
    return []
  }

  const take = (steps: Step[]) => {
    if (stopped || store.get().cursor === null) return
    if (waiting) {
      waiting.push(...steps)
      return
    }
    const rest = attempted(steps)
    if (rest.length === 0) return
    waiting = rest
    void catchUp()
  }

  /** A reducer that throws is a broken one: start anew rather than limp on. */
  const attempted = (steps: Step[]): Step[] => {
    try {
      return apply(steps)
    } catch (error) {
      console.error('Tertulia: an event could not be applied.', error)
      return broken('an event could not be applied')
    }
  }

  const catchUp = async () => {
    if (asking || stopped) return
    world.clearTimer(timer)
    asking = new AbortController()
    const { signal } = asking
    for await (const missed of fetchMissed({
      world,
      viewerId,
      clientId,
      cursor: store.get().cursor!,
      signal,
    })) {
      if (stopped) return
      if (missed.kind === 'signed-out') return onSignedOut()
      if (missed.kind === 'reset') return void broken(`reset: ${missed.reason}`)
      if (missed.kind === 'failed') {
        asking = null
        timer = world.setTimer(() => void catchUp(), missed.retryAfterMs ?? backoff(world, attempt++))
        return
      }
      attempt = 0
      // What the log itself says is next cannot be behind anything.
      if (attempted(missed.steps).length > 0) return void broken('the log has a gap')
    }
    asking = null
    const held = waiting ?? []
    waiting = null
    if (!stopped) take(held)
  }

  const stop = () => {
    stopped = true
    waiting = null
    asking?.abort()
    world.clearTimer(timer)
  }

  return { take, wake: () => waiting && void catchUp(), stop }
}
