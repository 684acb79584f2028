// What somebody sets of a conversation for themself: from a row and from the header, seen on all their devices and by nobody
// else; and the parts of the list, the title and the icon that follow from it.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { at, conversations, enter, inbox, itemOf, opened, unreadOf } from './browser/messenger'
import { writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group, must, type Person } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

let made = 0
/** ana with three groups, the newest first, in each of which bruno has said something. */
const three = async () => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const talks: { id: string; title: string }[] = []
  for (const word of ['Third', 'Second', 'First']) {
    const title = `${word} ${++made}`
    const id = await group(on.place, [ana, bruno], title)
    await writes(on, bruno, id, `In ${title}`)
    talks.unshift({ id, title })
  }
  const [first, second, third] = talks as [Talk, Talk, Talk]
  return { ana, bruno, first, second, third, titles: talks.map(({ title }) => title) }
}
type Talk = { id: string; title: string }

const order = (page: Page, titles: string[]) => async () =>
  (await inbox(page, titles)).map(({ title }) => title)
const choose = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name }).click()
const show = (page: Page, name: string) =>
  conversations(page).getByRole('group', { name: 'Show' }).getByRole('button', { name, exact: true }).click()
const readBy = (who: Person, id: string, seq: number) =>
  must(on.place, 'POST', `/api/conversations/${id}/read`, { token: who.token, body: { seq } })

const ways: [string, (page: Page, title: string) => Promise<unknown>][] = [
  [
    'its button',
    async (page, title) => {
      await itemOf(page, title).hover()
      await page.getByRole('button', { name: `Conversation options: ${title}` }).click()
    },
  ],
  ['a right click', (page, title) => itemOf(page, title).click({ button: 'right' })],
  [
    'Shift + F10',
    async (page, title) => {
      await itemOf(page, title).focus()
      await page.keyboard.press('Shift+F10')
    },
  ],
]

test.each(ways)(
  'by %s a row opens its menu, and pinned it stands ahead, on every device',
  async (_, open) => {
    const { ana, bruno, first, second, third, titles } = await three()
    const [here, there, his] = await Promise.all(
      [ana, ana, bruno].map(async who => (await (await on.device(who)).tab()).page),
    )
    await open(here!, third.title)
    await choose(here!, 'Pin')
    await eventuallyAll([here!, there!], page => order(page, titles)(), [
      third.title,
      first.title,
      second.title,
    ])
    await here!.getByRole('link', { name: new RegExp(`^${third.title}.*Pinned`) }).waitFor()
    expect(await order(his!, titles)()).toEqual(titles)
    await open(here!, third.title)
    await choose(here!, 'Unpin')
    await eventuallyAll([here!, there!], page => order(page, titles)(), titles)
  },
)

test('a finger that rests on a row opens its menu and does not go there', async () => {
  const { ana, second } = await three()
  const device = await on.device(ana, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  })
  const { page } = await device.tab()
  const { x, y } = (await itemOf(page, second.title).boundingBox())!
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchEnd') =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchStart' ? [{ x: x + 100, y: y + 20 }] : [],
    })
  await touch('touchStart')
  await page.getByRole('menu', { name: `Conversation options: ${second.title}` }).waitFor()
  await touch('touchEnd')
  await choose(page, 'Mute always')
  await page.getByRole('link', { name: new RegExp(`^${second.title}.*Muted`) }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/inbox')
})

test('what is muted is so for as long as was chosen', async () => {
  const { ana, first, second, third } = await three()
  const { page } = await (await on.device(ana)).tab()
  const anHour = 3_600_000
  for (const [talk, name, hours] of [
    [first, 'Mute for 1 hour', 1],
    [second, 'Mute for 8 hours', 8],
    [third, 'Mute for 1 week', 7 * 24],
  ] as const) {
    const earliest = Date.now() + hours * anHour
    await itemOf(page, talk.title).click({ button: 'right' })
    await choose(page, name)
    const until = async () => {
      const { token } = ana
      const { conversation } = await must(on.place, 'GET', `/api/conversations/${talk.id}`, { token })
      return Date.parse(conversation.membership.muted_until)
    }
    await eventually(async () => (await until()) > 0, true)
    expect(await until()).toBeGreaterThanOrEqual(earliest)
    expect(await until()).toBeLessThanOrEqual(Date.now() + hours * anHour)
  }
})

test('what is archived leaves the list, is found in the archive, and the keyboard goes on where it was', async () => {
  const { ana, first, second, third, titles } = await three()
  const { page } = await (await on.device(ana)).tab()
  await itemOf(page, second.title).focus()
  await page.keyboard.press('Shift+F10')
  await choose(page, 'Archive')
  await eventually(order(page, titles), [first.title, third.title])
  await eventually(
    () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.conversation),
    third.id,
  )
  await show(page, 'Archived')
  await eventually(order(page, titles), [second.title])
  expect(new URL(page.url()).search).toBe('?filter=archived')
  await page.reload()
  await lives(page)
  await eventually(order(page, titles), [second.title])
  await itemOf(page, second.title).click({ button: 'right' })
  await choose(page, 'Move out of the archive')
  await page.getByText('Nothing is archived.').waitFor()
  await show(page, 'All')
  await eventually(order(page, titles), titles)
  expect(new URL(page.url()).search).toBe('')
})

test('marked unread it shows a dot until it is opened again, from the header too', async () => {
  const { ana, first } = await three()
  await readBy(ana, first.id, 2)
  const { page } = await (await on.device(ana)).tab(at(first.id))
  await opened(page)
  const marked = page.getByRole('link', { name: new RegExp(`^${first.title}.*Marked as unread`) })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await choose(page, 'Mark as unread')
  await marked.waitFor()
  await page.goto(page.url().replace(/inbox.*/, 'inbox'))
  await marked.waitFor()
  await enter(page, first.title)
  await eventually(() => marked.count(), 0)
})

