// One tab's stream on a fake clock, from the real server's session over a network that can fail in every way.
import { describe, expect, test, vi } from 'vitest'
import { nothing } from '../../testing/fake-world'
import { faultless, faultsOf, range } from '../../testing/log-faults'
import { scene } from '../../testing/stream-scene'
import { assertStep, type Phase } from './phase'

// The clock of these tests is their own; how long they take is the machine's business.
vi.setConfig({ testTimeout: 60_000 })

describe('a stream', () => {
  test('is asked for from the tab’s cursor, by name', async () => {
    const { connection, clock, log } = scene({ from: 3 })
    log.publish(5)
    connection.start()
    await clock.settle()
    const { path, headers } = log.asked[0]!
    expect(path).toBe(`/api/stream?cursor=${log.cursorAt(3)}`)
    expect(['accept', 'x-viewer-id', 'x-client-id'].map(name => headers.get(name))).toEqual([
      'text/event-stream',
      'ana',
      'tab',
    ])
  })

  test('S2: each step leads on from the one before, and what came in one chunk is one batch', async () => {
    const { live, log, clock, batches, steps } = scene({ from: 1 })
    log.publish(3)
    await live()
    const before = batches.length
    log.publish(4)
    await clock.settle()
    expect(batches.length - before).toBe(1)
    expect(batches.at(-1)).toHaveLength(4)
    const [first, ...rest] = steps()
    expect(first).toEqual({ prev: log.cursorAt(1), cursor: log.cursorAt(1), event: null })
    expect(rest.map(({ cursor }) => cursor)).toEqual(range(2, 7).map(log.cursorAt))
    expect(rest.map(({ prev }) => prev)).toEqual(range(1, 6).map(log.cursorAt))
    expect(rest.at(-1)!.event).toEqual({ event: 'message-created', payload: { id: 'm7' } })
  })

  test('S9: a heartbeat moves the cursor where others’ events went by, and is no step where none did', async () => {
    const { live, log, clock, batches, connection } = scene()
    await live()
    log.publish(2, false)
    const before = batches.length
    await clock.advance(15_000)
    expect(batches.slice(before)).toEqual([[{ prev: log.cursorAt(0), cursor: log.cursorAt(2), event: null }]])
    expect(connection.cursor).toBe(log.cursorAt(2))
    await clock.advance(60_000)
    expect(batches).toHaveLength(before + 1)
  })

  test('an ephemeral event moves nothing', async () => {
    const { live, log, clock, steps } = scene()
    await live()
    log.publish()
    log.whisper('typing-updated', { id: 'bruno' })
    await clock.settle()
    expect(steps().at(-1)).toEqual({
      prev: log.cursorAt(1),
      cursor: log.cursorAt(1),
      event: { event: 'typing-updated', payload: { id: 'bruno' } },
    })
  })

  test('without a cursor starts now, and knows its place from ready', async () => {
    const { live, log, steps, connection } = scene({ from: null })
    log.publish(4)
    await live()
    expect(log.asked[0]!.path).toBe('/api/stream')
    expect(steps()).toEqual([{ prev: log.cursorAt(4), cursor: log.cursorAt(4), event: null }])
    expect(connection.cursor).toBe(log.cursorAt(4))
  })

  test('catches up from ready until it is quiet, or until a heartbeat', async () => {
    const { connection, log, clock, states, isLive } = scene()
    log.publish(2000)
    connection.start()
    await clock.settle()
    expect(states).toEqual(['connecting', 'catching-up'])
    const busy = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        log.publish()
        await clock.advance(100)
      }
    }
    await busy(5000)
    expect(isLive()).toBe(false)
    await busy(10_000)
    expect(states).toEqual(['connecting', 'catching-up', 'live'])

    const quiet = scene()
    quiet.connection.start()
    expect(await quiet.clock.until(quiet.isLive, 10_000)).toBe(250)
  })
})

