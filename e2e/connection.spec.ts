// The line is cut, silent, frozen or gone: tabs come back by themselves, and then hold what a fresh page would.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { randomFrom } from '../lib/testing/log-faults'
import { eventually, eventuallyAll } from './browser/eventually'
import { freeze } from './browser/lifecycle'
import { at, enter, inbox, itemOf, messagesWith, say, stateOf, texts, unreadOf } from './browser/messenger'
import { imported, tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { group, history, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const stream = /^GET \/api\/stream/

const offlineBanner = (page: Page) =>
  page.getByText('You are offline. Messages will be sent when you are back.')

const scene = async (tabs = 2) => {
  const two = await twoPeople(on)
  const device = await on.device(two.bruno)
  const pages = await tabsOn(device, two.conversation, tabs)
  await eventually(() => device.line.streams(), 1)
  let said = 0
  return {
    ...two,
    device,
    line: device.line,
    pages,
    /** Ana writes so many, from elsewhere. */
    async say(count: number) {
      for (let n = 0; n < count; n++) await writes(on, two.ana, two.conversation, `Line ${++said}.`)
    },
    /** All tabs show what the server has, in its order, and the inbox of a page that was opened just now. */
    async equalsFresh() {
      const stored = (await history(on.place, two.bruno, two.conversation)).map(({ content }) => content)
      const { page: fresh } = await (await on.device(two.bruno)).tab(at(two.conversation))
      const last = stored.slice(-10)
      await eventuallyAll([...pages, fresh], async page => (await texts(page)).slice(-10), last)
      const inboxOf = (page: Page) => inbox(page, [two.title])
      // All of it is read, since all of them stand at its end.
      await eventuallyAll([...pages, fresh], inboxOf, [{ title: two.title, unread: 0 }])
    },
  }
}

test('a stream that is cut at any byte is taken up where it was', async () => {
  const { line, say, equalsFresh, pages } = await scene()
  const random = randomFrom(33)
  for (let round = 0; round < 15; round++) {
    const cut = line.meet(stream, { cut: random.below(3000) }, 1)
    line.cut(stream)
    await cut.catches()
    await say(3)
  }
  await eventuallyAll(pages, page => messagesWith(page, 'Line 45.').count(), 1)
  await equalsFresh()
})

test.each(['stop', 'kill9'] as const)('the server is away (%s) and back', async how => {
  const { device, say, equalsFresh, pages } = await scene()
  device.tolerate(/net::ERR|status of 503/)
  await say(2)
  await on.restart(how)
  await say(3)
  await eventuallyAll(pages, page => messagesWith(page, 'Line 5.').count(), 1)
  await equalsFresh()
})

test('offline for a while: it is said, and unsaid', async () => {
  const { device, say, equalsFresh, pages } = await scene()
  device.tolerate(/net::ERR/)
  await device.context.setOffline(true)
  await eventually(() => device.line.streams(), 0)
  await say(5)
  await Promise.all(pages.map(page => offlineBanner(page).waitFor()))
  for (const page of pages) expect(await messagesWith(page, 'Line 5.').count()).toBe(0)
  await device.context.setOffline(false)
  await eventuallyAll(pages, page => messagesWith(page, 'Line 5.').count(), 1)
  await eventuallyAll(pages, page => offlineBanner(page).count(), 0)
  await equalsFresh()
})

test('offline while the stream was just being asked for: what was on its way does not hide it', async () => {
  const { conversation, bruno } = await twoPeople(on)
  const device = await on.device(bruno)
  device.tolerate(/net::ERR/)
  const held = device.line.meet(stream, 'hold-answer')
  const [page] = await tabsOn(device, conversation, 1)
  await held.catches()
  await device.context.setOffline(true)
  held.release()
  await offlineBanner(page!).waitFor()
  await device.context.setOffline(false)
  await eventually(() => offlineBanner(page!).count(), 0)
})

test('a laptop asleep: everything stands still, and the line is dead when it wakes', async () => {
  const { line, say, equalsFresh, pages } = await scene()
  const thaws = await Promise.all(pages.map(freeze))
  line.swallowStreams()
  await say(5)
  await Promise.all(thaws.map(thaw => thaw()))
  await eventuallyAll(pages, page => messagesWith(page, 'Line 5.').count(), 1, 90_000)
  await equalsFresh()
})

test('a stream that says nothing any more, and does not end, is given up', async () => {
  const { line, say, equalsFresh, pages } = await scene()
  line.swallowStreams()
  await say(2)
  await eventuallyAll(pages, page => messagesWith(page, 'Line 2.').count(), 1, 90_000)
  await equalsFresh()
})

test('a line on which nothing moves for a while', async () => {
  const { line, say, equalsFresh, pages } = await scene()
  line.freeze()
  await say(3)
  line.up()
  await eventuallyAll(pages, page => messagesWith(page, 'Line 3.').count(), 1)
  await equalsFresh()
})

test('a cursor that has been pruned: a new snapshot is taken', async () => {
  const { line, say, equalsFresh, pages } = await scene()
  line.down()
  await say(3)
  await on.sql`delete from events where position < (select max(position) from events)`
  line.up()
  await eventuallyAll(pages, page => messagesWith(page, 'Line 3.').count(), 1, 40_000)
  await equalsFresh()
})

test('what the server could not answer while the stream is live is asked for again by itself', async () => {
  const { ana, bruno, conversation, title } = await twoPeople(on)
  await writes(on, ana, conversation, 'There all the time')
  const device = await on.device(bruno)
  device.tolerate(/status of 503/)
  const { page } = await device.tab('/inbox')
  await eventually(() => device.line.streams(), 1)
  let refused = 0
  await page.route('**/api/conversations/*/messages*', route =>
    refused++ < 2
      ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' })
      : route.fallback(),
  )
  await itemOf(page, title).click()
  await eventually(() => texts(page), ['There all the time'])
  expect(refused).toBeGreaterThanOrEqual(3)
})

describe('what lands late does not take back what came meanwhile', () => {
  test('a page of history, read before messages that went by', async () => {
    const { ana, bruno, conversation, title } = await twoPeople(on)
    await writes(on, ana, conversation, 'Before')
    const device = await on.device(bruno)
    const { page } = await device.tab('/inbox')
    await eventually(() => unreadOf(page, title), 1)
    const held = device.line.meet(/^GET \S+\/messages/, 'hold-answer')
    await itemOf(page, title).click()
    await held.catches()
    await writes(on, ana, conversation, 'Meanwhile')
    // The stream has brought it: the inbox counts it.
    await eventually(() => unreadOf(page, title), 2)
    held.release()
    await eventually(() => texts(page), ['Before', 'Meanwhile'])
  })

  test('a page of older history, while newer messages come', async () => {
    const { ana, bruno, conversation } = await twoPeople(on)
    // Read by both, so that it opens at its end.
    await imported(on, conversation, ana, 80, n => `Old ${n}.`)
    const device = await on.device(bruno)
    const held = device.line.meet(/^GET \S+\/messages\?\S*before=/, 'hold-answer')
    const [page] = (await tabsOn(device, conversation, 1)) as [Page]
    await page.getByRole('log').press('Home')
    await held.catches()
    await writes(on, ana, conversation, 'New')
    held.release()
    // What comes in above keeps the place, so there is further up to go.
    await eventually(async () => {
      await page.getByRole('log').press('Home')
      return (await messagesWith(page, 'Old 0.').count()) > 0
    }, true)
    await page.getByRole('log').press('End')
    await eventually(() => messagesWith(page, 'New').count(), 1)
  })

  test('a conversation and its receipts, read before they moved', async () => {
    const { ana, bruno, conversation, title } = await twoPeople(on)
    const device = await on.device(ana)
    await writes(on, ana, conversation, 'Read me')
    const { page } = await device.tab('/inbox')
    const details = device.line.meet(/^GET \/api\/conversations\/[^/?]+(\/members\S*)?$/, 'hold-answer')
    await itemOf(page, title).click()
    await details.catches()
    const { conversation: now } = await must(on.place, 'GET', `/api/conversations/${conversation}`, bruno)
    await must(on.place, 'POST', `/api/conversations/${conversation}/read`, {
      token: bruno.token,
      body: { seq: now.seq },
    })
    const carla = await on.person('Carla')
    await must(on.place, 'POST', `/api/conversations/${conversation}/members`, {
      token: ana.token,
      body: { user_ids: [carla.id] },
    })
    const { seq } = (await must(on.place, 'GET', `/api/conversations/${conversation}`, carla)).conversation
    await must(on.place, 'POST', `/api/conversations/${conversation}/read`, {
      token: carla.token,
      body: { seq },
    })
    details.release()
    await eventually(() => stateOf(page, 'Read me'), 'Read')
    await page.getByText('3 people').first().waitFor()
  })

  test('the answer to having read, after another message has come', async () => {
    const { ana, bruno, conversation, title } = await twoPeople(on)
    await writes(on, ana, conversation, 'One')
    const device = await on.device(bruno)
    const { page } = await device.tab('/inbox')
    const read = device.line.meet(/^POST \S+\/read$/, 'hold-answer')
    await enter(page, title)
    await read.catches()
    const sibling = (await device.tab('/inbox')).page
    await page.goto(`${device.line.url}/inbox`)
    await writes(on, ana, conversation, 'Two')
    await eventually(() => unreadOf(sibling, title), 1)
    read.release()
    await writes(on, ana, conversation, 'Three')
    await eventuallyAll([page, sibling], one => unreadOf(one, title), 2)
  })
})

test('being removed closes the conversation in every tab, and being added again brings it back', async () => {
  const { ana, bruno, pages, conversation, title, device } = await scene()
  device.tolerate(/status of 404/)
  const members = `/api/conversations/${conversation}/members`
  await must(on.place, 'DELETE', `${members}/${bruno.id}`, { token: ana.token })
  await Promise.all(
    pages.map(page => page.getByText('You are no longer in this conversation').first().waitFor()),
  )
  await eventuallyAll(pages, page => unreadOf(page, title), null)
  await writes(on, ana, conversation, 'Not for him')
  await must(on.place, 'POST', members, { token: ana.token, body: { user_ids: [bruno.id] } })
  await eventuallyAll(pages, page => messagesWith(page, 'Not for him').count(), 1)
})

test('a conversation that somebody begins with me appears by itself, and is as a fresh page has it', async () => {
  const { ana, bruno } = await twoPeople(on)
  const device = await on.device(bruno)
  const { page } = await device.tab('/inbox')
  const title = 'Brand new'
  const id = await group(on.place, [ana, bruno], title)
  await eventually(() => unreadOf(page, title), 0)
  await writes(on, ana, id, 'Welcome')
  await eventually(() => unreadOf(page, title), 1)
  await enter(page, title)
  await eventually(() => texts(page), ['Welcome'])
  await say(page, 'Thank you')
  await eventually(async () => (await history(on.place, ana, id)).length, 2)
})
