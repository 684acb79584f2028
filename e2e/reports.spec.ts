// A report and the conversations about it: the card that follows the host, what it was when somebody asked, all of them for its
// owner, and what is left when it has gone.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { composer, itemOf, log, messagesWith, opened, say } from './browser/messenger'
import { writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { ask, must, type Person, tokenFor } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

let made = 0
const service = tokenFor({ role: 'service' })

/** A flat of Elena's, as the host has it. */
const flat = async () => {
  const key = `flat-${++made}`
  const elena = await on.person('Elena')
  const [row] = await on.sql<{ sub: string }[]>`select external_id as sub from users where id = ${elena.id}`
  const put = (amount: number, state = 'available') =>
    must(on.place, 'PUT', `/api/reports/${key}`, {
      token: service,
      body: {
        kind: 'listing',
        title: 'Flat in Lavapiés',
        url: `/reports/${key}`,
        owner_external_id: row!.sub,
        metadata: { state, price: { amount, currency: 'EUR', per: 'month' }, place: 'Calle Argumosa 21' },
      },
    })
  await put(850)
  return { elena, put, key, path: `/reports/${key}` }
}

/** Somebody asks about it, on a device that is not in the test. */
const asks = async (person: Person, key: string, text: string): Promise<string> => {
  const path = `/api/reports/${key}/conversation`
  const { conversation } = await must(on.place, 'POST', path, { token: person.token })
  await writes(on, person, conversation.id, text)
  return conversation.id
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Chat', exact: true })
const card = (page: Page) => panel(page).getByRole('region', { name: 'Listing' })
const changes = (page: Page) => log(page).locator('[data-report-change]')
const rows = (page: Page) =>
  panel(page).getByRole('list', { name: 'All conversations about this' }).getByRole('button')
const plain = (texts: string[]) => texts.map(text => text.replace(/[\u2066-\u2069]/g, ''))

test('the host changes the price: every card follows, and the log says what it was when somebody asked', async () => {
  const { elena, put, path } = await flat()
  const ana = await on.person('Ana')
  const { page: hers } = await (await on.device(ana)).tab(path)
  // The stream tells an onlooker nothing: it is looked at anew when they come back to the page, and when they begin to write.
  await card(hers).getByText('€850 a month').waitFor()
  await put(900)
  await hers.evaluate(() => window.dispatchEvent(new Event('focus')))
  await card(hers).getByText('€900 a month').waitFor()
  await put(850)
  await composer(hers).fill('¿Sigue lib')
  await card(hers).getByText('€850 a month').waitFor()
  await hers.reload()
  await lives(hers)
  await eventually(() => composer(hers).inputValue(), '¿Sigue lib')
  await say(hers, '¿Sigue libre?')
  await eventually(() => messagesWith(hers, '¿Sigue libre?').count(), 1)
  const { page: owners } = await (await on.device(elena)).tab(path)
  const both = [hers, owners]
  await eventuallyAll(both, page => card(page).getByText('€850 a month').count(), 1)
  expect(await changes(hers).count()).toBe(0)

  await put(800, 'reserved')
  await eventuallyAll(both, page => card(page).getByText('€800 a month').count(), 1)
  await eventuallyAll(both, page => card(page).getByText('Reserved').count(), 1)
  const told = 'The price was €850 a month, now €800 a monthIt was “Available”, now “Reserved”'
  const said = async (page: Page) => plain(await changes(page).allTextContents())
  await eventuallyAll(both, said, [told])

  // What is said now stands after it, once, also for who reads it later.
  await say(owners, 'Se la ha quedado otra pareja')
  await eventuallyAll(
    both,
    page => messagesWith(page, 'otra pareja').locator('[data-report-change]').count(),
    1,
  )
  await eventuallyAll(both, said, [told])
  await hers.getByRole('link', { name: 'Open in your conversations' }).click()
  await opened(hers)
  await hers.getByRole('complementary', { name: 'Details' }).getByText('€800 a month').waitFor()
  await eventually(() => said(hers), [told])
  expect(await axe(hers)).toEqual([])
})

test('its owner has all conversations about it in the panel, live, goes into one and back; who asks has their own; archived or not', async () => {
  const { elena, put, path, key } = await flat()
  const [ana, bruno] = [await on.person('Ana'), await on.person('Bruno')]
  const talk = await asks(ana, key, '¿Tiene ascensor?')
  await asks(bruno, key, '¿Se admiten gatos?')
  const { page } = await (await on.device(elena)).tab(path)
  const names = async () => (await rows(page).allInnerTexts()).map(text => text.match(/Ana|Bruno/)?.[0])
  await eventually(names, ['Bruno', 'Ana'])
  await rows(page).first().getByText('1 unread').waitFor()
  await writes(on, ana, talk, '¿Y trastero?')
  await eventually(names, ['Ana', 'Bruno'])
  await rows(page).first().getByText('2 unread').waitFor()
  expect(await axe(page)).toEqual([])

  await rows(page).first().click()
  await messagesWith(page, '¿Y trastero?').waitFor()
  await panel(page).getByRole('heading', { name: 'Ana' }).waitFor()
  const back = panel(page).getByRole('button', { name: 'All conversations about this' })
  await back.locator('..').getByText('1 unread').waitFor()
  await say(page, 'Trastero no.')
  await back.click()
  await rows(page).first().getByText('Trastero no.').waitFor()
  // The reader goes on where they were.
  await eventually(() => page.evaluate(() => document.activeElement?.textContent?.includes('Ana')), true)

  const { page: hers } = await (await on.device(ana)).tab(path)
  await eventually(() => messagesWith(hers, 'Trastero no.').count(), 1)
  expect(await rows(hers).count()).toBe(0)

  // Elsewhere both archive it. The new price comes after that.
  for (const { token } of [ana, elena])
    await must(on.place, 'PATCH', `/api/conversations/${talk}/membership`, {
      token,
      body: { archived: true },
    })
  await put(800)
  await eventuallyAll([hers, page], one => card(one).getByText('€800 a month').count(), 1)
  expect(await messagesWith(hers, 'Trastero no.').count()).toBe(1)
  expect(await names()).toEqual(['Ana', 'Bruno'])
  await Promise.all([hers.reload(), page.reload()])
  await Promise.all([lives(hers), lives(page)])
  await eventually(() => messagesWith(hers, 'Trastero no.').count(), 1)
  await eventually(names, ['Ana', 'Bruno'])
})

test('the host takes it away: who talks about it is told and goes on, and others find nothing', async () => {
  const { elena, path, key } = await flat()
  const [ana, bruno] = [await on.person('Ana'), await on.person('Bruno')]
  await asks(ana, key, '¿Sigue libre?')
  const { page: hers } = await (await on.device(ana)).tab(path)
  const { page: owners } = await (await on.device(elena)).tab(path)
  await eventually(() => messagesWith(owners, '¿Sigue libre?').count(), 1)
  expect((await ask(on.place, 'DELETE', `/api/reports/${key}`, { token: service })).status).toBe(204)
  await eventuallyAll([hers, owners], page => card(page).getByText('Taken down').count(), 1)
  await eventuallyAll([hers, owners], page => changes(page).getByText('It was taken down').count(), 1)
  await say(hers, '¡Qué pena!')
  await eventually(() => messagesWith(owners, '¡Qué pena!').count(), 1)
  expect(await axe(hers)).toEqual([])

  const device = await on.device(bruno)
  device.tolerate(/status of 404/)
  const { page: strange } = await device.tab(path)
  await strange.getByRole('heading', { name: 'No such report' }).waitFor()
})

test('the list is narrowed to groups and to reports; the keys are there on a report’s page, too', async () => {
  const { path, key } = await flat()
  const [ana, bruno] = [await on.person('Ana'), await on.person('Bruno')]
  await asks(ana, key, 'Hola')
  await must(on.place, 'POST', '/api/conversations', {
    token: ana.token,
    body: { type: 'group', name: 'Coro', member_ids: [bruno.id] },
  })
  const device = await on.device(ana, { viewport: { width: 320, height: 640 } })
  const { page } = await device.tab('/inbox')
  const listed = async () => [await itemOf(page, 'Coro').count(), await itemOf(page, 'Elena').count()]
  await eventually(listed, [1, 1])
  for (const [chip, wanted] of [
    ['Groups', [1, 0]],
    ['Reports', [0, 1]],
    ['All', [1, 1]],
  ] as const) {
    await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: chip }).click()
    await eventually(listed, [...wanted])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

  const { page: host } = await (await on.device(ana)).tab(path)
  await host.getByRole('heading', { level: 1 }).click()
  await host.keyboard.press('?')
  await host.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await host.keyboard.press('Escape')
  await eventually(() => host.getByRole('dialog').count(), 0)
  await host.keyboard.press('Control+k')
  await host.getByRole('combobox').fill('Coro')
  await host.keyboard.press('Enter')
  await opened(host)
  await composer(host).waitFor()
})
