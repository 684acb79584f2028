// Keeping others away, and who is asked for help: what one sees of somebody blocked, in every tab, and what they see.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { composer, itemOf, log, messagesWith, say, stateOf } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { must, type Person, tokenFor } from './client'

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

  // Nothing is offered there that would be refused, and what is done at once says what became of it.
  await other.bringToFront()
  await messagesWith(other, 'Hi').hover()
  await other.getByRole('button', { name: 'More actions' }).click()
  await other.getByRole('menuitem', { name: 'Delete' }).waitFor()
  for (const name of ['Reply', 'Edit'])
    expect(await other.getByRole('menuitem', { name, exact: true }).count()).toBe(0)
  for (const name of ['Reply', 'Add reaction'])
    expect(await log(other).getByRole('button', { name, exact: true }).count()).toBe(0)
  await other.keyboard.press('Escape')
  device.tolerate(/status of 503/)
  await other.route(/\/api\/blocks\//, route => route.fulfill({ status: 503, json: { detail: 'Not now.' } }))
  await other.getByRole('button', { name: 'More', exact: true }).click()
  await choose(other, 'Unblock')
  await other.getByRole('dialog', { name: 'Nothing was changed' }).getByText('Not now.').waitFor()
  await other.unroute(/\/api\/blocks\//)
  await other.keyboard.press('Escape')

  // He is told when he writes, and why, and nothing of it comes.
  await say(bruns, 'Hello?')
  await eventually(() => stateOf(bruns, 'Hello?'), 'Failed')
  await log(bruns).getByRole('alert').getByText('You cannot write to this person.').waitFor()
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

test('what is reported reaches the moderators, who delete it and bar who said it, and it is told', async () => {
  const { ana, bruno, conversation, title } = await twoPeople(on)
  for (const text of ['Good morning', 'BUY NOW', 'Anyway']) await writes(on, bruno, conversation, text)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const irene = await on.device({
    token: tokenFor({ sub: `irene-${title}`, name: 'Irene', role: 'moderator' }),
  })
  const [page] = await tabsOn(hers, conversation, 1)
  his.tolerate(/status of 404/)

  // By keyboard: to the message, its menu, the reason. What can be done with a message comes after the page.
  await page!.bringToFront()
  await eventually(async () => {
    await log(page!).focus()
    await messagesWith(page!, 'BUY NOW').locator('[data-message]').focus()
    return page!.getByRole('toolbar', { name: 'Message actions' }).count()
  }, 1)
  await page!.keyboard.press('Enter')
  await page!.getByRole('menuitem', { name: 'Report' }).press('Enter')
  const dialog = page!.getByRole('dialog', { name: 'Report this message' })
  expect(await dialog.getByRole('button', { name: 'Report' }).isDisabled()).toBe(true)
  await dialog.getByRole('radio', { name: 'Spam or advertising' }).check()
  await dialog.getByLabel('Note').fill('Every day.')
  expect(await axe(page!)).toEqual([])
  await dialog.getByRole('button', { name: 'Report' }).click()
  await page!.getByText('The moderators will look at it.').waitFor()
  await page!.keyboard.press('Escape')

  // To others there is no such page.
  const { page: nothing } = await his.tab('/moderation')
  expect(await nothing.getByRole('heading', { name: 'Moderation' }).count()).toBe(0)
  await tabsOn(his, conversation, 1)

  const { page: queue } = await irene.tab('/inbox')
  await queue.getByRole('button', { name: 'Account of Irene' }).click()
  await choose(queue, 'Moderation')
  const card = queue.getByRole('listitem').filter({ hasText: 'Every day.' })
  await card.first().waitFor()
  const around = card.first().getByRole('list', { name: 'Reported message and what was said around it' })
  for (const text of ['Good morning', 'BUY NOW', 'Anyway']) await around.getByText(text).waitFor()
  expect(await axe(queue)).toEqual([])

  const decides = async (deed: string) => {
    await card.first().getByRole('button', { name: deed }).click()
    const asked = queue.getByRole('dialog')
    expect(await asked.getByRole('button', { name: deed }).isDisabled()).toBe(true)
    await asked.getByLabel('Reason').fill(`${deed}, since it is spam`)
    await asked.getByRole('button', { name: deed }).click()
    await eventually(() => queue.getByRole('dialog').count(), 0)
  }
  await decides('Delete message')
  await messagesWith(page!, 'This message was deleted').waitFor()
  await eventually(() => card.count(), 0)
  await queue.getByRole('button', { name: 'Dealt with' }).click()
  await decides('Bar from conversation')
  await log(page!)
    .getByText(/Bruno\S? was removed by the moderators/)
    .waitFor()
  await eventually(
    async () => (await on.sql`select from bars where conversation_id = ${conversation}`).length,
    1,
  )
  await queue.getByRole('button', { name: 'Log' }).click()
  for (const told of ['Delete message', 'Bar from conversation'])
    await queue.getByText(`${told}, since it is spam`).waitFor()
  expect(await axe(queue)).toEqual([])
})
