// Many tabs of one browser on a fake clock: one of them reads the stream, and none misses or doubles anything.
import { describe, expect, test, vi } from 'vitest'
import { createClock } from '../../testing/fake-clock'
import { createLog } from '../../testing/fake-log'
import { createBrowser, type FakeTab, nothing } from '../../testing/fake-world'
import { faultless, faultsOf, range } from '../../testing/log-faults'
import { createReader, type Reader } from '../../testing/model-reader'
import type { World } from '../world'

// The clock of these tests is their own; how long they take is the machine's business.
vi.setConfig({ testTimeout: 60_000 })

type Given = { without?: ('locks' | 'channels')[]; worldOf?: (world: World) => World }
type Kin = { tab: FakeTab; reader: Reader }

const lock = 'tertulia-stream:ana'

const scene = ({ without, worldOf = world => world }: Given = {}) => {
  const clock = createClock()
  const log = createLog(clock)
  const browser = createBrowser({ clock, serve: log.serve, without })
  const open = ({ visible = true, viewerId = 'ana', at = () => log.position } = {}): Kin => {
    const tab = browser.openTab({ visible })
    const snapshot = () => log.cursorAt(at())
    return { tab, reader: createReader({ world: worldOf(tab.world), viewerId, snapshot }) }
  }
  /** So many tabs, the first of which leads; all but one of them are hidden. */
  const opened = async (count: number, { seen = 1 } = {}) => {
    const kin = Array.from({ length: count }, (_, index) => open({ visible: index === seen }))
    await clock.advance(2000)
    expect(leaders(kin)).toEqual([0])
    return kin
  }
  const leaders = (kin: Kin[]) => kin.flatMap(({ tab }, index) => (tab.holds(lock) ? [index] : []))
  /** What every one of these tabs lacks, has twice or has in the wrong order. */
  const faults = (kin: Kin[]) =>
    kin.map(({ reader }) => faultsOf(range(reader.since + 1, log.position), reader.got))
  const whole = (kin: Kin[]) => kin.every(({ reader }) => reader.position === log.position)
  return { clock, log, browser, open, opened, leaders, faults, whole }
}

const clean = (kin: Kin[]) => kin.map(() => faultless)

