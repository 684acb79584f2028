// Keeping others away, and who is asked for help: what one sees of somebody blocked, in every tab, and what they see.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { words } from '../app/_chat/words-moderation'
import { words as safety } from '../app/_chat/words-safety'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { lightAndDark, wideAndNarrow } from './browser/looks'
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
  await page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).waitFor()
  expect(await lightAndDark(page)).toEqual([])
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

test('what and who is reported reaches the moderators, who decide, each once, and it is told', async () => {
  const { ana, bruno, conversation, title } = await twoPeople(on)
  for (const text of ['Good morning', 'BUY NOW', 'Anyway']) await writes(on, bruno, conversation, text)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const moderator = (name: string) => tokenFor({ sub: `${name}-${title}`, name, role: 'moderator' })
  // She reads Spanish: so does whatever the server tells her.
  const irene = await on.device({ token: moderator('Irene') }, { locale: 'es-ES' })
  const says = words.es
  const [page] = await tabsOn(hers, conversation, 1)
  his.tolerate(/status of 404/)
  irene.tolerate(/status of 409/)

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
  expect(await lightAndDark(page!)).toEqual([])
  await page!.keyboard.press('Escape')

  // And who said it.
  await page!.getByRole('button', { name: 'Options for Bruno' }).click()
  await choose(page!, 'Report')
  const person = page!.getByRole('dialog', { name: 'Report Bruno' })
  await person.getByRole('radio', { name: 'Something else' }).check()
  await person.getByLabel('Note').fill('Everywhere.')
  await person.getByRole('button', { name: 'Report' }).click()
  await page!.getByText('The moderators will look at it.').waitFor()
  await page!.keyboard.press('Escape')

  // To others there is no such page.
  const { page: nothing } = await his.tab('/moderation')
  expect(await nothing.getByRole('heading', { name: 'Moderation' }).count()).toBe(0)
  await tabsOn(his, conversation, 1)

  const { page: queue } = await irene.tab('/inbox')
  await queue.getByRole('button', { name: 'Cuenta de Irene' }).click()
  await choose(queue, safety.es.moderation)
  const card = queue.getByRole('listitem').filter({ hasText: 'Every day.' }).first()
  const about = queue.getByRole('listitem').filter({ hasText: 'Everywhere.' }).first()
  const around = card.getByRole('list', { name: says.context })
  for (const text of ['Good morning', 'BUY NOW', 'Anyway']) await around.getByText(text).waitFor()
  // Of a person what they had said last: a moderator sees what it is about.
  const lately = about.getByRole('list', { name: says.lately })
  for (const text of ['Good morning', 'BUY NOW', 'Anyway']) await lately.getByText(text).waitFor()
  expect(await wideAndNarrow(queue)).toEqual([])

  type Deed = keyof typeof says.deeds
  const asked = queue.getByRole('dialog')
  const asks = async (deed: Deed, of: typeof card) => {
    await of.getByRole('button', { name: says.deeds[deed] }).click()
    expect(await asked.getByRole('button', { name: says.deeds[deed] }).isDisabled()).toBe(true)
    await asked.getByLabel(says.why).fill(`${deed}, since it is spam`)
  }
  const decides = async (deed: Deed, of = card) => {
    await asks(deed, of)
    await asked.getByRole('button', { name: says.deeds[deed] }).click()
    await eventually(() => asked.count(), 0)
  }
  await decides('delete')
  await messagesWith(page!, 'This message was deleted').waitFor()
  await eventually(() => card.count(), 0)
  await queue.getByRole('button', { name: says.tabs.closed }).click()
  await decides('bar')
  await log(page!)
    .getByText(/Bruno\S? was removed by the moderators/)
    .waitFor()
  const bars = async () => (await on.sql`select from bars where conversation_id = ${conversation}`).length
  await eventually(bars, 1)

  // What is about him stands until somebody decides, and another moderator is quicker.
  await queue.getByRole('button', { name: says.tabs.open }).click()
  await decides('lift', about)
  await eventually(bars, 0)
  await about.getByRole('button', { name: says.deeds.bar }).waitFor()
  await asks('dismiss', about)
  expect(await wideAndNarrow(queue)).toEqual([])
  const token = moderator('Jorge')
  const { concerns } = await must(on.place, 'GET', '/api/moderation/concerns', { token })
  const open = concerns.find((one: { flags: { note: string }[] }) => one.flags[0]!.note === 'Everywhere.')
  await must(on.place, 'POST', `/api/moderation/concerns/${open.id}/acts`, {
    token,
    body: { act: 'dismiss', why: 'dismiss, by Jorge' },
  })
  await asked.getByRole('button', { name: says.deeds.dismiss }).click()
  await asked.getByText('Esto ya está resuelto.').waitFor()
  await queue.keyboard.press('Escape')
  await queue.getByRole('button', { name: says.tabs.closed }).click()
  await about.getByText(says.settled).waitFor()
  await queue.getByRole('button', { name: says.tabs.log }).click()
  for (const told of ['delete, since', 'bar, since', 'lift, since', 'dismiss, by Jorge'])
    await queue.getByText(told).waitFor()
  expect(await axe(queue)).toEqual([])
})