test('of what is unread the open one stays until its reader moves on', async () => {
  const { ana, first, second, third, titles } = await three()
  const { page } = await (await on.device(ana)).tab()
  await show(page, 'Unread')
  await eventually(order(page, titles), titles)
  await enter(page, second.title)
  await eventually(() => unreadOf(page, second.title), 0)
  expect(await order(page, titles)()).toEqual(titles)
  await enter(page, third.title)
  await eventually(order(page, titles), [first.title, third.title])
  expect(new URL(page.url()).search).toBe('?filter=unread')
})

test('all is read at once, and the title and the icon say so', async () => {
  const { ana, bruno, first, second, third, titles } = await three()
  await must(on.place, 'PATCH', `/api/conversations/${third.id}/membership`, {
    token: ana.token,
    body: { muted_until: '9999-12-31T23:59:59.999Z' },
  })
  const { page } = await (await on.device(ana)).tab()
  const icon = () => page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel="icon"]')!.href)
  await eventually(() => page.title(), '(2) Tertulia')
  const sign = async () => />([^<>]+)<\/text>/.exec(decodeURIComponent(await icon()))?.[1]
  await eventually(sign, '2')
  await writes(on, bruno, first.id, 'one more')
  await eventually(() => page.title(), '(3) Tertulia')
  await eventually(sign, '3')
  await enter(page, first.title)
  await eventually(() => page.title(), `(1) ${first.title} · Tertulia`)
  await show(page, 'Unread')
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await eventually(order(page, titles), [])
  await page.getByText('Nothing unread.').waitFor()
  await eventually(() => page.title(), `${first.title} · Tertulia`)
  await eventually(async () => (await icon()).startsWith('data:'), false)
  await show(page, 'All')
  await eventually(
    () => inbox(page, titles),
    [
      { title: first.title, unread: 0 },
      { title: second.title, unread: 0 },
      { title: third.title, unread: 0 },
    ],
  )
})

test('of what is unread one sees which messages it is, since when, and where one read before, and goes there', async () => {
  const { ana, bruno, first } = await three()
  const [desk, phone] = [await on.device(ana), await on.device(ana)]
  const { page } = await desk.tab(at(first.id))
  await eventually(() => unreadOf(page, first.title), 0)
  // Whoever looks at the list alone does not read on.
  await page.goto(page.url().replace(/inbox.*/, 'inbox'))
  const { page: beside } = await desk.tab()
  const { page: elsewhere } = await phone.tab()
  await writes(on, bruno, first.id, 'Before the dialog')
  const dialogs = [page, beside, elsewhere].map(one =>
    one.getByRole('dialog', { name: `Unread in ${first.title}` }),
  )
  const [dialog] = dialogs
  for (const [n, one] of [page, beside, elsewhere].entries()) {
    await eventually(() => unreadOf(one, first.title), 1)
    await itemOf(one, first.title).click({ button: 'right' })
    await choose(one, 'What is unread?')
    await dialogs[n]!.getByText('One message since').waitFor()
    await dialogs[n]!.getByText(n < 2 ? 'another tab of this browser' : 'another device').waitFor()
  }
  const said = await writes(on, bruno, first.id, 'While it is open')
  await dialog!.getByText('2 messages since').waitFor()
  expect(await axe(page)).toEqual([])
  await dialog!.getByRole('link', { name: /While it is open/ }).click()
  await page.locator(`[data-message="${said.message.id}"]`).waitFor()
  expect(await dialog!.count()).toBe(0)
  expect(new URL(page.url()).searchParams.get('message')).toBe(said.message.id)

  // Read here, and now marked: no message is it, but the mark.
  await eventually(() => unreadOf(page, first.title), 0)
  await itemOf(page, first.title).click({ button: 'right' })
  await choose(page, 'Mark as unread')
  await itemOf(page, first.title).click({ button: 'right' })
  await choose(page, 'What is unread?')
  await dialog!.getByText('You last read here in this tab').waitFor()
  await dialog!.getByText('You marked it as unread').waitFor()
  await dialog!.getByText('No message has come since.').waitFor()
  await dialog!.getByRole('button', { name: 'Mark as read' }).click()
  await eventually(() => dialog!.count(), 0)
  await eventually(
    () => page.getByRole('link', { name: new RegExp(`^${first.title}.*Marked as unread`) }).count(),
    0,
  )
})

test('what is set shows before the server knows, and what it does not take is said and undone', async () => {
  const { ana, first, second, third, titles } = await three()
  const device = await on.device(ana)
  const { page } = await device.tab()
  const held = device.line.meet(/^PATCH /, 'hold-request')
  await itemOf(page, second.title).click({ button: 'right' })
  await choose(page, 'Archive')
  await held.catches()
  await eventually(order(page, titles), [first.title, third.title])
  await itemOf(page, third.title).click({ button: 'right' })
  await choose(page, 'Pin')
  await eventually(order(page, titles), [third.title, first.title])
  held.release()
  // As a server says no that has changed its mind about her meanwhile.
  device.tolerate(/403 \(Forbidden\).*\/membership/)
  await page.route(/\/membership$/, route =>
    route.fulfill({ status: 403, json: { detail: 'Not any more.' } }),
  )
  await itemOf(page, third.title).click({ button: 'right' })
  await choose(page, 'Unpin')
  await page.getByRole('dialog', { name: 'Nothing was changed' }).getByText('Not any more.').waitFor()
  await eventually(order(page, titles), [third.title, first.title])
})
