// What can be done with a message: by mouse, by keyboard, by finger; and that it is seen at once, by the others soon.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually } from './browser/eventually'
import { lightAndDark } from './browser/looks'
import { at, composer, log, messagesWith, opened, say } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const editor = (page: Page) => page.getByRole('textbox', { name: 'Edit message' })
const gone = (page: Page) => messagesWith(page, 'This message was deleted')
const item = (page: Page, name: string) => page.getByRole('menuitem', { name })

/** Opens the menu of a message as a mouse does. */
const openMenu = async (page: Page, text: string) => {
  await messagesWith(page, text).hover()
  await page.getByRole('button', { name: 'More actions' }).click()
}
const choose = async (page: Page, text: string, name: string) => {
  await openMenu(page, text)
  await item(page, name).click()
}

/** Ana and bruno look at their group, in which bruno has said something and then ana. */
const together = async () => {
  const { ana, bruno, conversation, title } = await twoPeople(on)
  await writes(on, bruno, conversation, 'De Bruno')
  await writes(on, ana, conversation, 'De Ana')
  const [here, there] = [await on.device(ana), await on.device(bruno)]
  const [mine] = await tabsOn(here, conversation, 1)
  const [theirs] = await tabsOn(there, conversation, 1)
  return { ana, bruno, conversation, title, here, mine: mine!, theirs: theirs! }
}

test('who has read it is told by name, and follows as the dialog stands', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  const [mine] = await tabsOn(await on.device(ana), conversation, 1)
  await writes(on, ana, conversation, 'De Ana')
  await choose(mine!, 'De Ana', 'Read by')
  const of = (state: string) =>
    mine!.getByRole('dialog', { name: 'Read by' }).getByRole('region', { name: state, exact: true })
  await eventually(() => of('Not delivered yet').getByRole('listitem').allInnerTexts(), ['Bruno'])
  expect(await axe(mine!)).toEqual([])
  await tabsOn(await on.device(bruno), conversation, 1)
  await eventually(() => of('Read').getByRole('listitem').allInnerTexts(), ['Bruno'])
  await eventually(() => of('Not delivered yet').count(), 0)
  // Who comes afterwards has not read it, nor is it on the way to them.
  const carla = await on.person('Carla')
  await must(on.place, 'POST', `/api/conversations/${conversation}/members`, {
    token: ana.token,
    body: { user_ids: [carla.id] },
  })
  await log(mine!)
    .getByText(/You added \S?Carla/)
    .waitFor()
  expect(await mine!.getByRole('dialog').getByRole('listitem').allInnerTexts()).toEqual(['Bruno'])
})

describe('editing', () => {
  test('goes on where one writes, is seen by both, and the draft before it comes back', async () => {
    const { mine, theirs } = await together()
    await composer(mine).fill('Un borrador')
    await choose(mine, 'De Ana', 'Edit')
    await editor(mine).waitFor()
    expect(await editor(mine).inputValue()).toBe('De Ana')
    await editor(mine).fill('De Ana, corregido')
    expect(await lightAndDark(mine)).toEqual([])
    await editor(mine).press('Enter')
    await messagesWith(mine, 'De Ana, corregido').getByText('edited', { exact: true }).waitFor()
    expect(await composer(mine).inputValue()).toBe('Un borrador')
    await messagesWith(theirs, 'De Ana, corregido').getByText('edited', { exact: true }).waitFor()
  })

  test('begins with arrow-up where nothing is written, and Escape leaves all as it was', async () => {
    const { mine } = await together()
    await composer(mine).press('ArrowUp')
    await editor(mine).waitFor()
    await editor(mine).fill('Otra cosa')
    await editor(mine).press('Escape')
    await composer(mine).waitFor()
    expect(await composer(mine).inputValue()).toBe('')
    expect(await messagesWith(mine, 'De Ana').count()).toBe(1)
    await composer(mine).fill('x')
    await composer(mine).press('ArrowUp')
    expect(await editor(mine).count()).toBe(0)
  })

  test('that is refused comes back, and says why', async () => {
    const { mine, here } = await together()
    here.tolerate(/409/)
    await here.context.route(/\/api\/messages\//, route =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            body: '{"detail":"Too late."}',
          })
        : route.continue(),
    )
    await composer(mine).press('ArrowUp')
    await editor(mine).fill('Otra cosa')
    await editor(mine).press('Enter')
    await messagesWith(mine, 'De Ana').getByText('Your change was not saved. Too late.').waitFor()
    await mine.getByRole('button', { name: 'Dismiss' }).click()
    expect(await messagesWith(mine, 'Otra cosa').count()).toBe(0)
  })
})

