// Seeded histories of one browser: tabs come, go, freeze and sleep, the network and the server fail, and in the end every tab
// has everything once, by one stream.
import { describe, expect, test } from 'vitest'
import { createClock } from '../../testing/fake-clock'
import { createLog } from '../../testing/fake-log'
import { createBrowser, type FakeTab, nothing } from '../../testing/fake-world'
import { faultless, faultsOf, randomFrom, range } from '../../testing/log-faults'
import { createReader, type Reader } from '../../testing/model-reader'

type Fault = 'nobody fetches what was missed' | 'no locks' | 'steps get lost between tabs'
type Kin = { tab: FakeTab; reader: Reader }

const turns = 40

/** Plays one history to its end: what is then not as it should be, in words. */
const play = async (seed: number, fault?: Fault) => {
  const dice = randomFrom(seed)
  const { below, pick, next } = dice
  const clock = createClock()
  const log = createLog(clock)
  const latency = () => (next() < 0.3 ? below(400) : 0)
  const without = fault === 'no locks' ? (['locks'] as const) : []
  const browser = createBrowser({ clock, serve: log.serve, seed, latency, without: [...without] })
  let kin: Kin[] = []

  const open = () => {
    if (kin.length >= 6) return
    const tab = browser.openTab({ visible: next() < 0.4 })
    const world = fault === 'steps get lost between tabs' ? { ...tab.world, openChannel: leaky } : tab.world
    const careless = fault !== undefined && fault !== 'no locks'
    // A page may have been rendered a while before it gets to read the stream.
    let late = below(3)
    const snapshot = () => log.cursorAt(Math.max(0, log.position - late))
    const reader = createReader({ world, snapshot, careless })
    late = 0
    kin.push({ tab, reader })

    function leaky(name: string) {
      const channel = tab.world.openChannel!(name)
      return { ...channel, post: (word: unknown) => void (next() < 0.1 || channel.post(word)) }
    }
  }
  const leave = () => {
    if (kin.length < 2) return
    const gone = pick(kin)
    kin = kin.filter(one => one !== gone)
    if (next() < 0.5) gone.tab.kill()
    else if (gone.tab.state === 'running') gone.reader.stop()
    else kin.push(gone)
  }
  const some = (what: (tab: FakeTab) => void) => () => kin.length && what(pick(kin).tab)

  const deeds: (() => unknown)[] = [
    open,
    leave,
    some(tab => tab.freeze()),
    some(tab => tab.thaw()),
    some(tab => tab.hide()),
    some(tab => tab.state === 'running' && tab.show()),
    some(tab => !tab.world.visible() && tab.throttle(pick([0, 1000, 60_000]))),
    () => log.end(pick(['whole', 'broken'] as const)),
    () => browser.network.become(pick(['up', 'up', 'refused', 'void'] as const)),
    () => browser.network.cut(),
    () => browser.believe(next() < 0.6),
    () => log.refuse(pick([null, null, { status: 503, headers: { 'Retry-After': '1' } }])),
    () => log.swallow(next() < 0.2),
    () => clock.sleep(below(60_000)),
    () => log.whisper('typing-updated', {}),
  ]

  open()
  for (let turn = 0; turn < turns; turn++) {
    if (next() < 0.5) log.publish(1 + below(4), next() < 0.9 || fault !== undefined)
    if (next() < 0.7) await pick(deeds)()
    await clock.advance(next() < 0.5 ? below(50) : below(6000))
  }

  browser.network.become('up')
  log.refuse(null)
  log.swallow(false)
  for (const { tab } of kin) {
    tab.throttle(0)
    tab.thaw()
  }
  browser.believe(true)
  await clock.advance(40_000)
  log.publish()
  await clock.advance(1000)

  const wrong: string[] = []
  const check = (what: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should)) wrong.push(`${seed}: ${what}: ${JSON.stringify(is)}`)
  }
  check('streams', log.streams, 1)
  for (const [index, { reader }] of kin.entries()) {
    const wanted = log.seen().filter(position => position > reader.since)
    check(`tab ${index}`, faultsOf(wanted, reader.got), faultless)
    check(`state of tab ${index}`, reader.state, 'live')
  }
  for (const { reader } of kin) reader.stop()
  await clock.advance(1000)
  for (const [index, { tab }] of kin.entries()) check(`left by tab ${index}`, tab.left(), nothing)
  check('streams left', log.streams, 0)
  return wrong
}

const playAll = async (seeds: number[], fault?: Fault) => {
  const wrong: string[] = []
  for (const seed of seeds) wrong.push(...(await play(seed, fault)))
  return wrong
}

describe('convergence of tabs', () => {
  test('P3, P11, P15: whatever happened, every tab ends with everything once, by one stream', async () => {
    expect(await playAll(range(1, 120))).toEqual([])
  }, 120_000)

  test.each(['nobody fetches what was missed', 'no locks', 'steps get lost between tabs'] as const)(
    'control: %s, and it is found',
    async fault => {
      expect(await playAll(range(1, 10), fault)).not.toEqual([])
    },
    60_000,
  )
})
