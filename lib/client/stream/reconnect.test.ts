// When a lost stream is asked for again, on a fake clock: soon enough for a person, seldom enough for a server.
import { describe, expect, test, vi } from 'vitest'
import { type Scene, scene } from '../../testing/stream-scene'

// The clock of these tests is their own; how long they take is the machine's business.
vi.setConfig({ testTimeout: 60_000 })

describe('P5: back within 2 s of being able to, however unlucky the dice', () => {
  /** How long after everything works again the tab has what happened meanwhile. */
  const backAfter = async (
    { live, clock, log, told, isLive }: Scene,
    trouble: () => unknown,
    mend: () => void,
  ) => {
    await live()
    await trouble()
    log.publish()
    mend()
    const took = await clock.until(() => told().length > 0, 60_000)
    await clock.advance(300)
    expect([told(), isLive()]).toEqual([[1], true])
    return took
  }

  /** So much time, and on to the worst moment to come back: when it has just been tried in vain. */
  const inVain = async ({ clock, browser }: Scene, ms: number) => {
    await clock.advance(ms)
    const before = browser.network.tried
    await clock.until(() => browser.network.tried > before, 20_000)
  }

  test.each([0, 500, 3000, 60_000, 250_000])(
    'a server that was away for %d ms, after a long time',
    async ms => {
      const it = scene()
      const away = async () => {
        await it.clock.advance(10 * 60_000)
        it.browser.network.become('refused')
        await inVain(it, ms)
      }
      expect(await backAfter(it, away, () => it.browser.network.become('up'))).toBeLessThan(2000)
    },
  )

  test.each([1, 3, 60])('a server that starts, and says for %d s to come back in one', async seconds => {
    const it = scene()
    const starting = () => {
      it.log.end()
      it.log.refuse({ status: 503, headers: { 'Retry-After': '1' } })
      return inVain(it, seconds * 1000)
    }
    expect(await backAfter(it, starting, () => it.log.refuse(null))).toBeLessThan(2000)
  })

  test('a network that was gone for long, from when the browser knows', async () => {
    const it = scene()
    const { browser, clock } = it
    const gone = async () => {
      browser.network.become('refused')
      browser.believe(false)
      await clock.advance(20 * 60_000)
    }
    const mend = () => {
      browser.network.become('up')
      browser.believe(true)
    }
    expect(await backAfter(it, gone, mend)).toBeLessThan(500)
    expect(it.states).toEqual([
      'connecting',
      'catching-up',
      'live',
      'offline',
      'connecting',
      'catching-up',
      'live',
    ])
  })

  test('one that went without a word: the browser’s is enough to doubt the stream', async () => {
    const it = scene()
    const { browser, clock } = it
    const gone = async () => {
      browser.network.become('void')
      browser.believe(false)
      await clock.advance(3000)
      expect(it.states.at(-1)).toBe('offline')
    }
    const mend = () => {
      browser.network.become('up')
      browser.believe(true)
    }
    expect(await backAfter(it, gone, mend)).toBeLessThan(500)
  })

  test('one that went while the stream was being asked for: it is asked for anew', async () => {
    const { browser, clock, connection, log, states } = scene()
    connection.start()
    expect([log.asked.length, states]).toEqual([1, ['connecting']])
    browser.network.become('refused')
    browser.believe(false)
    await clock.advance(100)
    expect([browser.network.tried, states.at(-1)]).toEqual([2, 'offline'])
    browser.network.become('up')
    browser.believe(true)
    await clock.advance(500)
    expect(states.at(-1)).toBe('live')
  })

  test('a tab that is looked at again after hours of backing off', async () => {
    const it = scene()
    const { browser, clock, tab } = it
    const hidden = async () => {
      tab.hide()
      tab.throttle(60_000)
      browser.network.become('refused')
      await clock.advance(60 * 60_000 + 1234)
    }
    const mend = () => {
      browser.network.become('up')
      tab.show()
    }
    expect(await backAfter(it, hidden, mend)).toBeLessThan(2000)
  })

  test('and keeps trying that often for who has come to look, however old the trouble is', async () => {
    const it = scene()
    const old = async () => {
      it.tab.hide()
      it.browser.network.become('refused')
      await it.clock.advance(6 * 60_000)
      it.tab.show()
      await inVain(it, 1500)
    }
    expect(await backAfter(it, old, () => it.browser.network.become('up'))).toBeLessThan(2000)
  })

  test.each([20_000, 8 * 60 * 60_000])(
    'a machine that slept for %d ms, told by nothing but the clock',
    async ms => {
      const it = scene()
      const { clock, browser, log } = it
      const asleep = async () => {
        await clock.advance(7000)
        browser.network.become('void')
        clock.sleep(ms)
      }
      expect(await backAfter(it, asleep, () => browser.network.become('up'))).toBeLessThan(2000)
      expect(log.opened).toBe(2)
    },
  )

  test('control: it can take longer where the trouble is old and nobody tells', async () => {
    const it = scene()
    const away = () => {
      it.browser.network.become('refused')
      return inVain(it, 6 * 60_000)
    }
    expect(await backAfter(it, away, () => it.browser.network.become('up'))).toBeGreaterThan(2000)
  })

  test('and by being looked at, at once', async () => {
    const { live, browser, clock, tab, log } = scene()
    await live()
    browser.network.become('void')
    clock.sleep(60_000)
    browser.network.become('up')
    tab.show()
    await clock.settle()
    expect(log.opened).toBe(2)
  })

  test('control: a look at a stream that was heard lately changes nothing', async () => {
    const { live, clock, tab, log, connection } = scene()
    await live()
    for (let n = 0; n < 100; n++) {
      tab.hide()
      await clock.advance(1000)
      tab.show()
      connection.look()
    }
    expect(log.opened).toBe(1)
  })

  test('who has reason to think that it is dead need not wait for the watchdog', async () => {
    const { live, browser, clock, log, connection, told } = scene()
    await live()
    browser.network.become('void')
    log.publish()
    browser.network.become('up')
    await clock.advance(3000)
    connection.wake()
    connection.wake()
    await clock.settle()
    expect(told()).toEqual([1])
    expect(log.opened).toBe(2)
  })

  test('an attempt that hangs in the old network is not waited for', async () => {
    const { connection, browser, clock, isLive } = scene()
    browser.network.become('void')
    connection.start()
    await clock.advance(2500)
    browser.network.become('up')
    connection.wake()
    expect(await clock.until(isLive, 10_000)).toBeLessThan(2000)
  })
})