describe('one stream a browser', () => {
  test('P9, P11: thirty tabs are equal, live and one stream', async () => {
    const { opened, clock, log, faults } = scene()
    const kin = await opened(30)
    for (let n = 0; n < 20; n++) {
      log.publish(3)
      await clock.advance(700)
    }
    expect([log.streams, log.opened]).toEqual([1, 1])
    expect(kin.map(({ reader }) => reader.state)).toEqual(kin.map(() => 'live'))
    expect(faults(kin)).toEqual(clean(kin))
    expect(log.position).toBe(60)
    expect(log.asked).toHaveLength(1)
  })

  test('control: a tab that is deaf is found', async () => {
    const { opened, clock, log, faults } = scene()
    const kin = await opened(3)
    kin[2]!.tab.freeze()
    log.publish(2)
    await clock.advance(1000)
    expect(faults(kin).map(({ lost }) => lost)).toEqual([[], [], [1, 2]])
  })

  test('a new tab knows how things stand before any time has passed, and fetches what it lacks', async () => {
    const { opened, clock, log, open } = scene()
    const kin = await opened(2)
    log.publish(5)
    await clock.settle()
    const late = open({ at: () => 2 })
    await clock.settle()
    expect([late.reader.state, late.reader.got]).toEqual(['live', [3, 4, 5]])
    expect(kin).toHaveLength(2)
    expect(log.streams).toBe(1)
  })

  test('a tab that is further on than the leader hears nothing twice', async () => {
    const { clock, log, open, faults } = scene()
    const leader = open()
    await clock.advance(1000)
    leader.tab.freeze()
    log.publish(4)
    const ahead = open({ visible: false })
    leader.tab.thaw()
    log.publish(2)
    await clock.advance(1000)
    expect(ahead.reader.got).toEqual([5, 6])
    expect(faults([leader, ahead])).toEqual(clean([leader, ahead]))
  })

  test('what is never stored reaches every tab too', async () => {
    const { opened, clock, log } = scene()
    const kin = await opened(3)
    log.whisper('typing-updated', { id: 'bruno' })
    await clock.settle()
    const event = { event: 'typing-updated', payload: { id: 'bruno' } }
    expect(kin.map(({ reader }) => reader.whispers)).toEqual([[event], [event], [event]])
  })

  test('every tab shows how the leader’s stream stands', async () => {
    const { opened, clock, log, browser } = scene()
    const kin = await opened(3)
    browser.network.become('refused')
    await clock.advance(4000)
    expect(kin.map(({ reader }) => reader.state)).toEqual(['offline', 'offline', 'offline'])
    browser.network.become('up')
    log.publish()
    await clock.advance(2500)
    expect(kin.map(({ reader }) => [reader.state, reader.got])).toEqual(kin.map(() => ['live', [1]]))
  })

  test('P26: another person in the same browser has a stream of their own, and hears nothing of this one', async () => {
    const { opened, clock, log, open } = scene()
    await opened(2)
    const other = open({ viewerId: 'bruno' })
    await clock.advance(1000)
    expect(log.streams).toBe(2)
    expect(log.asked.map(({ headers }) => headers.get('x-viewer-id'))).toEqual(['ana', 'bruno'])
    expect(other.reader.state).toBe('live')
  })

  test('words of another version are passed over', async () => {
    const { opened, clock, log, browser, faults } = scene()
    const kin = await opened(2)
    const stranger = browser.openTab({ visible: false }).world.openChannel!(lock)
    const term = { at: 0, id: 'x' }
    for (const word of [
      null,
      'hello',
      { kind: 'elect' },
      { kind: 'steps', steps: [] },
      { kind: 'beat', term },
    ])
      stranger.post(word)
    log.publish()
    await clock.advance(10_000)
    expect([log.opened, faults(kin)]).toEqual([1, clean(kin)])
  })
})

