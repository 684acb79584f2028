// Every page in every state, for everybody: axe finds nothing, nothing is cut off when narrow or large, the keyboard alone
// suffices, and both languages are whole.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { painted } from './browser/anchor'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { beyond, outOfReach } from './browser/looks'
import { composer, conversations, itemOf, log, messagesWith, stateOf, unreadOf } from './browser/messenger'
import { writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { castMember, pageStates, reach } from './browser/states'
import { lives } from './browser/tab'
import { group, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage({ SEED_DEMO: '1' })
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const stateNamed = (name: string) => pageStates.find(state => state.name === name)!

const looks = [
  { locale: 'en', scheme: 'light', width: 1440, height: 900 },
  { locale: 'es', scheme: 'dark', width: 390, height: 844 },
] as const

describe.each(looks)('$locale, $scheme, $width px wide', look => {
  const fitting = pageStates.filter(({ fits }) => fits?.(look.width) ?? true)
  test.each(fitting.map(state => [state.name, state] as const))('axe finds nothing: %s', async (_, state) => {
    const { page } = await reach(on, state, look)
    expect(await axe(page)).toEqual([])
    expect(await beyond(page)).toBe(0)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.locale)
    if (look.width > 390) return
    await page.setViewportSize({ width: 320, height: 640 })
    await painted(page)
    expect(await beyond(page)).toBe(0)
    expect(await outOfReach(page)).toEqual([])
  })
})

describe('reflow loses nothing', () => {
  const between = { locale: 'es', scheme: 'light', width: 768, height: 1024 } as const
  test.each(['inbox', 'group', 'details', 'report', 'report-sheet'])('768 px: %s', async name => {
    const { page } = await reach(on, stateNamed(name), between)
    expect(await axe(page)).toEqual([])
    expect(await beyond(page)).toBe(0)
    expect(await outOfReach(page)).toEqual([])
  })

  // A window of 1280 by 720 at 200 %, as the browser's own zoom lays it out; and text alone twice as large.
  const zoomed = { locale: 'en', scheme: 'light', width: 640, height: 360 } as const
  test.each(['inbox', 'group', 'report', 'new-conversation'])('zoomed to 200 percent: %s', async name => {
    const { page } = await reach(on, stateNamed(name), zoomed)
    expect(await beyond(page)).toBe(0)
    expect(await outOfReach(page)).toEqual([])
    if (name !== 'group') return
    const { height } = (await log(page).boundingBox())!
    expect(height).toBeGreaterThan(80)
    expect(await composer(page).isVisible()).toBe(true)
  })
  test.each(['inbox', 'group', 'report'])('text at 200 percent: %s', async name => {
    const { page } = await reach(on, stateNamed(name), {
      locale: 'en',
      scheme: 'light',
      width: 1280,
      height: 720,
    })
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect(await beyond(page)).toBe(0)
    expect(await outOfReach(page)).toEqual([])
  })
})

describe('names and roles, as the contract has them', () => {
  test('the inbox and a conversation', async () => {
    // Of the cast the one whom no other test here lets read anything.
    const device = await on.device(await castMember(on, 'diego'))
    const { page } = await device.tab('/inbox')
    await conversations(page).getByRole('list').getByRole('listitem').first().waitFor()
    const tree = await conversations(page).ariaSnapshot()
    expect(tree).toMatch(/link "Vecinos de Mayor [^"]*\b[1-9]\d* unread/)
    await itemOf(page, 'Vecinos de Mayor').click()
    await log(page).waitFor()
    await composer(page).waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await eventually(() => unreadOf(page, 'Vecinos de Mayor'), 0)
  })
  test('a report and its panel', async () => {
    const device = await on.device(await castMember(on, 'bruno'))
    const { page } = await device.tab('/reports/R-2041')
    const panel = page.getByRole('complementary', { name: 'Chat', exact: true })
    await panel.getByRole('log', { name: 'Messages' }).waitFor()
    await panel.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
    // Closed and opened again by keyboard, which stays where it is.
    const close = panel.getByRole('button', { name: 'Close the chat' })
    const bar = panel.getByRole('button', { name: 'Open the chat' })
    for (const [from, to] of [
      [close, bar],
      [bar, close],
    ] as const) {
      await from.press('Enter')
      await eventually(() => to.evaluate(one => one === document.activeElement), true)
    }
  })
  test('the login page', async () => {
    const device = await on.device()
    const { page } = await device.tab('/login')
    await page.getByRole('list').getByRole('button', { name: 'Ana Ruiz' }).waitFor()
    expect(await page.getByRole('list').getByRole('button').count()).toBe(5)
  })
})

