// A tab without a clock, a network or a browser: the real cache, and around it the least that asks a server for what it lacks.
// Every request is asked, read by the server and landed at three times of somebody else's choosing.
import { Stale } from '../../../client/cache/land'
import type { State, Told } from '../../../client/cache/state'
import type { StoredEvent } from '../../../contract/events'
import { type Amend, createEditing, createReacting, type React } from './changes'
import { createDesk, type Request } from './desk'
import { createFeed } from './feed'
import { createLoads } from './loads'
import { createReading, createSettings, type Mark, type SetOwn } from './own'
import { createPages } from './pages'
import { createRenewal } from './renewal'
import { createSends, type Post } from './sends'

/** What the server makes of what is done in a tab. */
export type Service = { post: Post; mark: Mark; react: React; amend: Amend; set: SetOwn }

type Given = Parameters<typeof createDesk>[0] & {
  service: Service
  ignores?: (event: StoredEvent) => boolean
}

export type Tab = ReturnType<typeof createTab>

export const createTab = ({ service, ignores, ...given }: Given) => {
  const desk = createDesk(given)
  const loads = createLoads(desk)
  const { renew } = createRenewal(desk, loads)
  const settings = createSettings(desk, service.set)
  const reacting = createReacting(desk, service.react)
  const sends = createSends(desk, service.post)
  const editing = createEditing(desk, service.amend)

  return {
    ...loads,
    ...createPages(desk),
    ...createFeed(desk, { renew, ignores }),
    ...settings,
    ...createReading(desk, service.mark),
    ...reacting,
    ...sends,
    ...editing,

    viewerId: desk.viewerId,
    get state(): State {
      return desk.state
    },
    get requests(): readonly Request[] {
      return desk.requests
    },
    get told(): readonly Told[] {
      return desk.told
    },
    get isRenewing() {
      return desk.fresh !== null
    },

    renew: () => {
      if (!desk.fresh && desk.state.cursor !== null) renew()
    },
    /** What is open and not here, asked for again. */
    wantAll() {
      if (desk.state.cursor === null && desk.requests.length === 0 && !desk.fresh) return renew()
      loads.ensureAll()
    },
    /** Sends on what is not settled. */
    pumpAll: desk.pump,

    /** The server reads a request. */
    read(request: Request) {
      request.answer = request.read()
    },
    land(request: Request) {
      desk.requests = desk.requests.filter(other => other !== request)
      try {
        request.land(request.answer as never)
      } catch (error) {
        if (!(error instanceof Stale)) throw error
        desk.ask({ ...request, answer: undefined })
      }
      desk.pump()
    },
    /** Neither the server's answer nor anything else comes of it. */
    lose(request: Request) {
      desk.requests = desk.requests.filter(other => other !== request)
      request.lost?.()
      if (request.must) desk.ask({ ...request, answer: undefined })
    },
  }
}
