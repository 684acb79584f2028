// Whether somebody is there, as the others see it: over devices, reloads and a server that is killed.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { eventually } from './browser/eventually'
import { wideAndNarrow } from './browser/looks'
import { at, itemOf, messagesWith, say, stateOf } from './browser/messenger'
import { tabsOn } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group, must, type Person } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const dmOf = async (one: Person, other: Person) =>
  (
    await must(on.place, 'POST', '/api/conversations', {
      token: one.token,
      body: { type: 'dm', member_ids: [other.id] },
    })
  ).conversation.id as string

const inHeader = (page: Page) => page.locator('header:has(h1) p')

/** From now on, all that the line beneath the title has said. */
const watched = async (page: Page) => {
  await page.evaluate(() => {
    const header = document.querySelector('h1')!.closest('header')!
    const said = [] as string[]
    const note = () => said.push(header.querySelector('p')?.textContent ?? '')
    new MutationObserver(note).observe(header, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { said })
  })
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
}

test('E5: it is seen in the row, the header and the list, over two devices, and a reload or a killed server is no absence', async () => {
  const [ana, bruno] = [await on.person('Ana'), await on.person('Bruno')]
  const talk = await dmOf(ana, bruno)
  await group(on.place, [ana, bruno], 'Both')
  const his = await on.device(bruno)
  const [page] = (await tabsOn(his, talk, 1)) as [Page]
  const row = () => itemOf(page, 'Ana').getByText('Online').count()
  expect(await row()).toBe(0)

  const [phone, laptop] = [await on.device(ana), await on.device(ana)]
  const first = (await phone.tab('/inbox')).page
  await eventually(() => inHeader(page).textContent(), 'Online')
  await eventually(row, 1)
  const name = await itemOf(page, 'Ana').getAttribute('aria-label')
  expect(name ?? (await itemOf(page, 'Ana').textContent())).toMatch(/^Ana/)

  const said = await watched(page)
  await first.reload()
  await lives(first)
  await eventually(() => phone.line.streams(), 1)
  await laptop.tab('/inbox')
  await eventually(() => laptop.line.streams(), 1)
  await phone.context.close()
  // Longer than a device that has gone is waited for.
  await page.waitForTimeout(10_000)
  expect([await said(), await inHeader(page).textContent()]).toEqual([[], 'Online'])

  await itemOf(page, 'Both').click()
  await eventually(() => inHeader(page).textContent(), '2 people · 1 online')
  await itemOf(page, 'Ana').click()
  await laptop.context.close()
  await eventually(() => inHeader(page).textContent(), 'Last seen just now')
  await eventually(row, 0)
})

test('E5: after kill -9 of the server whoever is still there is online, and who went meanwhile is not', async () => {
  const [ana, bruno, carla] = [await on.person('Ana'), await on.person('Bruno'), await on.person('Carla')]
  const [talk] = [await dmOf(ana, bruno), await dmOf(carla, bruno)]
  const [his, hers, others] = [await on.device(bruno), await on.device(ana), await on.device(carla)]
  const [page] = (await tabsOn(his, talk, 1)) as [Page]
  await hers.tab('/inbox')
  await others.tab('/inbox')
  for (const title of ['Ana', 'Carla'])
    await eventually(() => itemOf(page, title).getByText('Online').count(), 1)
  for (const device of [his, hers, others]) device.tolerate(/ERR_|Failed to (load|fetch)|status of 50/)
  await on.restart('kill9', () => others.context.close())
  await eventually(() => itemOf(page, 'Ana').getByText('Online').count(), 1)
  await eventually(() => itemOf(page, 'Carla').getByText('Online').count(), 0, 40_000)
  await eventually(() => inHeader(page).textContent(), 'Online')
})

test('S19, E7: what one keeps to oneself the others do not see, nor one theirs, on all devices at once', async () => {
  const [ana, bruno] = [await on.person('Ana'), await on.person('Bruno')]
  const talk = await dmOf(ana, bruno)
  const [hers, alsoHers, his] = [await on.device(ana), await on.device(ana), await on.device(bruno)]
  const [page] = (await tabsOn(his, talk, 1)) as [Page]
  const [mine] = (await tabsOn(hers, talk, 1)) as [Page]
  const inbox = (await alsoHers.tab('/inbox')).page
  for (const one of [page, mine]) await eventually(() => inHeader(one).textContent(), 'Online')

  const privacy = async (tab: Page) => {
    await tab.getByRole('button', { name: 'Account of Ana' }).click()
    await tab.getByRole('menuitem', { name: 'Privacy' }).click()
    return tab.getByRole('dialog', { name: 'Privacy' })
  }
  const there = await privacy(inbox)
  await there.getByLabel('Read receipts').waitFor()
  expect(await wideAndNarrow(inbox)).toEqual([])
  const here = await privacy(mine)
  for (const name of ['Read receipts', 'Online and last seen', 'Typing']) await here.getByLabel(name).click()
  for (const name of ['Read receipts', 'Online and last seen', 'Typing'])
    await eventually(() => there.getByLabel(name).isChecked(), false)
  await mine.keyboard.press('Escape')
  for (const one of [page, mine]) await eventually(() => inHeader(one).count(), 0)
  expect(await itemOf(page, 'Ana').getByText('Online').count()).toBe(0)

  await say(page, 'Hola')
  await messagesWith(mine, 'Hola').waitFor()
  await eventually(() => stateOf(page, 'Hola'), 'Delivered')
  const pointer = async () =>
    (await must(on.place, 'GET', `/api/conversations/${talk}`, ana)).conversation.membership.unread_count
  await eventually(pointer, 0)
  expect(await stateOf(page, 'Hola')).toBe('Delivered')
  await say(mine, 'Qué tal')
  await messagesWith(page, 'Qué tal').waitFor()
  await eventually(() => stateOf(mine, 'Qué tal'), 'Delivered')

  for (const name of ['Online and last seen', 'Read receipts']) {
    await there.getByLabel(name).click()
    await eventually(() => there.getByLabel(name).isChecked(), true)
  }
  for (const one of [page, mine]) await eventually(() => inHeader(one).textContent(), 'Online')
  await eventually(() => stateOf(mine, 'Qué tal'), 'Read')
  expect(page.url()).toContain(at(talk))
})
