// Saying that one is writing, on a fake clock: seldom, and until it is over.
import { expect, test } from 'vitest'
import { createClock } from '../testing/fake-clock'
import { createBrowser, nothing } from '../testing/fake-world'
import { createCall } from './call'
import { createTelling } from './telling'

const scene = ({ latency = 0 } = {}) => {
  const clock = createClock()
  const began = clock.now()
  const said: [seconds: number, word: string][] = []
  const browser = createBrowser({
    clock,
    latency: () => latency,
    async serve({ path, body }) {
      const [, , , id] = path.split('/')
      said.push([(clock.now() - began) / 1000, `${id} ${JSON.parse(body!).is_typing ? 'types' : 'stops'}`])
      return new Response(null, { status: 204 })
    },
  })
  const tab = browser.openTab()
  const call = createCall({ world: tab.world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  const typing = createTelling({ world: tab.world, call })
  /** A key every 200 ms. */
  const write = async (ms: number, id = 'plaza') => {
    for (let n = 0; n < ms / 200; n++) {
      typing.typing(id, true)
      await clock.advance(200)
    }
  }
  return { clock, said, typing, write, browser, tab }
}

test('who goes on writing says so every three seconds, and five after the last key that it is over', async () => {
  const { clock, said, write, tab } = scene()
  await write(7000)
  await clock.advance(60_000)
  expect(said).toEqual([
    [0, 'plaza types'],
    [3, 'plaza types'],
    [6, 'plaza types'],
    [11.8, 'plaza stops'],
  ])
  expect(tab.left()).toEqual({ ...nothing, listeners: tab.left().listeners })
})

test('who empties the field or leaves has stopped at once, and who has not begun says nothing', async () => {
  const { clock, said, typing, write } = scene()
  typing.typing('plaza', false)
  await write(400)
  typing.typing('plaza', false)
  typing.typing('plaza', false)
  await clock.advance(60_000)
  expect(said).toEqual([
    [0, 'plaza types'],
    [0.4, 'plaza stops'],
  ])
})

test('what is on its way is not overtaken, and the last word counts', async () => {
  const { clock, said, typing, write } = scene({ latency: 2000 })
  await write(400)
  typing.typing('plaza', false)
  typing.typing('plaza', true)
  typing.typing('plaza', false)
  await clock.advance(60_000)
  expect(said.map(([, word]) => word)).toEqual(['plaza types', 'plaza stops'])
})

test('each conversation has its own word', async () => {
  const { clock, said, write } = scene()
  await write(400)
  await write(400, 'portal')
  await clock.advance(60_000)
  expect(said.map(([, word]) => word)).toEqual(['plaza types', 'portal types', 'plaza stops', 'portal stops'])
})

test('without a connection, and after the end, nothing is said', async () => {
  const { clock, said, typing, write, browser, tab } = scene()
  browser.believe(false)
  await write(1000)
  browser.believe(true)
  await clock.advance(3000)
  await write(200)
  typing.stop()
  await clock.advance(60_000)
  expect(said.map(([, word]) => word)).toEqual(['plaza types'])
  expect(tab.left().timers).toBe(0)
})
