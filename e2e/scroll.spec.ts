// The log under the reader's eye: nothing moves that they did not move, and what arrives costs one row.
import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inTheMiddle, painted, scrollOf, watchPlace } from './browser/anchor'
import { eventually } from './browser/eventually'
import { at, itemOf, log, messagesWith, opened, unreadOf } from './browser/messenger'
import { imported, tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const older = /^GET \S+\/messages\?\S*before=/
const words = 'of the lamp in the street that has been out since Monday and nobody comes to see it '
/** Rows of all heights. */
const line = (n: number) => `Line ${n}. ${words.repeat(n % 5)}`

const scene = async (count = 200) => {
  const two = await twoPeople(on)
  await imported(on, two.conversation, two.ana, count, line)
  const device = await on.device(two.bruno)
  return { ...two, device, line: device.line }
}

const openedAtEnd = async (all: Awaited<ReturnType<typeof scene>>) => {
  const [page] = (await tabsOn(all.device, all.conversation, 1)) as [Page]
  await eventually(async () => (await scrollOf(page)).left < 2, true)
  return page
}

/** No row has come into the page or left it for a while. */
const atRest = async (page: Page) => {
  const rows = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[role="log"] [data-index]')].map(one => one.textContent),
    )
  for (let before = await rows(); ; ) {
    await page.waitForTimeout(400)
    const now = await rows()
    if (isDeepStrictEqual(now, before)) return
    before = now
  }
}

/** By the wheel, as a reader does it. */
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

test('the witness of jumps sees one', async () => {
  const page = await openedAtEnd(await scene())
  await scroll(page, -300)
  const still = await watchPlace(page, await inTheMiddle(page))
  await painted(page)
  expect(await still.stop()).toMatchObject({ jump: 0 })
  const jumps = await watchPlace(page, await inTheMiddle(page))
  await page.evaluate(() => {
    document.querySelector('[role="log"]')!.scrollTop += 7
  })
  await painted(page)
  expect((await jumps.stop()).jump).toBe(7)
})

test('nothing moves when older messages come in above', async () => {
  const all = await scene()
  const page = await openedAtEnd(all)
  const held = all.line.meet(older, 'hold-answer', 1)
  for (let n = 0; n < 40 && held.caught === 0; n++) await scroll(page, -400)
  await held.catches()
  await scroll(page, 150)
  const before = await scrollOf(page)
  const place = await watchPlace(page, await inTheMiddle(page))
  held.release()
  await eventually(async () => (await scrollOf(page)).top > before.top + 500, true)
  await painted(page)
  const { jump, places } = await place.stop()
  expect({ jump, places }).toMatchObject({ jump: 0 })
})

test('nothing moves when a row above grows, or one below', async () => {
  const page = await openedAtEnd(await scene())
  await scroll(page, -1500)
  for (const side of ['above', 'below']) {
    const place = await watchPlace(page, await inTheMiddle(page))
    await page.evaluate(where => {
      const box = document.querySelector('[role="log"]')!.getBoundingClientRect()
      const rows = [...document.querySelectorAll<HTMLElement>('[role="log"] [data-index]')]
      const row = rows.find(one =>
        where === 'above'
          ? one.getBoundingClientRect().bottom < box.top
          : one.getBoundingClientRect().top > box.top + box.height * 0.75,
      )
      row!.querySelector<HTMLElement>('[dir="auto"]')!.style.paddingBottom = '90px'
    }, side)
    for (let n = 0; n < 5; n++) await painted(page)
    expect({ side, ...(await place.stop()) }).toMatchObject({ side, jump: 0 })
  }
})

test('nothing moves when a message arrives while one reads further up; a pill counts it and leads to it', async () => {
  const all = await scene()
  const page = await openedAtEnd(all)
  await scroll(page, -900)
  const place = await watchPlace(page, await inTheMiddle(page))
  await writes(on, all.ana, all.conversation, 'Down here')
  const pill = page.getByRole('button', { name: '1 new message' })
  await pill.waitFor()
  await writes(on, all.ana, all.conversation, 'And here')
  await page.getByRole('button', { name: '2 new messages' }).waitFor()
  expect(await place.stop()).toMatchObject({ jump: 0 })
  expect(await unreadOf(page, all.title)).toBe(2)
  await page.getByRole('button', { name: '2 new messages' }).click()
  await eventually(async () => (await scrollOf(page)).left < 2, true)
  await eventually(() => messagesWith(page, 'And here').count(), 1)
  await eventually(() => unreadOf(page, all.title), 0)
})

test('who is at the end stays at the end, however high what comes is', async () => {
  const all = await scene()
  const page = await openedAtEnd(all)
  for (const n of [0, 4, 1]) {
    await writes(on, all.ana, all.conversation, `Next ${n} ${words.repeat(n)}`)
    await eventually(() => messagesWith(page, `Next ${n} `).count(), 1)
    await eventually(async () => (await scrollOf(page)).left < 2, true)
  }
  // Also when a phone is turned: the rows need fewer lines, and there is less room for them.
  for (const [width, height] of [
    [390, 844],
    [844, 390],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height })
    await eventually(() => page.evaluate(() => [innerWidth, innerHeight]), [width, height])
    await atRest(page)
    await eventually(async () => (await scrollOf(page)).left < 2, true)
  }
})