describe('P3: whatever breaks, each event comes once and in order', () => {
  test('cut after any byte', async () => {
    const { connection, log, clock, browser, told } = scene({ chance: 0 })
    connection.start()
    await clock.settle()
    const whole =
      'id: e.1.n1\nevent: message-created\ndata: {"event":"message-created","payload":{"id":"m1"}}\n\n'
    for (let cut = 0; cut < whole.length; cut++) {
      log.blurt(whole.replaceAll('1', String(log.position + 1)).slice(0, cut))
      await clock.settle()
      browser.network.cut()
      log.publish()
      await clock.advance(300)
    }
    expect(faultsOf(range(1, log.position), told())).toEqual(faultless)
    expect(log.opened).toBeGreaterThan(whole.length)
  })

  test('ended by the server, again and again', async () => {
    const { connection, log, clock, told } = scene()
    connection.start()
    for (let n = 0; n < 50; n++) {
      log.publish(3)
      log.end(n % 2 ? 'whole' : 'broken')
      log.publish(2)
      await clock.advance(1700)
    }
    expect(faultsOf(range(1, 250), told())).toEqual(faultless)
  })

  test('control: an event that never came, or came twice, is found', async () => {
    const { live, clock, log, told } = scene()
    await live()
    log.publish(2)
    log.publish(1, false)
    log.blurt('id: e.2.n2\nevent: message-created\ndata: {}\n\n')
    log.publish()
    await clock.settle()
    expect(faultsOf(range(1, 4), told())).toMatchObject({ lost: [3], twice: [2] })
  })
})

describe('P13, P15: a stream that is mute', () => {
  test('before ready is given up after 5 s', async () => {
    const { connection, log, clock, states, isLive } = scene()
    log.swallow(true)
    connection.start()
    await clock.advance(4999)
    expect(log.asked).toHaveLength(1)
    await clock.advance(1000)
    expect(log.asked).toHaveLength(2)
    expect(log.asked[0]!.signal.aborted).toBe(true)
    expect(states).toEqual(['connecting', 'offline'])
    log.swallow(false)
    expect(await clock.until(isLive, 10_000)).toBeLessThan(6000)
  })

  test('also where bytes come, but no ready', async () => {
    const { connection, clock, log } = scene()
    log.refuse({ status: 200, headers: { 'Content-Type': 'text/event-stream' }, body: ': padding\n\n' })
    connection.start()
    await clock.advance(60_000)
    expect(log.asked.length).toBeGreaterThan(5)
  })

  test('for two heartbeats is dead, and goes on from where it was', async () => {
    const { live, log, browser, clock, told, isLive, tab } = scene()
    await live()
    log.publish(2)
    await clock.settle()
    browser.network.become('void')
    log.publish(2)
    browser.network.become('up')
    await clock.until(() => log.opened === 2, 60_000)
    expect(log.asked.at(-1)!.path).toContain(log.cursorAt(2))
    await clock.until(isLive, 2000)
    expect(told()).toEqual([1, 2, 3, 4])
    expect(tab.left().requests).toBe(1)
  })

  test('is dead just the same when nothing ever came after ready', async () => {
    const { connection, browser, clock, log } = scene()
    connection.start()
    await clock.advance(100)
    browser.network.become('void')
    browser.network.become('up')
    expect(await clock.until(() => log.opened === 2, 60_000)).toBeLessThanOrEqual(31_000)
  })

  test('control: one that only beats lives for as long as it likes', async () => {
    const { live, log, clock } = scene()
    await live()
    await clock.advance(30 * 60_000)
    expect([log.opened, log.streams]).toEqual([1, 1])
  })
})

