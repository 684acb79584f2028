// The viewer's own settings of conversations: at once in the cache, and at the server again and again until it has said yes or
// no. One request at a time for a conversation; what is set meanwhile goes together in the next.
import { backoff } from './backoff'
import { answeredOwn, askOwn, endOwn } from './cache/own'
import type { OwnWants } from './cache/state'
import { isPassing } from './call'
import type { Done, OwnSettings as Settings } from './chat'
import { patchMembership } from './endpoints'
import type { Inside, Part } from './part'
import type { Timer } from './world'

/** So long (ms) after the answer the log has told it, or something else since. */
const toldMs = 10_000

export type OwnSettings = Part & {
  /** Changes what is given. Resolves when the server has answered. */
  set(conversationId: string, settings: Settings): Promise<Done>
}

type Ask = { request: number; settings: Settings; waiting: ((done: Done) => void)[] }

export const createOwnSettings = ({ world, store, call }: Inside): OwnSettings => {
  /** By conversation: what the server is being asked, or is to be asked again, and what comes after that. */
  const current = new Map<string, Ask>()
  const next = new Map<string, Ask>()
  const busy = new Set<string>()
  const retries = new Map<string, Timer>()
  /** What ends a change that was answered, by its timer. */
  const ends = new Map<Timer, () => void>()
  let requests = 0
  let attempt = 0
  let stopped = false

  const take = (id: string): Ask | undefined => {
    const ask = current.get(id) ?? next.get(id)
    if (ask && ask === next.get(id)) next.delete(id)
    if (ask) current.set(id, ask)
    return ask
  }

  const pump = async (id: string): Promise<void> => {
    if (stopped || busy.has(id) || !world.online()) return
    const ask = take(id)
    if (!ask) return
    busy.add(id)
    world.clearTimer(retries.get(id))
    const answer = await call(patchMembership, { params: { id }, body: ask.settings, keepalive: true })
    busy.delete(id)
    if (!answer.ok && isPassing(answer)) {
      if (!stopped)
        retries.set(
          id,
          world.setTimer(() => void pump(id), answer.retryAfter ?? backoff(world, attempt++)),
        )
      return
    }
    attempt = 0
    current.delete(id)
    const end = () => store.commit(endOwn(store.get(), id, ask.request))
    if (answer.ok && !stopped) {
      store.commit(answeredOwn(store.get(), id, ask.request))
      const timer = world.setTimer(() => {
        ends.delete(timer)
        end()
      }, toldMs)
      ends.set(timer, end)
    } else end()
    for (const tell of ask.waiting)
      tell(
        answer.ok ? { ok: true, value: null } : { ok: false, status: answer.status, detail: answer.detail },
      )
    return pump(id)
  }

  return {
    set(id, settings) {
      const { request, ...before } = next.get(id) ?? { request: ++requests, settings: {}, waiting: [] }
      const wants = wantsOf(settings, new Date(world.now()).toISOString())
      store.commit(askOwn(store.get(), id, request, wants))
      const done = new Promise<Done>(resolve =>
        next.set(id, {
          request,
          settings: { ...before.settings, ...settings },
          waiting: [...before.waiting, resolve],
        }),
      )
      void pump(id)
      return done
    },
    wake() {
      stopped = false
      for (const id of [...current.keys(), ...next.keys()]) void pump(id)
    },
    stop() {
      stopped = true
      for (const timer of [...retries.values(), ...ends.keys()]) world.clearTimer(timer)
      for (const end of ends.values()) end()
      ends.clear()
    },
    flush: async () => {},
  }
}

const wantsOf = ({ pinned, archived, marked_unread, muted_until }: Settings, at: string): OwnWants => ({
  ...(pinned === undefined ? {} : { pinned_at: pinned ? at : null }),
  ...(archived === undefined ? {} : { archived_at: archived ? at : null }),
  ...(marked_unread === undefined ? {} : { marked_unread_at: marked_unread ? at : null }),
  ...(muted_until === undefined ? {} : { muted_until }),
})
