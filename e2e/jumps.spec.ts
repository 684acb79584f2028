// Another part of a history than its end: the way there, on from there to either side, and back.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inTheMiddle, painted, scrollOf, watchPlace } from './browser/anchor'
import { axe } from './browser/axe'
import type { Device } from './browser/device'
import { eventually } from './browser/eventually'
import { at, composer, enter, log, messagesWith, say, unreadOf } from './browser/messenger'
import { imported, tabsOn, twoPeople, unreadInSql, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { messagesOf, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const words = 'of the lamp in the street that has been out since Monday and nobody comes to see it '
/** Rows of all heights. */
const line = (n: number) => `Line ${n}. ${words.repeat(n % 5)}`

const idOf = async (conversation: string, n: number) => {
  const [row] = await on.sql<{ id: string }[]>`
    select id from messages where conversation_id = ${conversation} and content like ${`Line ${n}.%`}`
  return row!.id
}
const bubble = (page: Page, id: string) => log(page).locator(`[data-message="${id}"]`)
const quoteIn = (page: Page, text: string) => messagesWith(page, text).locator('[data-quote]')
const newest = (page: Page) => page.getByRole('button', { name: 'Back to the newest' })

const scroll = async (page: Page, by: number) => {
  const before = (await scrollOf(page)).top
  await log(page).hover()
  // Again where it stands at the end of what is loaded, until there is more.
  await eventually(async () => {
    await page.mouse.wheel(0, by)
    await painted(page)
    return (await scrollOf(page)).top !== before
  }, true)
}

/** The next page on one side comes while the reader looks at the middle. */
const extended = async (page: Page, device: Device, side: 'before' | 'after') => {
  const held = device.line.meet(new RegExp(`^GET \\S+/messages\\?\\S*${side}=`), 'hold-answer', 1)
  const by = side === 'before' ? -400 : 400
  for (let n = 0; n < 40 && held.caught === 0; n++) await scroll(page, by)
  await held.catches()
  await scroll(page, -by / 2)
  const { height } = await page.evaluate(() => ({
    height: document.querySelector('[role="log"]')!.scrollHeight,
  }))
  const place = await watchPlace(page, await inTheMiddle(page))
  held.release()
  await eventually(
    () => page.evaluate(was => document.querySelector('[role="log"]')!.scrollHeight > was + 500, height),
    true,
  )
  await painted(page)
  const { jump, places } = await place.stop()
  expect({ side, jump, places }).toMatchObject({ side, jump: 0 })
}

test('10,000 messages up by one request and back; nothing moves when it goes on to either side', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(on, conversation, bruno, 10_000, line)
  const old = await idOf(conversation, 40)
  await must(on.place, 'POST', messagesOf(conversation), {
    token: ana.token,
    body: { client_message_id: 'reply', content: 'To that', reply_to_id: old },
  })
  const device = await on.device(ana)
  const [page] = (await tabsOn(device, conversation, 1)) as [Page]
  await quoteIn(page, 'To that').waitFor()
  const asked = () => device.line.requests.filter(one => /^GET \S+\/messages\?/.test(one))
  const before = asked().length
  await quoteIn(page, 'To that').click()
  await log(page).locator(`[data-message="${old}"]:focus`).waitFor()
  expect(
    asked()
      .slice(before)
      .filter(one => one.includes('around=')),
  ).toHaveLength(1)
  const box = (await bubble(page, old).boundingBox())!
  const frame = (await log(page).boundingBox())!
  expect(box.y).toBeGreaterThan(frame.y)
  expect(box.y + box.height).toBeLessThan(frame.y + frame.height)
  await extended(page, device, 'after')
  await extended(page, device, 'before')
  expect(await axe(page)).toEqual([])

  // What arrives is counted on the way back to it, and does not come in here.
  await writes(on, bruno, conversation, 'Down there')
  await page.getByRole('button', { name: '1 new message' }).waitFor()
  expect(await messagesWith(page, 'Down there').count()).toBe(0)
  // Back to where one was.
  await page.getByRole('button', { name: 'Back to where you were' }).click()
  await log(page).getByText('To that').waitFor()
  await eventually(() => log(page).locator('[data-message]:focus').getByText('To that').count(), 1)
  await eventually(() => messagesWith(page, 'Down there').count(), 1)

  // By a key, by a press, and by sending, to the newest.
  for (const back of [
    async () => {
      await newest(page).click()
      await log(page).and(page.locator(':focus')).waitFor()
    },
    () => log(page).press('End'),
    () => say(page, 'And on'),
  ]) {
    await quoteIn(page, 'To that').click()
    await bubble(page, old).and(page.locator(':focus')).waitFor()
    await newest(page).waitFor()
    await back()
    await newest(page).waitFor({ state: 'detached' })
    await eventually(async () => (await scrollOf(page)).left < 2, true)
  }
  await eventually(() => messagesWith(page, 'And on').count(), 1)
})

test('what is unread far up is where it opens, also before it lives; what was seen is read, and no more', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  await imported(on, conversation, bruno, 400, line)
  const [begun] = await on.sql<{ seq: number }[]>`
    update members set last_read_seq = (select seq from messages where id = ${await idOf(conversation, 99)})
    where conversation_id = ${conversation} and user_id = ${ana.id} returning last_read_seq::int as seq`
  const { seq } = begun!
  const readTo = async () => {
    const [row] = await on.sql<{ seq: number }[]>`select last_read_seq::int as seq from members
      where conversation_id = ${conversation} and user_id = ${ana.id}`
    return row!.seq
  }
  const still = (await (await on.device(ana, { javaScriptEnabled: false })).tab(at(conversation))).page
  expect(await messagesWith(still, 'Line 100.').isVisible()).toBe(true)
  const device = await on.device(ana)
  // From the list, and by its address.
  const { page } = await device.tab('/inbox')
  await enter(page, title)
  const divider = page.getByRole('separator', { name: 'New messages' })
  await divider.waitFor()
  await messagesWith(page, 'Line 100.').waitFor()
  await eventually(async () => (await readTo()) > seq, true)
  const below = () =>
    page.evaluate(() => {
      const { bottom } = document.querySelector('[role="log"]')!.getBoundingClientRect()
      const rows = [...document.querySelectorAll('[role="log"] [data-index]')]
      const seen = rows.filter(row => row.getBoundingClientRect().top < bottom)
      return Math.max(...seen.map(row => Number(/Line (\d+)\./.exec(row.textContent)?.[1] ?? -1)))
    })
  // Line n has the seq of line 99 and n - 99.
  const isExact = async () => {
    const last = await below()
    const line = (await readTo()) - seq + 99
    return line === last || line === last - 1
  }
  await eventually(isExact, true)
  await page.getByRole('button', { name: '99+ new messages' }).waitFor()
  for (let n = 0; n < 3; n++) {
    await scroll(page, 700)
    await eventually(isExact, true)
  }
  // Another device of hers, by the address, goes on where she is.
  const second = await on.device(ana)
  const from = await readTo()
  const [other] = (await tabsOn(second, conversation, 1)) as [Page]
  await messagesWith(other, `Line ${from - seq + 100}.`).waitFor()
  await other.close()
  // On to the end by reading.
  for (let n = 0; n < 200 && (await messagesWith(page, 'Line 399.').count()) === 0; n++)
    await scroll(page, 900)
  await eventually(async () => {
    await page.mouse.wheel(0, 2000)
    return unreadOf(page, title)
  }, 0)
  await eventually(() => unreadInSql(on, ana, [title]), { [title]: 0 })
  await writes(on, bruno, conversation, 'And on')
  await eventually(() => messagesWith(page, 'And on').count(), 1)
  await eventually(() => unreadOf(page, title), 0)
  expect(await composer(page).count()).toBe(1)
})

