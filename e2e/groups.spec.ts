// A group and its people: roles, its settings, and handing it over, each seen by the others at once.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually } from './browser/eventually'
import { at, itemOf, log, opened, unreadOf } from './browser/messenger'
import { type Stage, stage } from './browser/stage'
import { group } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

let made = 0
/** Three people in a group that the first has founded, and the pages of the first two. */
const threePeople = async () => {
  const [ana, bruno, carla] = [await on.person('Ana'), await on.person('Bruno'), await on.person('Carla')]
  const title = `Circle ${++made}`
  const id = await group(on.place, [ana, bruno, carla], title)
  const device = await on.device(ana)
  const theirs = await on.device(bruno)
  const [hers, his] = [(await device.tab(at(id))).page, (await theirs.tab(at(id))).page]
  await Promise.all([opened(hers), opened(his)])
  return { ana, bruno, carla, title, id, device, hers, his }
}

/** What the details say of somebody beside their name, but for whether they are there. */
const roleOf = async (page: Page, name: string) => {
  const row = page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('listitem')
    .filter({ hasText: name })
  const said = (await row.innerText()).split('\n').slice(1)
  return said.filter(one => one && one !== 'Online' && one !== 'Away').join(' ')
}

const asks = async (page: Page, name: string, deed: string) => {
  await page.getByRole('button', { name: `Options for ${name}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}
const confirms = (page: Page, yes: string) =>
  page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click()

test('who is made an admin sees it at once, and may do what admins do', async () => {
  const { hers, his, carla, title } = await threePeople()
  // A member keeps others away, and no more.
  await his.getByRole('button', { name: 'Options for Ana' }).click()
  await eventually(() => his.getByRole('menuitem').allInnerTexts(), ['Send a message', 'Report', 'Block'])
  await his.keyboard.press('Escape')
  expect(await his.getByRole('button', { name: 'Options for Bruno' }).count()).toBe(0)
  await asks(hers, 'Bruno', 'Make admin')
  await confirms(hers, 'Make admin')
  await eventually(() => roleOf(hers, 'Bruno'), 'Admin')
  await eventually(() => roleOf(his, 'Bruno'), 'You · Admin')
  // It is told, to each in their own words, and is nobody's news.
  await log(hers)
    .getByText(/Bruno\S? is now an admin/)
    .waitFor()
  await log(his).getByText('You are now an admin').waitFor()
  await itemOf(his, title).filter({ hasText: 'You are now an admin' }).waitFor()
  const { page } = await (await on.device(carla, { locale: 'es-ES' })).tab('/inbox')
  await page
    .getByRole('link', { name: new RegExp(`^${title}`) })
    .filter({ hasText: /Bruno\S? ahora administra/ })
    .waitFor()
  expect(await page.getByRole('link', { name: /sin leer/ }).count()).toBe(0)

  // An owner is out of an admin's reach, a member is not, and one's own role can be given up.
  await his.getByRole('button', { name: 'Options for Ana' }).click()
  await eventually(() => his.getByRole('menuitem').allInnerTexts(), ['Send a message', 'Report', 'Block'])
  await his.keyboard.press('Escape')
  await his.getByRole('button', { name: 'Options for Carla' }).click()
  await eventually(
    () => his.getByRole('menuitem').allInnerTexts(),
    ['Send a message', 'Make admin', 'Remove from group', 'Report', 'Block'],
  )
  await his.keyboard.press('Escape')
  await asks(his, 'Bruno', 'Give up this role')
  await confirms(his, 'Give up this role')
  await eventually(() => roleOf(hers, 'Bruno'), '')
  await eventually(() => his.getByRole('button', { name: 'Options for Bruno' }).count(), 0)

  await asks(his, 'Carla', 'Send a message')
  await his.getByRole('heading', { level: 1, name: 'Carla' }).waitFor()
})

test('the last owner hands over and leaves', async () => {
  const { hers, his, title, device, id } = await threePeople()
  device.tolerate(/status of 404\S* .*\/api\/conversations\//)
  await hers
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button', { name: 'Leave conversation' })
    .click()
  const dialog = hers.getByRole('dialog')
  const leave = dialog.getByRole('button', { name: 'Hand over and leave' })
  expect(await leave.isDisabled()).toBe(true)
  await dialog.getByRole('radio', { name: 'Bruno' }).check()
  await leave.click()
  await eventually(() => new URL(hers.url()).pathname, '/inbox')
  await eventually(() => unreadOf(hers, title), null)
  await eventually(() => roleOf(his, 'Bruno'), 'You · Owner')
  await log(his)
    .getByText(/Ana\S? left/)
    .waitFor()
  const rows =
    await on.sql`select role from members where conversation_id = ${id} and left_seq is null order by role`
  expect(rows.map(({ role }) => role)).toEqual(['member', 'owner'])
})

test('name, icon and who can join are changed, the icon by keyboard', async () => {
  const { hers, his, title, id } = await threePeople()
  await hers.getByRole('button', { name: 'More', exact: true }).click()
  await hers.getByRole('menuitem', { name: 'Group settings' }).click()
  const dialog = hers.getByRole('dialog', { name: 'Group settings' })
  await dialog.getByLabel('Name of the group').fill(`${title} renamed`)
  await dialog.getByLabel('Open to everyone').check()
  // The picker before the dialog: Escape closes it alone, and what is chosen is the one that was looked for.
  const icons = hers.getByRole('dialog', { name: 'Choose an icon' })
  const choose = dialog.getByRole('button', { name: 'Choose an icon' })
  await choose.press('Enter')
  await icons.getByRole('gridcell').first().waitFor()
  expect(await axe(hers)).toEqual([])
  await hers.keyboard.press('Escape')
  await eventually(() => icons.count(), 0)
  await eventually(() => choose.evaluate(one => one === document.activeElement), true)
  await choose.press('Enter')
  await icons.getByRole('gridcell').first().waitFor()
  await hers.keyboard.type('izakaya')
  await eventually(
    () => icons.getByRole('gridcell').evaluateAll(all => all.map(one => one.textContent)),
    ['🏮'],
  )
  await hers.keyboard.press('ArrowDown')
  await hers.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Change the icon 🏮' }).waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await eventually(() => hers.getByRole('dialog').count(), 0)
  for (const page of [hers, his]) {
    await page.getByRole('heading', { name: `${title} renamed` }).waitFor()
    await page.getByText(/^3 people.* · Open to everyone$/).waitFor()
    await itemOf(page, `${title} renamed`).filter({ hasText: '🏮' }).waitFor()
  }
  const [row] = await on.sql`select name, icon, visibility from conversations where id = ${id}`
  expect({ ...row }).toEqual({ name: `${title} renamed`, icon: '🏮', visibility: 'public' })
})
