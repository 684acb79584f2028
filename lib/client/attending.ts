// Says for this browser whether somebody is at it. Its tabs tell each other of every touch; the one that reads the stream says it,
// and goes on saying it at the stream's heartbeats: timers sleep in a hidden page, and under a closed lid all of it does.
import type { Call } from './call'
import { setPresence } from './endpoints'
import type { Channel, Timer, World } from './world'

/** Nobody is at a browser that was not touched for so long (ms). */
const idleMs = 5 * 60_000
/** The other tabs are told of it at most so often (ms). */
const passEveryMs = 10_000
/** Said anew after (ms), at the next heartbeat. */
const sayEveryMs = 12_000

export type Attending = {
  wake(): void
  /** The stream has shown that it is alive. */
  beat(): void
  stop(): void
}

type Given = {
  world: World
  call: Call
  viewerId: string
  leads: () => boolean
  /** Called at each touch; returns the way to stop. */
  onInput: (listener: () => void) => () => void
}

export const createAttending = ({ world, call, viewerId, leads, onInput }: Given): Attending => {
  // A page that comes up in front of somebody was asked for.
  let touchedAt = world.visible() ? world.now() : Number.NEGATIVE_INFINITY
  let passedAt = Number.NEGATIVE_INFINITY
  let said: { isActive: boolean; at: number } | null = null
  let isBusy = false
  let timer: Timer = null
  let channel: Channel | null = null
  let unlisten: (() => void) | null = null

  const isActive = () => world.now() - touchedAt < idleMs

  const touched = () => {
    // A mouse that moves says so a hundred times a second.
    if (world.now() - touchedAt < 1000) return
    touchedAt = world.now()
    if (channel && touchedAt - passedAt >= passEveryMs) {
      passedAt = touchedAt
      channel.post('touched')
    }
    look()
  }

  /** Says it where it differs from what was said last. */
  const look = () => {
    if (!unlisten) return
    world.clearTimer(timer)
    if (isActive()) timer = world.setTimer(look, touchedAt + idleMs - world.now())
    if (said?.isActive !== isActive()) void say()
  }

  const say = async () => {
    if (!leads() || isBusy || !unlisten) return
    isBusy = true
    said = { isActive: isActive(), at: world.now() }
    await call(setPresence, { body: { is_active: said.isActive } })
    isBusy = false
    // It may have become otherwise meanwhile. An answer that does not come is made up for by the next heartbeat.
    look()
  }

  const sayAfter = (ms: number) => {
    if (!said || world.now() - said.at >= ms) void say()
  }

  const begin = () => {
    unlisten = onInput(touched)
    try {
      channel = world.openChannel?.(`tertulia-touches:${viewerId}`) ?? null
    } catch {
      // Each tab for itself then.
    }
    channel?.onMessage(() => {
      touchedAt = world.now()
      look()
    })
  }

  return {
    wake() {
      if (!unlisten) begin()
      look()
      // The connection may be a new one, of which the server knows nothing yet.
      sayAfter(2000)
    },
    beat: () => sayAfter(sayEveryMs),
    stop() {
      unlisten?.()
      unlisten = null
      channel?.close()
      channel = null
      world.clearTimer(timer)
      said = null
    },
  }
}