describe('asking', () => {
  test('goes on for ever, and never in a rush', async () => {
    const { connection, browser, clock } = scene({ chance: 0.5 })
    browser.network.become('refused')
    connection.start()
    const triedWithin = async (ms: number) => {
      const before = browser.network.tried
      await clock.advance(ms)
      return browser.network.tried - before
    }
    expect(await triedWithin(60_000)).toBeLessThan(90)
    await clock.advance(6 * 60_000)
    const later = await triedWithin(4 * 60_000)
    expect(later).toBeGreaterThan(48)
    expect(later).toBeLessThan(140)
  })

  test('is left alone while the browser says there is no network, but for a probe now and then', async () => {
    const { connection, browser, clock, log, isLive } = scene()
    browser.believe(false)
    log.refuse({ status: 502 })
    connection.start()
    await clock.advance(10 * 60_000)
    expect(log.asked.length).toBeGreaterThan(30)
    expect(log.asked.length).toBeLessThan(70)
    log.refuse(null)
    expect(await clock.until(isLive, 60_000)).toBeLessThan(16_000)
  })

  test('Retry-After is kept to, and no longer than makes sense', async () => {
    const { connection, clock, log } = scene()
    log.refuse({ status: 429, headers: { 'Retry-After': '4' } })
    connection.start()
    await clock.advance(3999)
    expect(log.asked).toHaveLength(1)
    log.refuse({ status: 503, headers: { 'Retry-After': '86400' } })
    await clock.advance(1000)
    expect(log.asked).toHaveLength(2)
    await clock.advance(11_000)
    expect(log.asked).toHaveLength(3)
  })

  test('a stream that ends as soon as it begins is not asked for in a rush', async () => {
    const { connection, clock, log } = scene()
    connection.start()
    for (let ms = 0; ms < 30_000; ms += 20) {
      log.end()
      await clock.advance(20)
    }
    expect(log.opened).toBeLessThan(30)
  })

  test('somebody else’s page instead of the stream is no stream', async () => {
    const { connection, clock, log, ends, states, isLive } = scene()
    log.refuse({
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: '<html>\ndata: Accept our terms\n\n</html>',
    })
    connection.start()
    await clock.advance(20_000)
    expect([ends, states]).toEqual([[], ['connecting', 'offline']])
    log.refuse(null)
    expect(await clock.until(isLive, 10_000)).toBeLessThan(2000)
  })
})