describe('the keyboard alone', () => {
  /** Presses Tab until what has the focus is called this. */
  const tabTo = async (page: Page, name: RegExp, key = 'Tab') => {
    const seen: string[] = []
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press(key)
      const focused = await page.evaluate(() => {
        const { activeElement: one } = document
        return one?.getAttribute('aria-label') || one?.textContent || one?.tagName || ''
      })
      seen.push(focused.slice(0, 40))
      if (name.test(focused)) return
    }
    throw new Error(`Tab never reached ${name}, but ${seen.join(' | ')}`)
  }
  /** On itself, or on the box that it seems to be. */
  const focusIsSeen = (page: Page) =>
    page.evaluate(() => {
      const boxes: Element[] = []
      for (let one = document.activeElement; one && boxes.length < 4; one = one.parentElement) boxes.push(one)
      return boxes
        .map(box => getComputedStyle(box))
        .some(
          ({ outlineStyle, outlineWidth, boxShadow }) =>
            (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
        )
    })

  test('signs in, finds a conversation, reads, writes, looks at details and signs out', async () => {
    const device = await on.device()
    device.tolerate(/status of 401|net::ERR_ABORTED/)
    const { page } = await device.tab('/login')
    await page.getByRole('button', { name: 'Bruno Díaz' }).waitFor()
    await tabTo(page, /^Bruno Díaz|Bruno/)
    expect(await focusIsSeen(page)).toBe(true)
    await page.keyboard.press('Enter')
    await conversations(page).waitFor()
    await lives(page)

    await tabTo(page, /Vecinos de Mayor|Portal 14|Barrio|Huerto|Ana|Carla|Elena/)
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    for (let n = 0; n < 30; n++) {
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
      if (focused.includes('Vecinos de Mayor')) break
      await page.keyboard.press('ArrowDown')
    }
    expect(await focusIsSeen(page)).toBe(true)
    await page.keyboard.press('Enter')
    await log(page).waitFor()

    await tabTo(page, /^Message$/)
    expect(await focusIsSeen(page)).toBe(true)
    await page.keyboard.type('Written without a mouse')
    await page.keyboard.press('Enter')
    await eventually(() => messagesWith(page, 'Written without a mouse').count(), 1)
    await eventually(
      async () => ['Sent', 'Delivered', 'Read'].includes(String(await stateOf(page, 'Written without'))),
      true,
    )
    expect(await composer(page).evaluate(one => one === document.activeElement)).toBe(true)

    await tabTo(page, /^More$/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('menu').count(), 0)

    await tabTo(page, /^Account/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).pathname, '/login')
  })

  test('starts a group, adds and removes somebody, and leaves', async () => {
    const ana = await castMember(on, 'ana')
    const device = await on.device(ana)
    const { page } = await device.tab('/inbox')
    await tabTo(page, /^New conversation$/)
    await page.keyboard.press('Enter')
    await page.getByRole('combobox').waitFor()
    await eventually(() => page.getByRole('combobox').evaluate(one => one === document.activeElement), true)
    await page.keyboard.type('Bruno')
    await page.getByRole('option', { name: 'Bruno Díaz' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Carla')
    await page.getByRole('option', { name: 'Carla Méndez' }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, /^Name of the group|^INPUT$/)
    await page.getByLabel('Name of the group').focus()
    await page.keyboard.type('By keyboard')
    await tabTo(page, /^Start conversation$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'By keyboard' }).waitFor()
    await eventually(
      () =>
        conversations(page)
          .getByRole('link', { name: /^By keyboard/ })
          .count(),
      1,
    )

    await page.getByRole('button', { name: 'Options for Carla Méndez' }).waitFor()
    await tabTo(page, /^Options for Carla Méndez$/)
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, /^Remove$/)
    await page.keyboard.press('Enter')
    await eventually(() => page.getByRole('button', { name: 'Options for Carla Méndez' }).count(), 0)
    await page.getByText('2 people').first().waitFor()
  })

  test('closes what it opened with Escape, and goes on where it was', async () => {
    const device = await on.device(await castMember(on, 'ana'))
    const { page } = await device.tab('/inbox')
    await tabTo(page, /^New conversation$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('dialog').count(), 0)
    await eventually(
      () => page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'New conversation',
    )
  })
})

describe('languages', () => {
  test('follow the browser, and the switch from then on, also after a reload and in the next tab', async () => {
    const device = await on.device(await castMember(on, 'carla'), { locale: 'es-ES' })
    const { page } = await device.tab('/inbox')
    await page.getByRole('navigation', { name: 'Conversaciones' }).waitFor()
    await page.getByRole('button', { name: /^Cuenta/ }).click()
    await page
      .getByRole('menuitem', { name: 'English' })
      .or(page.getByRole('menuitemradio', { name: 'English' }))
      .click()
    await conversations(page).waitFor()
    await page.reload()
    await conversations(page).waitFor()
    await conversations((await device.tab('/inbox')).page).waitFor()
  })
})

