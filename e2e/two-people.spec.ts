// Two people with three tabs each: what one does, the five others show, once and without flicker.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { watchBubbles } from './browser/bubbles'
import { eventually, eventuallyAll } from './browser/eventually'
import { enter, inbox, messagesWith, say, stateOf, unreadOf } from './browser/messenger'
import { tabsOn, twoPeople, unreadInSql, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { group, history } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const once = { now: 1, least: 1, most: 1 }

test('a message shows in the five other tabs, never twice and never gone for a moment', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const anas = await tabsOn(hers, conversation, 3)
  const brunos = await tabsOn(his, conversation, 3)
  const all = [...anas, ...brunos]
  const said = ['Have you seen the lamp?', 'Yes, since Monday.', 'I will report it.']
  const watches = await Promise.all(all.flatMap(page => said.map(text => watchBubbles(page, text))))

  await say(anas[0]!, said[0]!)
  await eventuallyAll(all, page => messagesWith(page, said[0]!).count(), 1)
  await say(brunos[1]!, said[1]!)
  await eventuallyAll(all, page => messagesWith(page, said[1]!).count(), 1)
  await say(anas[2]!, said[2]!)
  await eventuallyAll(all, page => messagesWith(page, said[2]!).count(), 1)
  // Bruno's tabs are open on it: it is read, and whoever looks at Ana's tabs sees so in each.
  await eventuallyAll(anas, page => stateOf(page, said[2]!), 'Read')
  await eventuallyAll(brunos, page => stateOf(page, said[1]!), 'Read')

  for (const { seen } of watches) expect(await seen()).toMatchObject(once)
  const stored = await history(on.place, ana, conversation)
  expect(stored.map(({ content }) => content)).toEqual(said)
})

test('the inbox is in order and its numbers are those of SQL, in each tab', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const titles = [title, `${title}: second`, `${title}: third`]
  const second = await group(on.place, [ana, bruno], titles[1])
  const third = await group(on.place, [ana, bruno], titles[2])
  const device = await on.device(bruno)
  const pages: Page[] = []
  for (let n = 0; n < 3; n++) pages.push((await device.tab('/inbox')).page)
  const wanted = [...titles].reverse()
  // The longer titles first: names begin with the shorter one too.
  const shown = async (page: Page) =>
    (
      await inbox(
        page,
        wanted.toSorted((a, b) => b.length - a.length),
      )
    ).map(({ title: one, unread }) => [one, unread])
  await eventuallyAll(pages, shown, [
    [titles[2], 0],
    [titles[1], 0],
    [titles[0], 0],
  ])

  await writes(on, ana, conversation, 'One')
  await writes(on, ana, second, 'Two')
  await writes(on, ana, third, 'Three')
  await writes(on, ana, conversation, 'Four')
  const sql = await unreadInSql(on, bruno, titles)
  expect(sql).toEqual({ [titles[0]!]: 2, [titles[1]!]: 1, [titles[2]!]: 1 })
  await eventuallyAll(pages, shown, [
    [titles[0], sql[titles[0]!]],
    [titles[2], sql[titles[2]!]],
    [titles[1], sql[titles[1]!]],
  ])

  // His own message reads what is before it, and is not unread to himself.
  await writes(on, bruno, second, 'Five')
  const after = await unreadInSql(on, bruno, titles)
  await eventuallyAll(pages, shown, [
    [titles[1], after[titles[1]!]],
    [titles[0], after[titles[0]!]],
    [titles[2], after[titles[2]!]],
  ])
})

test('P8: reading clears the tab before the server knows, its siblings and other devices when it does', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  await writes(on, ana, conversation, 'One')
  await writes(on, ana, conversation, 'Two')
  const [laptop, phone] = [await on.device(bruno), await on.device(bruno)]
  const siblings: Page[] = []
  for (let n = 0; n < 3; n++) siblings.push((await laptop.tab('/inbox')).page)
  const other = (await phone.tab('/inbox')).page
  await eventuallyAll([...siblings, other], page => unreadOf(page, title), 2)

  const reading = laptop.line.meet(/^POST \S+\/read$/, 'hold-request')
  await enter(siblings[0]!, title)
  await eventually(() => unreadOf(siblings[0]!, title), 0)
  await reading.catches()
  expect(await unreadOf(other, title)).toBe(2)
  expect(await unreadInSql(on, bruno, [title])).toEqual({ [title]: 2 })
  reading.release()
  await eventuallyAll([...siblings, other], page => unreadOf(page, title), 0)
  expect(await unreadInSql(on, bruno, [title])).toEqual({ [title]: 0 })
})

test('what has come to a browser is delivered, also behind other tabs; what is seen is read, and costs no more', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  const [page] = (await tabsOn(hers, conversation, 1)) as [Page]
  await say(page, 'Is anybody there?')
  await eventually(() => stateOf(page, 'Is anybody there?'), 'Sent')

  // Found in what his browser loads, in a tab that nobody looks at.
  const first = (await his.tab('/inbox')).page
  const second = (await his.tab('/inbox')).page
  await second.bringToFront()
  await eventually(() => stateOf(page, 'Is anybody there?'), 'Delivered')
  // And live.
  await say(page, 'Hello?')
  await eventually(() => stateOf(page, 'Hello?'), 'Delivered')
  const deliveries = () => his.line.requests.filter(line => /^POST \S+\/delivered$/.test(line)).length
  const said = deliveries()
  await eventually(() => unreadOf(first, title), 2)

  await enter(second, title)
  await eventually(() => stateOf(page, 'Hello?'), 'Read')
  await say(page, 'There you are.')
  await eventually(() => stateOf(page, 'There you are.'), 'Read')
  await page.waitForTimeout(2000)
  // At most one: a machine that takes long to paint has said that it came before it was seen.
  expect(deliveries()).toBeLessThanOrEqual(said + 1)
})

test('reading one conversation leaves the others unread', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const other = `Other ${title}`
  const second = await group(on.place, [ana, bruno], other)
  await writes(on, ana, conversation, 'One')
  await writes(on, ana, second, 'Two')
  const device = await on.device(bruno)
  const [first, sibling] = [(await device.tab('/inbox')).page, (await device.tab('/inbox')).page]
  await eventually(() => unreadOf(first, other), 1)
  await enter(first, title)
  await eventuallyAll([first, sibling], page => unreadOf(page, title), 0)
  for (const page of [first, sibling]) expect(await unreadOf(page, other)).toBe(1)
})

test('more than 99 are said as 99+, and are cleared like one', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  for (let n = 0; n < 103; n++) await writes(on, ana, conversation, `Number ${n}`)
  const device = await on.device(bruno)
  const [first, sibling] = [(await device.tab('/inbox')).page, (await device.tab('/inbox')).page]
  await eventuallyAll([first, sibling], page => unreadOf(page, title), 99)
  await writes(on, ana, conversation, 'One more')
  await enter(first, title)
  await first.getByRole('log').press('End')
  await eventuallyAll([first, sibling], page => unreadOf(page, title), 0)
  expect(await unreadInSql(on, bruno, [title])).toEqual({ [title]: 0 })
})