test('the quote of an answer that is being written follows an edit and a deletion of what it quotes', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(on, conversation, bruno, 300, line)
  const old = await idOf(conversation, 40)
  await must(on.place, 'POST', messagesOf(conversation), {
    token: ana.token,
    body: { client_message_id: 'reply', content: 'To that', reply_to_id: await idOf(conversation, 42) },
  })
  const device = await on.device(ana)
  const [page] = (await tabsOn(device, conversation, 1)) as [Page]
  await quoteIn(page, 'To that').click()
  await bubble(page, old).hover()
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  const mode = page.locator('form').filter({ has: composer(page) })
  await mode.getByText('Line 40.').waitFor()
  // What is far up is let go of, and looked up; the first time in vain.
  const lost = device.line.meet(/^GET \/api\/messages\//, 'lose-request', 1)
  await newest(page).click()
  await newest(page).waitFor({ state: 'detached' })
  await lost.catches()
  await mode.getByText('Line 40.').waitFor()
  await must(on.place, 'PATCH', `/api/messages/${old}`, {
    token: bruno.token,
    body: { content: 'Other words' },
  })
  await mode.getByText('Other words').waitFor()
  await must(on.place, 'DELETE', `/api/messages/${old}`, { token: bruno.token })
  await mode.getByText('This message was deleted').waitFor()
})

test('a link leads to its message, and one to nothing opens the conversation and says so', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(on, conversation, bruno, 300, line)
  const old = await idOf(conversation, 40)
  const device = await on.device(ana)
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = await device.tab(`${at(conversation)}?message=${old}`)
  await bubble(page, old).and(page.locator(':focus')).waitFor()
  await bubble(page, old).press('Enter')
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).pathname + new URL(link).search).toBe(`${at(conversation)}?message=${old}`)
  device.tolerate(/status of 404/)
  const { page: other } = await device.tab(`${at(conversation)}?message=${conversation}`)
  await other.getByRole('status').getByText('This message is not available').waitFor()
  await eventually(async () => (await scrollOf(other)).left < 2, true)
})