describe('the leader', () => {
  const ways = {
    closed: ({ reader }: Kin) => reader.stop(),
    crashed: ({ tab }: Kin) => tab.kill(),
  }

  test.each(Object.entries(ways))('%s: the next takes over at once, from where it stands', async (_, go) => {
    const { opened, clock, log, leaders, faults, whole } = scene()
    const kin = await opened(4)
    log.publish(2)
    await clock.settle()
    const [gone, ...rest] = kin as [Kin, ...Kin[]]
    go(gone)
    log.publish(2)
    expect(await clock.until(() => whole(rest), 5000)).toBeLessThan(10)
    expect(leaders(kin)).toEqual([1])
    log.publish(2)
    await clock.advance(1000)
    expect(faults(rest)).toEqual(clean(rest))
    expect(log.streams).toBe(1)
  })

  test('frozen: a tab that somebody sees takes over within 5 s, and nothing is lost', async () => {
    const { opened, clock, log, leaders, faults, whole } = scene()
    const kin = await opened(4, { seen: 2 })
    const [frozen, ...rest] = kin as [Kin, ...Kin[]]
    frozen.tab.freeze()
    log.publish(2)
    expect(await clock.until(() => whole(rest), 10_000)).toBeLessThan(5000)
    expect(leaders(kin)).toEqual([2])

    log.publish(2)
    await clock.advance(60_000)
    frozen.tab.thaw()
    log.publish(2)
    await clock.advance(2000)
    expect(leaders(kin)).toEqual([2])
    expect(log.streams).toBe(1)
    expect(faults(kin)).toEqual(clean(kin))
    expect(kin.map(({ reader }) => reader.state)).toEqual(kin.map(() => 'live'))
  })

  test('control: without the steal it would wait for ever', async () => {
    const { opened, clock, log, whole } = scene({ worldOf: withoutSteal })
    const [frozen, ...rest] = (await opened(4)) as [Kin, ...Kin[]]
    frozen.tab.freeze()
    log.publish(2)
    expect(await clock.until(() => whole(rest), 10 * 60_000)).toBe(Number.POSITIVE_INFINITY)
  })

  test('frozen while nobody looks: who comes to look does not wait for long', async () => {
    const { opened, clock, log, leaders } = scene()
    const kin = await opened(3, { seen: -1 })
    kin[0]!.tab.freeze()
    log.publish()
    await clock.advance(10 * 60_000)
    expect(leaders(kin)).toEqual([0])
    kin[2]!.tab.show()
    expect(await clock.until(() => kin[2]!.reader.position === 1, 10_000)).toBeLessThan(2000)
    expect(leaders(kin)).toEqual([2])
  })

  test('held back by the browser: the tab that is seen takes over, and it stays at that', async () => {
    const { opened, clock, log, leaders, faults } = scene()
    const kin = await opened(4)
    for (const [index, { tab }] of kin.entries()) if (index !== 1) tab.throttle(60_000)
    await clock.advance(10_000)
    expect([leaders(kin), log.opened]).toEqual([[1], 2])
    for (let minute = 0; minute < 30; minute++) {
      log.publish()
      await clock.advance(60_000)
    }
    expect([leaders(kin), log.opened]).toEqual([[1], 2])
    expect(faults(kin)).toEqual(clean(kin))
  })

  test('held back to a second, as any hidden tab is, keeps its place', async () => {
    const { opened, clock, log, leaders } = scene()
    const kin = await opened(4)
    kin[0]!.tab.throttle(1000)
    await clock.advance(10 * 60_000)
    expect([leaders(kin), log.opened]).toEqual([[0], 1])
  })

  test('is not blamed for the sleep of the machine, whenever that begins', async () => {
    for (let offset = 0; offset < 1000; offset += 90) {
      const { opened, clock, log, leaders, browser, faults, whole } = scene()
      const kin = await opened(4)
      await clock.advance(offset)
      browser.network.become('void')
      clock.sleep(8 * 60 * 60_000)
      browser.network.become('up')
      log.publish()
      expect(await clock.until(() => whole(kin), 10_000)).toBeLessThan(2000)
      await clock.advance(10_000)
      expect([leaders(kin), log.opened]).toEqual([[0], 2])
      expect(faults(kin)).toEqual(clean(kin))
    }
  })

  test('is told when another tab has reason to think that the stream is dead', async () => {
    const { opened, clock, log, browser } = scene()
    const kin = await opened(3)
    browser.network.become('void')
    log.publish()
    browser.network.become('up')
    await clock.advance(3000)
    kin[1]!.reader.wake()
    await clock.settle()
    expect(kin.map(({ reader }) => reader.got)).toEqual([[1], [1], [1]])
    expect(log.opened).toBe(2)
  })

  test('P5: is told when somebody comes to look at another tab, and its own clock is held back', async () => {
    const { opened, clock, log, browser, leaders, whole } = scene()
    const kin = await opened(3, { seen: -1 })
    for (const { tab } of kin) tab.throttle(60_000)
    browser.network.become('refused')
    await clock.advance(5 * 60_000 + 1000)
    browser.network.become('up')
    log.publish()
    kin[1]!.tab.show()
    expect(await clock.until(() => whole(kin), 10_000)).toBeLessThan(2000)
    expect(leaders(kin)).toEqual([0])
  })

  test('two tabs that see the same silence end with one leader and one stream', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { open, clock, log, leaders, faults } = scene({
        worldOf: world => ({ ...world, random: () => 0 }),
      })
      const kin = [open({ visible: false }), ...range(1, 5).map(() => open())]
      await clock.advance(2000 + seed * 50)
      kin[0]!.tab.freeze()
      log.publish()
      await clock.advance(6000)
      const [leader] = leaders(kin)
      expect(leader).toBeGreaterThan(0)
      const before = log.opened
      log.publish()
      await clock.advance(60_000)
      expect([leaders(kin), log.opened]).toEqual([[leader], before])
      expect(faults(kin.slice(1))).toEqual(clean(kin.slice(1)))
      kin[0]!.tab.thaw()
      await clock.advance(1000)
      expect(log.streams).toBe(1)
    }
  })
})