describe('ends', () => {
  test.each(['unknown', 'pruned', 'foreign', 'server'] as const)(
    'S5: reset, reason %s, after what came before it',
    async reason => {
      const { live, log, clock, told, ends, tab } = scene()
      await live()
      log.publish(2)
      log.resetAll(reason)
      await clock.advance(60_000)
      expect(told()).toEqual([1, 2])
      expect(ends).toEqual([reason])
      expect(log.opened).toBe(1)
      expect(tab.left()).toEqual(nothing)
    },
  )

  test('S5: a cursor of no use is told instead of ready', async () => {
    const { connection, log, clock, ends } = scene({ from: 3 })
    log.publish(9)
    log.prune(5)
    connection.start()
    await clock.advance(1000)
    expect(ends).toEqual(['pruned'])
  })

  test('P17: a session that is over is over, also when it ends while the stream is open', async () => {
    const { live, log, clock, ends, tab } = scene()
    await live()
    log.refuse({ status: 401 })
    log.end()
    await clock.advance(1000)
    expect(ends).toEqual(['signed out'])
    expect(tab.left()).toEqual(nothing)
  })

  test.each([
    ['that is no JSON', 'id: e.2.n2\nevent: message-created\ndata: {"event":"mess\n\n'],
    ['that says no place', 'id:\nevent: message-created\ndata: {}\n\n'],
  ])('an event %s ends in a new snapshot, after what came before it', async (_, text) => {
    const { live, log, clock, told, ends, tab } = scene()
    await live()
    log.publish()
    log.blurt(text)
    await clock.advance(60_000)
    expect([told(), ends]).toEqual([[1], ['unknown']])
    expect(tab.left()).toEqual(nothing)
  })

  test('P3: a stream that starts elsewhere than it was asked to ends in a new snapshot', async () => {
    const { connection, log, clock, ends, steps } = scene()
    log.refuse({
      status: 200,
      headers: { 'Content-Type': 'text/event-stream' },
      body: 'id: e.7.n7\nevent: ready\ndata: {}\n\n',
    })
    connection.start()
    await clock.advance(1000)
    expect([ends, steps()]).toEqual([['unknown'], []])
  })

  test('S17: nothing is left after a stop, in whatever phase', async () => {
    for (const ms of [0, 100, 240, 260, 3000, 40_000]) {
      const { connection, clock, tab, log, states } = scene()
      connection.start()
      await clock.advance(ms)
      if (ms > 30_000) log.end()
      await clock.settle()
      connection.stop()
      connection.stop()
      expect(tab.left()).toEqual(nothing)
      const before = states.length
      await clock.advance(60_000)
      connection.wake()
      expect([states.length, log.streams]).toEqual([before, 0])
    }
  })

  test('a listener that asks for a look at every change gets no second stream', async () => {
    const { connection, log, clock, states, browser } = scene()
    states.push = () => {
      connection.wake()
      return 0
    }
    connection.start()
    for (let n = 0; n < 20; n++) {
      await clock.advance(4000)
      expect([log.streams, browser.network.open()]).toEqual([1, 1])
      log.end()
    }
  })

  test('a listener that stops it in the middle of a batch hears nothing more', async () => {
    const { live, log, clock, connection, batches, tab } = scene()
    await live()
    batches.push = () => {
      connection.stop()
      return 0
    }
    log.publish(3)
    await clock.advance(1000)
    expect([log.streams, tab.left()]).toEqual([0, nothing])
  })
})

describe('phases', () => {
  const phases: Phase[] = ['idle', 'connecting', 'catching-up', 'live', 'stale', 'stopped']

  test('follow each other only as they are drawn', () => {
    const allowed = phases.flatMap(from =>
      phases
        .filter(to => {
          try {
            assertStep(from, to)
            return true
          } catch {
            return false
          }
        })
        .map(to => `${from} ${to}`),
    )
    expect(allowed).toEqual([
      'idle connecting',
      'idle stopped',
      'connecting catching-up',
      'connecting stale',
      'connecting stopped',
      'catching-up live',
      'catching-up stale',
      'catching-up stopped',
      'live stale',
      'live stopped',
      'stale connecting',
      'stale stopped',
    ])
  })
})
