// A browser with many tabs in one process: each tab has a World, and can be hidden, held back, frozen or killed.
import type { World } from '../client/world'
import { createChannels } from './fake-channels'
import type { FakeClock } from './fake-clock'
import { createLife } from './fake-life'
import { createLocks } from './fake-locks'
import { createNetwork, type FakeServer } from './fake-network'
import { randomFrom } from './log-faults'

type Change = 'online' | 'offline' | 'visible' | 'hidden'

type Given = {
  clock: FakeClock
  serve: FakeServer
  seed?: number
  /** How long the answer to a request takes (ms). */
  latency?: () => number
  /** What this browser has not got. */
  without?: ('locks' | 'channels')[]
}

export type FakeBrowser = ReturnType<typeof createBrowser>
export type FakeTab = ReturnType<FakeBrowser['openTab']>

export const createBrowser = ({ clock, serve, seed = 1, latency = () => 0, without = [] }: Given) => {
  const { next: random, pick } = randomFrom(seed)
  const network = createNetwork(clock, serve, latency)
  const locks = createLocks(clock)
  const channels = createChannels(clock)
  const storage = createStorage()
  const everyTab = new Set<(change: Change) => void>()
  let online = true

  const openTab = ({ visible = true } = {}) => {
    const life = createLife()
    const { host, run } = life
    const listeners = new Set<(change: Change) => void>()
    let seen = visible

    const tell = (change: Change) =>
      run(() => {
        for (const listener of [...listeners]) listener(change)
      })
    everyTab.add(tell)

    const world: World = {
      now: clock.now,
      random,
      id: () =>
        Array.from({ length: 21 }, () => pick([...'abcdefghijklmnopqrstuvwxyz0123456789_-'])).join(''),
      setTimer: (what, ms) => clock.setTimer(what, ms, host),
      clearTimer: clock.clearTimer,
      fetch: network.fetchFor(host, run),
      locks: without.includes('locks') ? null : locks.locksFor(host, run),
      openChannel: without.includes('channels') ? null : channels.channelsFor(host, run),
      storage,
      online: () => online,
      visible: () => seen,
      language: () => 'en',
      onChange(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    }

    return {
      world,
      get state() {
        return life.state
      },
      throttle: life.throttle,
      freeze: life.freeze,
      thaw: life.thaw,
      hide() {
        seen = false
        tell('hidden')
      },
      /** Who comes to look at it finds it running. */
      show() {
        seen = true
        life.throttle(0)
        life.thaw()
        tell('visible')
      },
      /** Closed or crashed: nothing of it runs any more, and what it held is free. */
      kill() {
        life.end()
        everyTab.delete(tell)
        network.cut(host)
        channels.leave(host)
        locks.leave(host)
      },
      holds: (name: string) => locks.holder(name) === host,
      /** What it has that would keep something going. */
      left: () => ({
        timers: clock.pending(host),
        listeners: listeners.size,
        channels: channels.of(host),
        locks: locks.of(host),
        requests: network.open(host),
      }),
    }
  }

  return {
    openTab,
    network,
    /** What the browser believes of its network, and tells every tab. */
    believe(isOnline: boolean) {
      online = isOnline
      for (const tell of everyTab) tell(isOnline ? 'online' : 'offline')
    },
  }
}

/** What a tab has left when everything was stopped. */
export const nothing = { timers: 0, listeners: 0, channels: 0, locks: 0, requests: 0 }

const createStorage = (): World['storage'] => {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    key: index => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
}
