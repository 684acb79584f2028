// Many tabs of one browser: one stream for all of them, whoever goes, and one person in all of them.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually, eventuallyAll } from './browser/eventually'
import { leaderOf } from './browser/leader'
import { crash, freeze } from './browser/lifecycle'
import { composer, conversations, messagesWith, say, unreadOf } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const inboxes = async (device: Awaited<ReturnType<Stage['device']>>, count: number) => {
  const pages: Page[] = []
  for (let n = 0; n < count; n++) pages.push((await device.tab('/inbox')).page)
  await Promise.all(pages.map(page => conversations(page).waitFor()))
  return pages
}

/** The one that reads the stream: for a moment, while it is handed on, none does. */
const someLeader = async (pages: Page[]): Promise<Page> => {
  let leader: Page | null = null
  await eventually(async () => {
    leader = await leaderOf(pages)
    return leader !== null
  }, true)
  return leader!
}

test('30 tabs over HTTP/1.1 are one stream at the server, and every one of them is live', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const device = await on.device(bruno)
  const pages = await inboxes(device, 30)
  await eventually(() => device.line.streams(), 1)
  await writes(on, ana, conversation, 'To all of you')
  await eventuallyAll(pages, page => unreadOf(page, title), 1, 60_000)
  await eventually(() => device.line.streams(), 1)
  // And none of them waits for a connection: each can still ask something of the server.
  await Promise.all(
    pages.map(async page =>
      expect(await page.evaluate(() => fetch('/api/me').then(r => r.status))).toBe(200),
    ),
  )
  await (await someLeader(pages)).close()
  await writes(on, ana, conversation, 'And again')
  const left = pages.filter(page => !page.isClosed())
  expect(left).toHaveLength(29)
  await eventuallyAll(left, page => unreadOf(page, title), 2, 60_000)
  await eventually(() => device.line.streams(), 1)
}, 300_000)

describe('when the tab that reads the stream goes, the next takes over and nothing is lost', () => {
  const scene = async () => {
    const two = await twoPeople(on)
    const device = await on.device(two.bruno)
    const pages = await tabsOn(device, two.conversation, 4)
    const leader = await someLeader(pages)
    const others = pages.filter(page => page !== leader)
    let said = 0
    const say = async (count = 3) => {
      for (let n = 0; n < count; n++) await writes(on, two.ana, two.conversation, `Line ${++said}.`)
    }
    const allHave = async (which: Page[]) => {
      for (let n = 1; n <= said; n++)
        await eventuallyAll(which, page => messagesWith(page, `Line ${n}.`).count(), 1)
    }
    await say()
    await allHave(pages)
    return { ...two, device, leader, others, pages, say, allHave }
  }

  test('closed', async () => {
    const { device, leader, others, say, allHave } = await scene()
    await leader.close()
    await say()
    await allHave(others)
    await eventually(() => device.line.streams(), 1)
    await someLeader(others)
  })

  test('crashed', async () => {
    const { device, leader, others, say, allHave } = await scene()
    device.tolerate(/the page crashed/)
    await crash(leader)
    await say()
    await allHave(others)
    await eventually(() => device.line.streams(), 1)
    await someLeader(others)
  })

  test('frozen, and when it is thawed it has what it missed and is one among equals', async () => {
    const { device, leader, others, pages, say, allHave } = await scene()
    const thaw = await freeze(leader)
    await say()
    await allHave(others)
    await someLeader(others)
    await say()
    await thaw()
    await allHave(pages)
    await eventually(() => device.line.streams(), 1)
    await say()
    await allHave(pages)
    await someLeader(pages)
  })

  test('again and again, until one is left', async () => {
    const { device, pages, say, allHave } = await scene()
    let left = pages
    while (left.length > 1) {
      const now = left
      const leader = await someLeader(now)
      await say(1)
      await leader?.close()
      await say(1)
      left = left.filter(page => page !== leader)
      await allHave(left)
    }
    await eventually(() => device.line.streams(), 1)
  })
})

test('without Web Locks each tab has its own stream, and all is as before', async () => {
  const { ana, bruno, title, conversation } = await twoPeople(on)
  const device = await on.device(bruno)
  await device.context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined })
  })
  const pages = await inboxes(device, 3)
  await eventually(() => device.line.streams(), 3)
  await writes(on, ana, conversation, 'One')
  await eventuallyAll(pages, page => unreadOf(page, title), 1)
})

