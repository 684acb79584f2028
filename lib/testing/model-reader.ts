// The least that a tab must do with its feed: follow its cursor, fetch what it missed, take a new snapshot when told to.

import type { Feed, FeedListener, FeedState, Step } from '../client/stream/feed'
import { fetchMissed } from '../client/stream/replay'
import { createFeed } from '../client/stream/tabs'
import type { World } from '../client/world'
import { parseCursor } from '../server/stream/cursor'

const positionOf = (cursor: string) => parseCursor(cursor)!.position

export type Reader = ReturnType<typeof createReader>

type Given = {
  world: World
  viewerId?: string
  /** The cursor of a snapshot taken now. */
  snapshot: () => string
  /** What makes the feed; that of the product, unless a control breaks it. */
  feedOf?: typeof createFeed
  /** A reader that does not fetch what it missed, for controls. */
  careless?: boolean
}

export const createReader = ({ world, viewerId = 'ana', snapshot, feedOf = createFeed, careless }: Given) => {
  const clientId = world.id()
  let cursor = snapshot()
  let since = positionOf(cursor)
  /** Positions of the events that were applied since the snapshot, in that order. */
  let got: number[] = []
  let queue: Step[] = []
  let fetching: AbortController | null = null
  let feed: Feed | null = null
  const states: FeedState[] = []
  const whispers: unknown[] = []
  const ends: string[] = []

  const take = (steps: Step[]) => {
    queue.push(...steps)
    if (!fetching) apply()
  }

  const apply = () => {
    while (queue.length) {
      const [step] = queue as [Step]
      const held = positionOf(cursor)
      if (positionOf(step.prev) > held && !careless) return void fetch()
      queue.shift()
      if (step.prev === step.cursor && step.event) whispers.push(step.event)
      if (positionOf(step.cursor) <= held) continue
      if (step.event) got.push(positionOf(step.cursor))
      cursor = step.cursor
    }
  }

  const fetch = async () => {
    const mine = new AbortController()
    fetching = mine
    const { signal } = mine
    for await (const missed of fetchMissed({ world, viewerId, clientId, cursor, signal })) {
      if (missed.kind === 'steps') {
        for (const step of missed.steps) {
          if (step.event) got.push(positionOf(step.cursor))
          cursor = step.cursor
        }
      } else if (missed.kind === 'reset') return restart()
      else break
    }
    if (signal.aborted) return
    const again = queue[0] && positionOf(queue[0].prev) > positionOf(cursor)
    if (again) {
      world.setTimer(() => {
        if (!signal.aborted) void fetch()
      }, 500)
      return
    }
    fetching = null
    apply()
  }

  const start = () => {
    feed = feedOf({ world, viewerId, clientId, cursor: () => cursor, listener })
    feed.start()
  }

  const restart = () => {
    stop()
    cursor = snapshot()
    since = positionOf(cursor)
    got = []
    start()
  }

  const stop = () => {
    feed?.stop()
    fetching?.abort()
    fetching = null
    queue = []
  }

  const listener: FeedListener = {
    steps: take,
    state: state => void states.push(state),
    reset(reason) {
      ends.push(reason)
      world.setTimer(restart, world.random() * 1000)
    },
    signedOut: () => void ends.push('signed out'),
  }
  start()

  return {
    stop,
    wake: () => feed?.wake(),
    states,
    whispers,
    ends,
    get state() {
      return states.at(-1)
    },
    get got() {
      return got
    },
    get since() {
      return since
    },
    get position() {
      return positionOf(cursor)
    },
  }
}