describe('deleting', () => {
  test('can be taken back, and nobody else has seen it', async () => {
    const { mine, theirs } = await together()
    await choose(mine, 'De Ana', 'Delete')
    await gone(mine).waitFor()
    expect(await messagesWith(mine, 'De Ana').count()).toBe(0)
    await mine.getByRole('button', { name: 'Undo' }).press('Enter')
    await messagesWith(mine, 'De Ana').waitFor()
    // The button has gone, the one who pressed it has not: they are at the message.
    const message = messagesWith(mine, 'De Ana').locator('[data-message]')
    await eventually(() => message.evaluate(one => one === document.activeElement), true)
    expect(await messagesWith(theirs, 'De Ana').count()).toBe(1)
  })

  test('is done when another is, and when the page is left; the owner may delete what others say', async () => {
    const { mine, theirs } = await together()
    await choose(mine, 'De Ana', 'Delete')
    await choose(mine, 'De Bruno', 'Delete')
    await gone(theirs).waitFor()
    expect(await messagesWith(theirs, 'De Bruno').count()).toBe(1)
    // With the way back, while there is one: nothing waits for how long this takes.
    expect(await axe(mine)).toEqual([])
    await mine.goto('about:blank')
    await messagesWith(theirs, 'De Bruno').waitFor({ state: 'detached' })
    expect(await gone(theirs).count()).toBe(2)
  })

  test('is not offered to who may not', async () => {
    const { theirs } = await together()
    await openMenu(theirs, 'De Ana')
    await item(theirs, 'Copy text').waitFor()
    expect(await item(theirs, 'Delete').count()).toBe(0)
    expect(await item(theirs, 'Edit').count()).toBe(0)
  })
})

describe('without a mouse', () => {
  test('arrows go from message to message, Enter opens the menu, and the focus is never lost', async () => {
    const { mine } = await together()
    await actionsThere(mine)
    await log(mine).focus()
    await mine.keyboard.press('ArrowUp')
    await mine.keyboard.press('ArrowUp')
    await mine.keyboard.press('ArrowDown')
    const focused = () => mine.evaluate(() => document.activeElement?.textContent ?? '')
    expect(await focused()).toContain('De Ana')
    await mine.keyboard.press('Enter')
    await item(mine, 'Reply').waitFor()
    expect(await axe(mine)).toEqual([])
    await mine.keyboard.press('d')
    await mine.keyboard.press('Enter')
    await gone(mine).waitFor()
    await mine.keyboard.press('Tab')
    expect(await focused()).toBe('Undo')
    await mine.keyboard.press('Enter')
    await messagesWith(mine, 'De Ana').waitFor()
  })

  test('Tab goes from a message to what is beside it', async () => {
    const { mine } = await together()
    await actionsThere(mine)
    await log(mine).focus()
    await mine.keyboard.press('ArrowUp')
    await mine.getByRole('toolbar', { name: 'Message actions' }).waitFor()
    for (const name of ['Add reaction', 'Reply', 'More actions']) {
      await mine.keyboard.press('Tab')
      expect(await mine.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name)
    }
  })

  test('a finger that rests on a message opens the menu, and one that scrolls does not', async () => {
    const { ana, bruno, conversation } = await twoPeople(on)
    await writes(on, ana, conversation, 'De Ana')
    const device = await on.device(bruno, {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    })
    const { page } = await device.tab(at(conversation))
    await opened(page)
    await actionsThere(page)
    const box = (await messagesWith(page, 'De Ana').locator('[data-message]').boundingBox())!
    const [x, y] = [box.x + 20, box.y + 15]
    const touch = await page.context().newCDPSession(page)
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', to = { x, y }) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [to] })
    await finger('touchStart')
    await finger('touchMove', { x, y: y - 60 })
    await page.waitForTimeout(700)
    await finger('touchEnd')
    expect(await item(page, 'Reply').count()).toBe(0)
    await finger('touchStart')
    await item(page, 'Reply').waitFor()
    await finger('touchEnd')
    expect(await item(page, 'Copy text').isVisible()).toBe(true)
    // Not the first, which has the focus already.
    await item(page, 'Report').tap()
    await page.getByRole('dialog').waitFor()
  })
})

/** The actions come after the page: once they are there, what has the focus has them beside it. */
const actionsThere = (page: Page) =>
  eventually(async () => {
    await log(page).focus()
    await log(page).locator('[data-message]').first().focus()
    return page.getByRole('toolbar', { name: 'Message actions' }).count()
  }, 1)

test('the menu stays while messages arrive', async () => {
  const { mine, bruno, conversation } = await together()
  await openMenu(mine, 'De Bruno')
  await writes(on, bruno, conversation, 'Otra')
  await messagesWith(mine, 'Otra').waitFor()
  expect(await item(mine, 'Reply').isVisible()).toBe(true)
})

test('a mouse that is moved goes before the focus of the keyboard', async () => {
  const { mine } = await together()
  await openMenu(mine, 'De Ana')
  await mine.keyboard.press('Escape')
  await messagesWith(mine, 'De Bruno').hover()
  await mine.getByRole('button', { name: 'Reply', exact: true }).click()
  await mine.getByText('Replying to Bruno').waitFor()
})

test('what is on its way has no actions', async () => {
  const { mine, here } = await together()
  here.tolerate(/ERR_INTERNET_DISCONNECTED/)
  await here.context.setOffline(true)
  await say(mine, 'Aún no')
  await messagesWith(mine, 'Aún no').hover()
  expect(await mine.getByRole('button', { name: 'More actions' }).count()).toBe(0)
})
