// Coming into a group: by a link that somebody made, or from the directory; and what is shown of the time before.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { words } from '../app/join/words'
import { axe } from './browser/axe'
import { eventually } from './browser/eventually'
import { wideAndNarrow } from './browser/looks'
import { at, composer, itemOf, log, messagesWith, opened, say, unreadOf } from './browser/messenger'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group, messagesOf, must, sending } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

/** A new link of the group that the page shows, as its field says it. */
const newLink = async (page: Page, most?: string) => {
  await details(page).getByRole('button', { name: 'Invite by link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite by link' })
  await dialog.getByText('None.').waitFor()
  await dialog.getByRole('button', { name: '1 day' }).click()
  if (most) await dialog.getByLabel('How many people may join').fill(most)
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const address = await dialog.getByLabel('Link', { exact: true }).inputValue()
  return { dialog, address }
}

test('a link that one person makes lets another in once they have signed in, and tells so', async () => {
  const [ana, bruno, carla] = [await on.person('Ana'), await on.person('Bruno'), await on.person('Carla')]
  const id = await group(on.place, [ana, bruno], 'Neighbours of the square')
  const { page } = await (await on.device(ana)).tab(at(id))
  await opened(page)
  const { dialog, address } = await newLink(page, '1')
  expect(await axe(page)).toEqual([])
  await dialog.getByText(/0 of 1 joined/).waitFor()
  const { pathname } = new URL(address)
  await page.keyboard.press('Escape')

  // Nobody yet: the way leads over signing in, and back.
  const guest = await on.device()
  const theirs = (await guest.tab(pathname)).page
  const asked = new URL(theirs.url())
  expect([asked.pathname, asked.searchParams.get('next')]).toEqual(['/login', pathname])
  await guest.signIn({ token: carla.token })
  const answer = await theirs.goto(`${guest.line.url}${asked.searchParams.get('next')}`)
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
  await theirs.getByRole('heading', { name: 'Neighbours of the square' }).waitFor()
  await theirs.getByText('Ana invites you to join').waitFor()
  await theirs.getByText('2 people').waitFor()
  await lives(theirs)
  expect(await axe(theirs)).toEqual([])
  // As somebody sees it who reads Spanish, and opens it once more when it is used up.
  const diego = await on.device(await on.person('Diego'), { locale: 'es-ES' })
  const other = (await diego.tab(pathname)).page
  await other.getByRole('button', { name: words.es.join }).waitFor()
  expect(await wideAndNarrow(other)).toEqual([])
  await theirs.getByRole('button', { name: 'Join' }).click()
  await eventually(() => new URL(theirs.url()).pathname, at(id))
  await lives(theirs)
  await log(theirs)
    .getByText(/You joined by an invitation of \S?Ana/)
    .waitFor()
  await log(page)
    .getByText(/Carla\S? joined by your invitation/)
    .waitFor()
  await say(theirs, 'Hello from the link')
  await messagesWith(page, 'Hello from the link').waitFor()

  // Once more it only leads there; to somebody else it is used up.
  await theirs.goto(`${guest.line.url}${pathname}`)
  await eventually(() => new URL(theirs.url()).pathname, at(id))
  await other.reload()
  await other.getByRole('heading', { name: words.es.voidTitle }).waitFor()
  expect(await wideAndNarrow(other)).toEqual([])
})

test('an open conversation is found by name in the directory and joined from there, by keyboard', async () => {
  const [ana, bruno, diego] = [await on.person('Ana'), await on.person('Bruno'), await on.person('Diego')]
  const id = await group(on.place, [ana, bruno], 'Ñandú fans')
  await group(on.place, [ana, bruno], 'Ñandú secrets')
  await on.sql`update conversations set visibility = 'public' where id = ${id}`
  const said = 60
  for (let n = 1; n <= said; n++)
    await must(on.place, 'POST', messagesOf(id), sending(bruno, `w${n}`, `Word ${n}`))
  const { page } = await (await on.device(diego)).tab('/inbox')
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await page.getByRole('button', { name: 'Browse open conversations' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open conversations' })
  await dialog.getByRole('searchbox', { name: 'Find by name' }).fill('nandu')
  const join = dialog.getByRole('button', { name: 'Join Ñandú fans' })
  await join.waitFor()
  await eventually(() => dialog.getByRole('listitem').count(), 1)
  await dialog.getByText('2 people').waitFor()
  expect(await axe(page)).toEqual([])
  await join.press('Enter')
  await eventually(() => new URL(page.url()).pathname, at(id))
  // The last fifty are there at once, read already.
  await messagesWith(page, `Word ${said}`).waitFor()
  await composer(page).waitFor()
  await itemOf(page, 'Ñandú fans').waitFor()
  expect(await unreadOf(page, 'Ñandú fans')).toBe(0)

  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await page.getByRole('button', { name: 'Browse open conversations' }).click()
  await dialog.getByRole('button', { name: 'Open Ñandú fans' }).waitFor()
})

test('who comes in where what was before is hidden sees nothing of it, and follows what comes', async () => {
  const [ana, bruno, carla] = [await on.person('Ana'), await on.person('Bruno'), await on.person('Carla')]
  const id = await group(on.place, [ana, bruno], 'Discreet')
  const { message } = await must(on.place, 'POST', messagesOf(id), sending(bruno, 'secret', 'An old secret'))
  const { page } = await (await on.device(ana)).tab(at(id))
  await opened(page)
  await details(page).getByRole('button', { name: 'Group settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Group settings' })
  await dialog.getByLabel('Hide what was said before from new people').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await log(page).getByText('You hid what was said before from new people').waitFor()
  const body = { user_ids: [carla.id] }
  await must(on.place, 'POST', `/api/conversations/${id}/members`, { token: ana.token, body })

  const device = await on.device(carla)
  device.tolerate(/status of 404\S* .*\/api\/messages\//)
  const theirs = (await device.tab(at(id))).page
  await opened(theirs)
  await log(theirs).getByText('You joined here. What was before is not shown').waitFor()
  await log(theirs)
    .getByText(/Ana\S? added you/)
    .waitFor()
  // Where the history begins, and what the log tells of itself.
  expect(await wideAndNarrow(theirs)).toEqual([])
  // What becomes of it meanwhile is nothing to them, and they miss nothing of what is new.
  const words = { content: 'An edited secret' }
  await must(on.place, 'PATCH', `/api/messages/${message.id}`, { token: bruno.token, body: words })
  const answer = sending(ana, 'answer', 'An answer to it')
  await must(on.place, 'POST', messagesOf(id), {
    ...answer,
    body: { ...(answer.body as object), reply_to_id: message.id },
  })
  await messagesWith(theirs, 'An answer to it').waitFor()
  await must(on.place, 'DELETE', `/api/messages/${message.id}`, { token: bruno.token })
  await must(on.place, 'POST', messagesOf(id), sending(bruno, 'last', 'And on it goes'))
  await messagesWith(theirs, 'And on it goes').waitFor()
  expect(await theirs.getByText('secret').count()).toBe(0)
  await messagesWith(page, 'And on it goes').waitFor()
})
