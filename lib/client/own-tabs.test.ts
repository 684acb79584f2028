// A browser knows which tabs were its own.
import { expect, test } from 'vitest'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { ownTabs, rememberTab } from './own-tabs'

const browser = () => createBrowser({ clock: createClock(), serve: async () => Response.json({}) })

test('by the names of all its tabs of the same person, and no other browser’s', () => {
  const [here, there] = [browser(), browser()]
  const [one, other] = [here.openTab().world, here.openTab().world]
  rememberTab(one, 'ana', 'first')
  rememberTab(other, 'ana', 'second')
  rememberTab(one, 'ana', 'first')
  rememberTab(there.openTab().world, 'ana', 'phone')
  rememberTab(one, 'bruno', 'his')
  expect([...ownTabs(other, 'ana')].sort()).toEqual(['first', 'second'])
  expect(ownTabs(other, 'carla')).toEqual([])
})

test('the newest hundred, and none where nothing is kept', () => {
  const { world } = browser().openTab()
  for (let n = 0; n < 130; n++) rememberTab(world, 'ana', `tab-${n}`)
  expect(ownTabs(world, 'ana')).toEqual(Array.from({ length: 100 }, (_, n) => `tab-${n + 30}`))
  const refuses = () => {
    throw new Error('QuotaExceededError')
  }
  rememberTab({ storage: { ...world.storage!, getItem: () => null, setItem: refuses } }, 'ana', 'tab')
  rememberTab({ storage: null }, 'ana', 'tab')
  expect(ownTabs({ storage: null }, 'ana')).toEqual([])
})
