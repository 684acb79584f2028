// Who is writing, as the others see it: in the conversation and in the inbox, in every tab, and nothing moves for it.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { scrollOf } from './browser/anchor'
import { eventually, eventuallyAll } from './browser/eventually'
import { composer, itemOf, messagesWith, say } from './browser/messenger'
import { imported, tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { group, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

/** Beneath or above the field, in the conversation's own half of the page. */
const inside = (page: Page, text: string) => page.locator('form').getByText(text).count()
const inRow = (page: Page, title: string, text: string) => itemOf(page, title).getByText(text).count()

test('E2, E3: the others see it in every tab until it is sent, emptied or left', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const [mine, sibling] = (await tabsOn(hers, conversation, 2)) as [Page, Page]
  const [page] = (await tabsOn(his, conversation, 1)) as [Page]
  const inbox = (await his.tab('/inbox')).page
  await itemOf(inbox, title).waitFor()
  const words = 'Ana is typing…'
  const unseen = async () => {
    await eventually(() => inside(page, words), 0)
    await eventuallyAll([page, inbox], tab => inRow(tab, title, words), 0)
  }

  /** Until all of them have seen it at the same time: it passes by itself. */
  const typesSeen = (text: string) =>
    eventually(async () => {
      await composer(mine).pressSequentially(text)
      return [await inside(page, words), await inRow(page, title, words), await inRow(inbox, title, words)]
    }, [1, 1, 1])

  await typesSeen('Hol')
  expect(await inside(sibling, words)).toBe(0)
  await say(mine, 'Hola')
  await eventually(() => messagesWith(page, 'Hola').count(), 1)
  await unseen()

  await typesSeen('No')
  await composer(mine).fill('')
  await unseen()

  await typesSeen('Nor')
  // Five seconds without a key.
  await unseen()

  await typesSeen('m')
  const other = await group(on.place, [ana, bruno], `Other ${title}`)
  await itemOf(mine, `Other ${title}`).click()
  await unseen()
  expect(other).not.toBe(conversation)
})

test('nothing in the log moves when somebody begins, and a flood of keys is few requests', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(on, conversation, ana, 60, n => `Line ${n}`)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const [mine] = (await tabsOn(hers, conversation, 1)) as [Page]
  const [page] = (await tabsOn(his, conversation, 1)) as [Page]
  await eventually(async () => (await scrollOf(page)).left < 2, true)
  const before = { ...(await scrollOf(page)), ...(await page.locator('form').boundingBox()) }
  const began = Date.now()
  await composer(mine).pressSequentially('x'.repeat(60), { delay: 20 })
  await eventually(() => inside(page, 'Ana is typing…'), 1)
  expect({ ...(await scrollOf(page)), ...(await page.locator('form').boundingBox()) }).toEqual(before)
  // One every three seconds, and one at the end; however long the keys took.
  const most = 2 + Math.ceil((Date.now() - began) / 3000)
  expect(hers.line.requests.filter(line => line.endsWith('/typing')).length).toBeLessThanOrEqual(most)
})

test('two are named, and more are counted', async () => {
  const { ana, bruno } = await twoPeople(on)
  const [carla, diego] = [await on.person('Carla'), await on.person('Diego')]
  const conversation = await group(on.place, [ana, bruno, carla, diego], 'Four')
  const his = await on.device(bruno)
  const [page] = (await tabsOn(his, conversation, 1)) as [Page]
  const types = ({ token }: typeof ana) =>
    must(on.place, 'POST', `/api/conversations/${conversation}/typing`, { token, body: { is_typing: true } })
  // Whoever writes says so again and again, and the first time may be before this page listens. Who began stands first.
  const says = (who: (typeof ana)[], words: string) =>
    eventually(async () => {
      for (const one of who) await types(one)
      await page.waitForTimeout(1100)
      return inside(page, words)
    }, 1)
  await says([ana], 'Ana is typing…')
  await says([ana, carla], 'Ana and Carla are typing…')
  await says([ana, carla, diego], 'Ana and 2 others are typing…')
  await writes(on, ana, conversation, 'Done')
  await says([carla, diego], 'Carla and Diego are typing…')
})
