// Keeping others away, and who is asked for help: what one sees of somebody blocked, in every tab, and what they see.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { composer, itemOf, log, messagesWith, say, stateOf } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { must, type Person } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const choose = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click()
const confirms = (page: Page, yes: string) =>
  page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click()
const dmOf = async (from: Person, to: Person): Promise<string> =>
  (
    await must(on.place, 'POST', '/api/conversations', {
      token: from.token,
      body: { type: 'dm', member_ids: [to.id] },
    })
  ).conversation.id

test('who blocks somebody is left alone by them in every tab, and can look, and go back', async () => {
  const { ana, bruno, conversation, title } = await twoPeople(on)
  const direct = await dmOf(ana, bruno)
  await writes(on, ana, direct, 'Hi')
  await writes(on, bruno, conversation, 'Before')
  const [device, his] = [await on.device(ana), await on.device(bruno)]
  his.tolerate(/status of 403/)
  const [group] = await tabsOn(device, conversation, 1)
  const [dm] = await tabsOn(device, direct, 1)
  const [there] = await tabsOn(his, direct, 1)
  const [page, other, bruns] = [group!, dm!, there!]

  await page.getByRole('button', { name: 'Options for Bruno' }).click()
  await choose(page, 'Block')
  await confirms(page, 'Block')
  // What he has said is one line, and where he was to be answered there is a way back.
  await messagesWith(page, 'Message of somebody you blocked').waitFor()
  await eventually(() => page.getByText('Before').count(), 0)
  await itemOf(page, title).filter({ hasText: 'Message of somebody you blocked' }).waitFor()
  await other.getByText('You have blocked Bruno.').waitFor()
  await eventually(() => composer(other).count(), 0)
  expect(await axe(page)).toEqual([])

  // He is told when he writes, and nothing of it comes.
  await say(bruns, 'Hello?')
  await eventually(() => stateOf(bruns, 'Hello?'), 'Failed')
  await writes(on, bruno, conversation, 'After')
  await eventually(() => page.getByText('Message of somebody you blocked').count(), 3)
  await page.bringToFront()
  await log(page).getByRole('button', { name: 'Show' }).last().press('Enter')
  await messagesWith(page, 'After').waitFor()
  expect(await log(page).getByText('Before').count()).toBe(0)
  await log(page).getByRole('button', { name: 'Hide' }).press('Enter')
  await eventually(() => log(page).getByText('After').count(), 0)

  // By keyboard from the list of the blocked, seen in both tabs.
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await choose(page, 'Blocked people')
  const unblock = page.getByRole('dialog').getByRole('button', { name: 'Unblock Bruno' })
  await unblock.focus()
  expect(await axe(page)).toEqual([])
  await unblock.press('Enter')
  await page.getByText('You have blocked nobody.').waitFor()
  await page.keyboard.press('Escape')
  for (const text of ['Before', 'After']) await messagesWith(page, text).waitFor()
  await composer(other).waitFor()
  await other.bringToFront()
  await say(other, 'Hello.')
  await eventuallyAll([other, bruns], one => messagesWith(one, 'Hello.').count(), 1)
})