describe('a leader that was robbed', () => {
  /** A frozen leader that was robbed, and everything that it had said. */
  const robbed = async () => {
    const it = scene()
    const words: { kind: string; term: { at: number; id: string } }[] = []
    const spy = it.browser.openTab({ visible: false }).world.openChannel!(lock)
    spy.onMessage(word => void words.push(word as never))
    const kin = await it.opened(3)
    it.log.publish(2)
    await it.clock.advance(2000)
    const said = words.filter(({ term }) => term)
    kin[0]!.tab.freeze()
    await it.clock.until(() => kin[1]!.tab.holds(lock), 10_000)
    await it.clock.advance(1000)
    const say = (list: unknown[]) => {
      for (const word of list) spy.post(word)
    }
    return { ...it, kin, said, say, words }
  }

  test('is heard by nobody, whatever it says late', async () => {
    const { kin, said, say, clock, log, faults, leaders } = await robbed()
    log.publish(2)
    expect(said.map(({ kind }) => kind)).toContain('steps')
    say(said)
    await clock.advance(1000)
    expect(kin.slice(1).map(({ reader }) => reader.state)).toEqual(['live', 'live'])
    expect(faults(kin.slice(1))).toEqual(clean(kin.slice(1)))
    expect(leaders(kin)).toEqual([1])
  })

  test('keeps nobody content when the new leader falls silent', async () => {
    const { kin, said, say, clock, log, leaders } = await robbed()
    kin[2]!.tab.show()
    kin[1]!.tab.freeze()
    log.publish()
    for (let ms = 0; ms < 5000; ms += 500) {
      say(said)
      await clock.advance(500)
    }
    expect(leaders(kin)).toEqual([2])
    expect(kin[2]!.reader.position).toBe(3)
  })

  test('control: words of a later term would be believed', async () => {
    const { kin, said, say, clock, leaders } = await robbed()
    kin[2]!.tab.show()
    kin[1]!.tab.freeze()
    const later = { at: clock.now() + 1, id: 'x' }
    for (let ms = 0; ms < 5000; ms += 500) {
      say(said.filter(({ kind }) => kind === 'beat').map(word => ({ ...word, term: later })))
      await clock.advance(500)
    }
    expect(leaders(kin)).toEqual([1])
  })

  test('gives way as soon as it hears of the new one, even before the browser tells it', async () => {
    const { kin, say, words, clock, log, leaders } = await robbed()
    kin[0]!.tab.thaw()
    // Whoever leads is told of somebody later, who does not exist: it goes back to the queue and is elected anew.
    const term = { at: clock.now() + 5000, id: 'nobody' }
    say([{ kind: 'beat', term, state: 'live', cursor: log.cursorAt(1) }])
    await clock.advance(1000)
    expect(leaders(kin)).toHaveLength(1)
    expect(log.streams).toBe(1)
    expect(words.at(-1)!.term.at).toBeGreaterThan(term.at)
  })
})

