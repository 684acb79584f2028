// Saying for a browser that somebody is at it, on a fake clock: one tab says it for all, and only a silent one is taken for gone.
import { expect, test } from 'vitest'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createAttending } from './attending'
import { createCall } from './call'

const scene = () => {
  const clock = createClock()
  const began = clock.now()
  const said: [seconds: number, isActive: boolean][] = []
  const browser = createBrowser({
    clock,
    async serve({ body }) {
      said.push([(clock.now() - began) / 1000, JSON.parse(body!).is_active])
      return new Response(null, { status: 204 })
    },
  })
  const open = (leads: boolean, visible = true) => {
    const { world, left } = browser.openTab({ visible })
    const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
    let touch = () => {}
    const attending = createAttending({
      ...{ world, call, viewerId: 'ana', leads: () => leads },
      onInput(listener) {
        touch = listener
        return () => {
          touch = () => {}
        }
      },
    })
    return { ...attending, left, touch: () => touch() }
  }
  return { clock, said, open }
}

const aMinute = 60_000

test('the tab that leads says it at once, after five minutes that nobody is there, and at the next touch that they are', async () => {
  const { clock, said, open } = scene()
  const tab = open(true)
  tab.wake()
  tab.wake()
  await clock.advance(5 * aMinute)
  await clock.advance(aMinute)
  tab.touch()
  await clock.advance(100)
  expect(said).toEqual([
    [0, true],
    [300, false],
    [360, true],
  ])
})

test('a touch in any tab counts, and another than the leading one says nothing', async () => {
  const { clock, said, open } = scene()
  const [leader, other] = [open(true, false), open(false)]
  leader.wake()
  other.wake()
  await clock.advance(2000)
  other.touch()
  await clock.advance(4 * aMinute)
  other.touch()
  await clock.advance(4 * aMinute)
  expect(said).toEqual([
    [0, false],
    [2, true],
  ])
  await clock.advance(2 * aMinute)
  expect(said.at(-1)).toEqual([242 + 300, false])
})

test('it is said anew at heartbeats, not by a clock, and at each new connection', async () => {
  const { clock, said, open } = scene()
  const tab = open(true)
  tab.wake()
  for (let n = 0; n < 5; n++) {
    await clock.advance(10_000)
    tab.beat()
  }
  expect(said.map(([at]) => at)).toEqual([0, 20, 40])
  await clock.advance(5000)
  tab.wake()
  await clock.advance(0)
  expect(said.at(-1)).toEqual([55, true])
})

test('who has stopped leaves nothing behind and says nothing', async () => {
  const { clock, said, open } = scene()
  const tab = open(true)
  tab.wake()
  await clock.advance(1000)
  tab.stop()
  tab.touch()
  tab.beat()
  await clock.advance(10 * aMinute)
  expect([said.length, tab.left().timers]).toEqual([1, 0])
})