test('a tab that is duplicated has a name of its own', async () => {
  const { bruno, conversation } = await twoPeople(on)
  const device = await on.device(bruno)
  const names = new Set<string>()
  device.context.on('request', request => {
    const name = request.headers()['x-client-id']
    if (name) names.add(name)
  })
  const [page] = (await tabsOn(device, conversation, 1)) as [Page]
  const opening = device.context.waitForEvent('page')
  // What `Duplicate` does: the other has a copy of this one's session storage.
  await page.evaluate(() => void window.open(location.href))
  const twin = await opening
  for (const one of [page, twin]) {
    await say(one, 'Which one am I?')
    await eventually(() => composer(one).inputValue(), '')
  }
  await eventually(() => names.size, 2)
})

describe('who is signed in', () => {
  const signedIn = async () => {
    const two = await twoPeople(on)
    const device = await on.device(two.ana)
    await writes(on, two.bruno, two.conversation, 'For Ana only')
    const pages = await tabsOn(device, two.conversation, 3)
    await eventuallyAll(pages, page => messagesWith(page, 'For Ana only').count(), 1)
    await composer(pages[1]!).fill('A draft of hers')
    device.tolerate(/status of 40[14]|net::ERR_ABORTED/)
    return { ...two, device, pages }
  }
  /** A page that is just on its way elsewhere counts as holding it: it is looked at again. */
  const holds = (page: Page, text: string) =>
    page
      .evaluate(
        wanted =>
          (document.documentElement?.outerHTML ?? wanted).includes(wanted) ||
          JSON.stringify(localStorage).includes(wanted),
        text,
      )
      .catch(error => {
        if (String(error).includes('context was destroyed')) return true
        throw error
      })
  const path = (page: Page) => new URL(page.url()).pathname

  test('signing out reaches every tab, and leaves nothing behind', async () => {
    const { pages, device, title } = await signedIn()
    const [page] = pages as [Page]
    await page.goto(`${device.line.url}/inbox`)
    await lives(page)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await eventuallyAll(pages, path, '/login')
    for (const text of ['For Ana only', 'A draft of hers', title])
      await eventuallyAll(pages, one => holds(one, text), false)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('tertulia'))),
    ).toEqual([])
    await eventually(() => device.line.streams(), 0)
    // Going back brings nothing back.
    await page.goBack()
    await eventually(() => path(page), '/login')
    expect(await holds(page, 'For Ana only')).toBe(false)
  })

  test('when another signs in with this browser, every tab becomes theirs and forgets the first', async () => {
    const { pages, device } = await signedIn()
    const carla = await on.person('Carla')
    const dario = await on.person('Dario')
    await writes(on, dario, await group(on.place, [dario, carla], 'Of Carla'), 'For Carla only')
    const [page, ...others] = pages as [Page, ...Page[]]
    // As the login page does it, in one of the tabs.
    await page.goto(`${device.line.url}/login`)
    await page.evaluate(
      token =>
        fetch('/api/session', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        }).then(() => location.assign('/inbox')),
      carla.token,
    )
    await eventually(() => unreadOf(page, 'Of Carla'), 1)
    await eventuallyAll(others, one => holds(one, 'For Ana only'), false)
    await eventuallyAll(pages, one => holds(one, 'A draft of hers'), false)
    for (const one of others) await one.goto(`${device.line.url}/inbox`)
    await eventuallyAll(pages, one => unreadOf(one, 'Of Carla'), 1)
    await eventually(() => device.line.streams(), 1)
  })

  test('a session that ends at the server ends in every tab', async () => {
    const { pages, ana } = await signedIn()
    await on.sql`delete from sessions where user_id = ${ana.id}`
    // Found out with the next thing that any of them asks for, which may be to tell that somebody writes.
    await composer(pages[0]!).fill('Is anybody there?')
    await pages[0]!.keyboard.press('Enter')
    await eventuallyAll(pages, path, '/login', 60_000)
    await eventuallyAll(pages, one => holds(one, 'For Ana only'), false)
  })
})