describe('a conversation and its people', () => {
  test('an open one can be looked at, joined, read and written in', async () => {
    const carla = await castMember(on, 'carla')
    const device = await on.device(carla)
    const [found] = await on.sql<
      { id: string }[]
    >`select id from conversations where name = 'Huerto de la Plaza'`
    const { page } = await device.tab(`/inbox/${found!.id}`)
    await page.getByRole('button', { name: 'Join conversation' }).click()
    await log(page).waitFor()
    await composer(page).fill('Hello everyone')
    await composer(page).press('Enter')
    await eventually(() => messagesWith(page, 'Hello everyone').count(), 1)
    await itemOf(page, 'Huerto de la Plaza').waitFor()
  })

  test('of two people there is one, however often it is begun', async () => {
    const [ana, bruno] = [await on.person('Anselma'), await on.person('Brunilda')]
    const device = await on.device(ana)
    const { page } = await device.tab('/inbox')
    const paths = new Set<string>()
    for (let n = 0; n < 2; n++) {
      await page.getByRole('button', { name: 'New conversation' }).first().click()
      await page.getByRole('combobox').fill(bruno.name)
      await page.getByRole('option', { name: bruno.name }).click()
      await page.getByRole('button', { name: 'Start conversation' }).click()
      await eventually(() => page.getByRole('dialog').count(), 0)
      await log(page).waitFor()
      paths.add(new URL(page.url()).pathname)
    }
    expect(paths.size).toBe(1)
  })

  test('who is added has it at once, who leaves has it no more', async () => {
    const [ana, bruno] = [await on.person('Anselma'), await on.person('Brunilda')]
    const carla = await on.person('Carlota')
    const id = await group(on.place, [ana, bruno], 'Comings and goings')
    await writes(on, ana, id, 'Before she came')
    const device = await on.device(carla)
    // Whoever is out of it asks whether it can still be seen from outside.
    device.tolerate(/status of 404\S* .*\/api\/conversations\//)
    const hers = (await device.tab('/inbox')).page
    const { page } = await (await on.device(ana)).tab(`/inbox/${id}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Add people' }).click()
    await page.getByRole('combobox').fill('Carlota')
    await page.getByRole('option', { name: 'Carlota' }).click()
    await page.getByRole('button', { name: 'Add 1 person' }).click()
    await itemOf(hers, 'Comings and goings').click()
    await eventually(() => messagesWith(hers, 'Before she came').count(), 1)
    await page.getByText('3 people').first().waitFor()

    await hers.getByRole('button', { name: 'More' }).click()
    await hers.getByRole('menuitem', { name: 'Leave conversation' }).click()
    await hers.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await eventually(() => new URL(hers.url()).pathname, '/inbox')
    await eventually(() => unreadOf(hers, 'Comings and goings'), null)
    await page.getByText('2 people').first().waitFor()
  })
})

describe('the panel on a report', () => {
  test('begins the conversation with its owner, whose inbox has it at once', async () => {
    const asker = await on.person('Amparo')
    const owner = (await (await on.device(await castMember(on, 'ana'))).tab('/inbox')).page
    const { page } = await (await on.device(asker)).tab('/reports/R-1987')
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Is the path open again?')
    await page.getByRole('textbox', { name: 'Message', exact: true }).press('Enter')
    await eventually(() => messagesWith(page, 'Is the path open again?').count(), 1)
    await eventually(() => unreadOf(owner, 'Amparo'), 1)
  })

  test('twice, and the inbox: one conversation, the same in all three, and one stream', async () => {
    const [ana, bruno] = [await castMember(on, 'ana'), await castMember(on, 'bruno')]
    const device = await on.device(bruno)
    const panels = [await device.tab('/reports/R-2041'), await device.tab('/reports/R-2041')].map(
      tab => tab.page,
    )
    const [found] = await on.sql<
      { id: string }[]
    >`select id from conversations where name = 'Vecinos de Mayor'`
    const { page } = await device.tab(`/inbox/${found!.id}`)
    // Of several conversations about the report a panel shows the newest first.
    await writes(on, ana, found!.id, 'To the three of you')
    const all = [...panels, page]
    await eventuallyAll(all, one => messagesWith(one, 'To the three of you').count(), 1)
    await panels[0]!.getByRole('textbox', { name: 'Message', exact: true }).fill('From one of them')
    await panels[0]!.getByRole('textbox', { name: 'Message', exact: true }).press('Enter')
    await eventuallyAll(all, one => messagesWith(one, 'From one of them').count(), 1)
    await eventually(() => device.line.streams(), 1)
    const { conversation } = await must(on.place, 'GET', `/api/conversations/${found!.id}`, bruno)
    expect(conversation.membership.unread_count).toBe(0)
  })
})