test('what is unread begins under a line, and is read as it comes into view', async () => {
  const all = await scene(60)
  await on.sql`update members set last_read_seq = (select seq from conversations where id = ${all.conversation}) - 3
    where conversation_id = ${all.conversation} and user_id = ${all.bruno.id}`
  const [page] = (await tabsOn(all.device, all.conversation, 1)) as [Page]
  await page.getByRole('separator', { name: 'New messages' }).waitFor()
  await eventually(() => unreadOf(page, all.title), 0)
  // It stays until the conversation is left.
  await writes(on, all.ana, all.conversation, 'Another')
  await eventually(() => messagesWith(page, 'Another').count(), 1)
  expect(await page.getByRole('separator', { name: 'New messages' }).count()).toBe(1)
})

describe('10,000 messages', () => {
  test('keep few rows in the page, from the end to the beginning', async () => {
    const all = await scene(10_000)
    const page = await openedAtEnd(all)
    // As fast as frames are painted, to the top of what is loaded and on, until there is no more.
    const most = await page.evaluate(
      () =>
        new Promise<number>(done => {
          const area = document.querySelector('[role="log"]')!
          let rows = 0
          const step = () => {
            rows = Math.max(rows, area.querySelectorAll('[data-index]').length)
            if (area.textContent.includes('This is where the conversation begins')) return done(rows)
            area.scrollTop = 0
            requestAnimationFrame(step)
          }
          step()
        }),
    )
    expect(most).toBeLessThan(120)
    // The last page that came in above has kept the place.
    await eventually(async () => {
      await log(page).press('Home')
      return messagesWith(page, 'Line 0.').count()
    }, 1)
    // There and back: all of it is there.
    await log(page).press('End')
    await eventually(() => messagesWith(page, 'Line 9999.').count(), 1)
  })

  test('and one that arrives renders one row and one inbox item', async () => {
    const all = await scene(10_000)
    const page = await openedAtEnd(all)
    const sibling = (await all.device.tab('/inbox')).page
    await itemOf(sibling, all.title).waitFor()
    const count = (one: Page) =>
      one.evaluate(() => {
        Object.assign(globalThis, { __tertuliaRenders: { message: 0, conversation: 0 } })
      })
    const counted = (one: Page) =>
      one.evaluate(() => (globalThis as { __tertuliaRenders?: Record<string, number> }).__tertuliaRenders)
    await scroll(page, -600)
    await atRest(page)
    for (const one of [page, sibling]) await count(one)
    await writes(on, all.ana, all.conversation, 'The one')
    await page.getByRole('button', { name: '1 new message' }).waitFor()
    await eventually(() => unreadOf(sibling, all.title), 1)
    // Also once the browser has said that it came, and has been told so in turn.
    await eventually(
      async () =>
        (
          await on.sql`select from events where conversation_id = ${all.conversation} and event = 'receipt-updated'
            and payload #> '{partial,last_delivered_seq}' > payload #> '{partial,last_read_seq}'`
        ).length,
      1,
    )
    await page.waitForTimeout(1000)
    expect(await counted(sibling)).toEqual({ message: 0, conversation: 1 })
    expect(await counted(page)).toEqual({ message: 1, conversation: 1 })
    await page.getByRole('button', { name: '1 new message' }).click()
    await eventually(async () => (await scrollOf(page)).left < 2, true)
    await eventually(() => unreadOf(page, all.title), 0)
    // Rows on the way are still coming into the page when it has arrived.
    await atRest(page)
    await count(page)
    await writes(on, all.ana, all.conversation, 'The other')
    await eventually(() => messagesWith(page, 'The other').count(), 1)
    await eventually(async () => (await scrollOf(page)).left < 2, true)
    await eventually(() => unreadOf(page, all.title), 0)
    const { message, conversation } = (await counted(page))!
    expect(message).toBe(1)
    // It arrives, and is read.
    expect(conversation).toBeLessThanOrEqual(2)
  })
})

test('a page that is opened on a conversation shows its end from the first, also before it lives', async () => {
  const all = await scene()
  /** Whether the newest message is painted, above the log's lower edge. */
  const showsEnd = (page: Page) =>
    page.evaluate(() => {
      const area = document.querySelector('[role="log"]')!.getBoundingClientRect()
      const rows = [...document.querySelectorAll('[role="log"] [data-index]')]
      const { height, bottom } = rows.at(-1)!.getBoundingClientRect()
      return height > 0 && bottom <= area.bottom
    })
  const dead = await on.device(all.bruno, { javaScriptEnabled: false })
  const { page: still } = await dead.tab(at(all.conversation))
  expect(await showsEnd(still)).toBe(true)
  const { page } = await all.device.tab(at(all.conversation))
  await opened(page)
  await eventually(() => showsEnd(page), true)
  await eventually(async () => (await scrollOf(page)).left < 2, true)
})