describe('ends', () => {
  test('S5: a leader whose cursor is of no use leaves, and those whose is good go on', async () => {
    const { open, clock, log, faults } = scene()
    log.publish(9)
    log.prune(5)
    let asked = 0
    const old = open({ at: () => (asked++ ? log.position : 3) })
    const kin = [open({ at: () => 7, visible: false }), open({ at: () => 8, visible: false })]
    await clock.advance(500)
    log.publish()
    await clock.advance(500)
    expect(old.reader.ends).toEqual(['pruned'])
    expect(kin.map(({ reader }) => [reader.ends, reader.state])).toEqual(kin.map(() => [[], 'live']))
    expect(faults(kin)).toEqual(clean(kin))
  })

  test('S5: a log that was rewound resets every tab whose place is not in it', async () => {
    const { opened, clock, log } = scene()
    const kin = await opened(3)
    log.publish(4)
    await clock.settle()
    log.prune(100)
    log.resetAll('server')
    await clock.advance(300)
    expect(kin.flatMap(({ reader }) => reader.ends.slice(0, 1))).toEqual(['server', 'pruned', 'pruned'])
  })

  test('P17: signed out is signed out in every tab, and nothing of the stream is left in any', async () => {
    const { opened, clock, log } = scene()
    const kin = await opened(4)
    log.refuse({ status: 401 })
    log.end()
    await clock.advance(1000)
    expect(kin.map(({ reader }) => reader.ends)).toEqual(kin.map(() => ['signed out']))
    expect(kin.map(({ tab }) => tab.left())).toEqual(kin.map(() => nothing))
  })

  test('S17: a stop leaves nothing, of a leader, of a follower and of who is about to steal', async () => {
    for (const ms of [0, 1000, 3600, 5000]) {
      const { open, clock, log } = scene()
      const kin = [open(), open(), open({ visible: false })]
      await clock.advance(1000)
      kin[0]!.tab.freeze()
      await clock.advance(ms)
      kin[0]!.tab.thaw()
      for (const { reader } of kin) reader.stop()
      await clock.settle()
      expect(kin.map(({ tab }) => tab.left())).toEqual(kin.map(() => nothing))
      await clock.advance(10_000)
      expect([log.streams, ...kin.map(({ tab }) => tab.left())]).toEqual([0, ...kin.map(() => nothing)])
    }
  })

  test('a follower that stops waits for nothing, and no hidden one has a clock', async () => {
    const { opened, clock } = scene()
    const [, seen, hidden] = (await opened(3)) as [Kin, Kin, Kin]
    expect(hidden.tab.left().timers).toBe(0)
    seen.reader.stop()
    await clock.settle()
    expect(seen.tab.left()).toEqual(nothing)
  })

  test('control: before the stop there is something left', async () => {
    const { opened } = scene()
    const [leader, follower] = (await opened(2)) as [Kin, Kin]
    expect(leader.tab.left()).toEqual({ timers: 3, listeners: 2, channels: 1, locks: 1, requests: 1 })
    expect(follower.tab.left()).toEqual({ timers: 1, listeners: 1, channels: 1, locks: 1, requests: 0 })
  })
})

describe('a browser that lacks something', () => {
  test.each([['locks'], ['channels']] as const)('%s: every tab has a stream of its own', async missing => {
    const { open, clock, log, faults } = scene({ without: [missing] })
    const kin = [open(), open({ visible: false }), open()]
    log.publish(2)
    await clock.advance(1000)
    expect(log.streams).toBe(3)
    expect(faults(kin)).toEqual(clean(kin))
    for (const { reader } of kin) reader.stop()
    await clock.settle()
    expect([log.streams, ...kin.map(({ tab }) => tab.left())]).toEqual([0, nothing, nothing, nothing])
  })

  test.each([
    ['locks', (world: World): World => ({ ...world, locks: { request: () => Promise.reject(forbidden()) } })],
    [
      'channels',
      (world: World): World => ({
        ...world,
        openChannel: () => {
          throw forbidden()
        },
      }),
    ],
  ] as const)('or has %s and forbids them, as in a sandboxed frame', async (_, worldOf) => {
    const { open, clock, log, faults } = scene({ worldOf })
    const kin = [open(), open()]
    log.publish(2)
    await clock.advance(1000)
    expect([log.streams, faults(kin)]).toEqual([2, clean(kin)])
    log.refuse({ status: 401 })
    log.end()
    await clock.advance(1000)
    expect(kin.map(({ reader, tab }) => [reader.ends, tab.left()])).toEqual(
      kin.map(() => [['signed out'], nothing]),
    )
  })
})

const forbidden = () => new DOMException('Not here.', 'SecurityError')

const withoutSteal = (world: World): World => ({
  ...world,
  locks: {
    request: (name, options, held) =>
      options.steal ? new Promise(() => {}) : world.locks!.request(name, options, held),
  },
})
