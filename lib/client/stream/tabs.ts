// One stream for all tabs of a browser: a leader reads it and tells the others, and whoever can see that it is dead takes over.
import type { Channel, Locks, Timer } from '../world'
import type { Asking } from './attempt'
import { type Connection, createConnection } from './connection'
import { createElection } from './election'
import type { Feed, FeedListener, FeedState } from './feed'
import { isOlder, type Said, type Term, understood } from './said'
import { createEar } from './silence'

type Given = Asking & {
  /** Where this tab stands: asked when it begins to read the stream itself. Null: from now. */
  cursor: () => string | null
  listener: FeedListener
}

const beatMs = 1000
export const createFeed = (given: Given): Feed => {
  const { locks, openChannel } = given.world
  return locks && openChannel ? createSharedFeed(given, locks, openChannel) : createConnection(given)
}

const createSharedFeed = (
  { listener, ...given }: Given,
  locks: Locks,
  openChannel: (name: string) => Channel,
): Feed => {
  const { world } = given
  const name = `tertulia-stream:${given.viewerId}`
  let phase: 'idle' | 'following' | 'leading' | 'alone' | 'stopped' = 'idle'
  let channel: Channel | null = null
  let connection: Connection | null = null
  /** The latest that was heard of, our own included. Whoever is of an earlier one was robbed and does not know it yet. */
  let term: Term | null = null
  let state: FeedState | null = null
  /** Where the leader stood, as far as our listener knows. */
  let reached: string | null = null
  let beating: Timer | null = null
  let unwatch = () => {}

  const say = (said: Said) => channel?.post(said)

  const tell = (next: FeedState) => {
    if (next === state) return
    state = next
    listener.state(next)
  }

  const election = createElection({
    locks,
    name,
    elected: () => lead(),
    robbed: () => follow(),
    refused: () => goAlone(),
  })

  const ear = createEar({
    world,
    silent: () => election.stand({ steal: true }),
    slept: () => ask('hello'),
  })

  /** As our own listener hears it, whoever reads the stream. */
  const own: FeedListener = {
    steps: steps => listener.steps(steps),
    state: tell,
    beat: () => listener.beat?.(),
    reset: reason => {
      stop()
      listener.reset(reason)
    },
    signedOut: () => {
      stop()
      listener.signedOut()
    },
  }

  const read = (to: FeedListener) => {
    connection = createConnection({ ...given, listener: to })
    connection.start()
  }

  // The leader

  const lead = () => {
    rest()
    phase = 'leading'
    const mine = { at: Math.max(world.now(), (term?.at ?? 0) + 1), id: world.id() }
    term = mine
    read({
      // The siblings first: they have a way to go.
      steps: steps => {
        say({ kind: 'steps', term: mine, steps })
        own.steps(steps)
      },
      state: next => {
        own.state(next)
        beat()
      },
      beat: own.beat,
      // They have cursors of their own, which may be good: the next leader will see.
      reset: own.reset,
      signedOut: () => {
        say({ kind: 'signed-out', term: mine })
        own.signedOut()
      },
    })
  }

  const beat = () => {
    if (phase !== 'leading' || !term) return
    if (beating !== null) world.clearTimer(beating)
    beating = world.setTimer(beat, beatMs)
    say({ kind: 'beat', term, state: state ?? 'connecting', cursor: connection?.cursor ?? null })
  }

  const answer = (asked: 'hello' | 'wake') => {
    if (asked === 'wake') connection?.wake()
    else connection?.look()
    beat()
  }

  // The others

  const follow = () => {
    rest()
    phase = 'following'
    own.state('connecting')
    if (phase !== 'following') return
    election.stand({ steal: false })
    ask('hello')
  }

  const hear = (message: unknown) => {
    const said = understood(message)
    if (!said || phase === 'stopped') return
    if (said.kind === 'hello' || said.kind === 'wake')
      return phase === 'leading' ? answer(said.kind) : undefined
    // From before the lock changed hands: whatever it says, it speaks for nobody.
    if (isOlder(said.term, term)) return
    const isRobbed = phase === 'leading'
    term = said.term
    if (isRobbed) follow()
    ear.heard()
    obey(said)
  }

  const obey = (said: Exclude<Said, { kind: 'hello' | 'wake' }>) => {
    if (phase !== 'following') return
    if (said.kind === 'signed-out') own.signedOut()
    else if (said.kind === 'steps') {
      reached = said.steps.at(-1)?.cursor ?? reached
      own.steps(said.steps)
    } else {
      own.state(said.state)
      const { cursor } = said
      // Nothing happened, but the leader stands elsewhere than we thought: the listener sees whether it missed something.
      if (phase !== 'following' || cursor === null || cursor === reached) return
      reached = cursor
      own.steps([{ prev: cursor, cursor, event: null }])
    }
  }

  const ask = (kind: 'hello' | 'wake') => {
    say({ kind })
    ear.asked()
  }

  // Both

  /** Null where the browser has channels, but not for us. */
  const opened = () => {
    try {
      return openChannel(name)
    } catch {
      return null
    }
  }

  const goAlone = () => {
    rest()
    phase = 'alone'
    channel?.close()
    channel = null
    read(own)
  }

  /** Whatever this tab was about, it is about it no longer. */
  const rest = () => {
    connection?.stop()
    connection = null
    ear.stop()
    if (beating !== null) world.clearTimer(beating)
    beating = null
  }

  const stop = () => {
    if (phase === 'stopped') return
    phase = 'stopped'
    rest()
    unwatch()
    election.withdraw()
    channel?.close()
    channel = null
  }

  return {
    start() {
      if (phase !== 'idle') return
      channel = opened()
      if (!channel) return goAlone()
      channel.onMessage(hear)
      unwatch = world.onChange(change => {
        if (phase === 'following' && (change === 'visible' || change === 'online')) ask('hello')
      })
      follow()
    },
    stop,
    wake() {
      if (phase === 'following') ask('wake')
      else connection?.wake()
    },
    leads: () => phase === 'leading' || phase === 'alone',
  }
}
