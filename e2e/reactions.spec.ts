// Reactions as two people with several tabs see them: everywhere once, by mouse and by keys, in both languages.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { longPress } from './browser/finger'
import { log, messagesWith } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const said = 'Have you seen the lamp?'
const row = (page: Page) => messagesWith(page, said)
/** The chips of the message, by name and whether they are pressed. */
const chips = (page: Page) =>
  row(page)
    .getByRole('button', { name: /^\S+ \d/ })
    .evaluateAll(all => all.map(one => `${one.ariaLabel} ${one.ariaPressed === 'true' ? 'on' : 'off'}`))
const add = async (page: Page) => {
  await row(page).hover()
  await row(page).getByRole('button', { name: 'Add reaction' }).click()
  return page.getByRole('dialog', { name: 'React to the message' })
}

/** Opens who reacted, and returns the way to read their names. */
const whoReacted = async (page: Page) => {
  await page.bringToFront()
  await row(page).hover()
  await row(page).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Reactions' }).click()
  const names = page.getByRole('dialog', { name: 'Reactions' }).getByRole('listitem').locator('bdi')
  await names.first().waitFor()
  return () => names.allTextContents()
}

const scene = async (count: number) => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await writes(on, bruno, conversation, said)
  const [hers, his] = [await on.device(ana), await on.device(bruno)]
  return {
    hers,
    anas: await tabsOn(hers, conversation, count),
    brunos: await tabsOn(his, conversation, count),
  }
}

test('what one reacts with shows in every tab of both, once, and says whose it is', async () => {
  const { anas, brunos } = await scene(2)
  const [first] = anas as [Page]
  await first.bringToFront()
  await (await add(first)).getByRole('button', { name: '👍' }).click()
  await eventuallyAll(anas, chips, ['👍 1, including you on'])
  await eventuallyAll(brunos, chips, ['👍 1 off'])
  const chip = row(brunos[1]!).getByRole('button', { name: '👍 1' })
  expect(await chip.getAttribute('title')).toBe('Ana')
  await brunos[1]!.bringToFront()
  await chip.click()
  await eventuallyAll([...anas, ...brunos], chips, ['👍 2, including you on'])
  const people = await whoReacted(brunos[1]!)
  await eventually(people, ['Ana', 'Bruno'])
  expect(await axe(brunos[1]!)).toEqual([])
  await first.bringToFront()
  await row(first).getByRole('button', { name: '👍 2, including you' }).click()
  await eventuallyAll(anas, chips, ['👍 1 off'])
  await eventuallyAll(brunos, chips, ['👍 1, including you on'])
  await eventually(people, ['Bruno'])
  await (await add(first)).getByRole('button', { name: '❤️' }).click()
  await eventually(people, ['Bruno', 'Ana'])
  await brunos[1]!.bringToFront()
  await brunos[1]!.getByRole('dialog').getByRole('button', { name: '❤️ 1' }).click()
  await eventually(people, ['Ana'])
  await first.reload()
  await eventually(() => chips(first), ['👍 1 off', '❤️ 1, including you on'])
})

test('it is there before the server knows, and on, off and on again is what stays', async () => {
  const { hers, anas, brunos } = await scene(1)
  const [page, other] = [anas[0]!, brunos[0]!]
  const held = hers.line.meet(/^PUT \S+\/reactions\//, 'hold-request')
  await (await add(page)).getByRole('button', { name: '❤️' }).click()
  await eventually(() => chips(page), ['❤️ 1, including you on'])
  await held.catches()
  expect(await chips(other)).toEqual([])
  const chip = row(page).getByRole('button', { name: /^❤️/ })
  await chip.click()
  await eventually(() => chips(page), [])
  await (await add(page)).getByRole('button', { name: '❤️' }).click()
  held.release()
  await eventuallyAll([other], chips, ['❤️ 1 off'])
  expect(await chips(page)).toEqual(['❤️ 1, including you on'])
})

test('by keys alone: to the button, through the search to an emoji, which is remembered, and back', async () => {
  const { anas } = await scene(1)
  const page = anas[0]!
  const button = row(page).getByRole('button', { name: 'Add reaction' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'React to the message' })
  await eventually(
    () => dialog.getByRole('button', { name: '👍' }).evaluate(one => one === document.activeElement),
    true,
  )
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await eventually(() => button.evaluate(one => one === document.activeElement), true)

  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'More emojis' }).press('Enter')
  await dialog.getByRole('grid').getByRole('gridcell').first().waitFor()
  expect(await axe(page)).toEqual([])
  await page.keyboard.type('calabaza')
  // And nothing else: what its first letters find has it, too.
  await eventually(
    () => dialog.getByRole('gridcell').evaluateAll(all => all.map(one => one.ariaLabel)),
    ['Jack-o-lantern'],
  )
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await eventually(() => chips(page), ['🎃 1, including you on'])
  await eventually(() => button.evaluate(one => one === document.activeElement), true)
  // Tab comes by once, arrows go to what can be pressed.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await eventually(() => chips(page), [])
  await eventually(() => button.evaluate(one => one === document.activeElement), true)
  await eventually(() => dialog.count(), 0)

  await add(page)
  await dialog.getByRole('button', { name: 'More emojis' }).click()
  await dialog.getByRole('region', { name: 'Recently used' }).getByRole('button', { name: '🎃' }).waitFor()
  await dialog.getByRole('searchbox').fill('nothing is called that')
  await dialog.getByText('No emoji is called that.').waitFor()
  await page.mouse.click(5, 5)
  await eventually(() => dialog.count(), 0)
})

test('a chip under the newest message comes into sight of whoever stands at the end', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  for (let n = 0; n < 30; n++) await writes(on, bruno, conversation, `Number ${n}`)
  await writes(on, bruno, conversation, said)
  const [page] = (await tabsOn(await on.device(ana), conversation, 1)) as [Page]
  await log(page).press('End')
  const hidden = () =>
    log(page).evaluate(one => Math.round(one.scrollHeight - one.clientHeight - one.scrollTop))
  await eventually(hidden, 0)
  const { id } = (
    await on.sql<{ id: string }[]>`select id from messages where content = ${said}
    and conversation_id = ${conversation}`
  )[0]!
  await must(on.place, 'PUT', `/api/messages/${id}/reactions/${encodeURIComponent('👍')}`, {
    token: bruno.token,
  })
  await eventually(() => chips(page), ['👍 1 off'])
  await eventually(hidden, 0)
})

test('a refusal is said and falls back', async () => {
  const { hers, anas, brunos } = await scene(1)
  const page = anas[0]!
  await (await add(page)).getByRole('button', { name: '👍' }).click()
  await eventually(() => chips(page), ['👍 1, including you on'])
  await eventuallyAll(brunos, chips, ['👍 1 off'])
  // Meanwhile there are as many on it as a message takes.
  await on.sql`update messages set reactions = reactions || (
    select jsonb_agg(jsonb_build_object('emoji', chr(128000 + n), 'count', 1, 'user_ids', '[]'::jsonb))
    from generate_series(1, 49) as n) where content = ${said} and reactions <> '[]'`
  hers.tolerate(/422/)
  await (await add(page)).getByRole('button', { name: '🙏' }).click()
  await page.getByRole('alert').filter({ hasText: 'Your reaction was not saved.' }).waitFor()
  expect(await chips(page)).toEqual(['👍 1, including you on'])
})

test('on a phone, in Spanish: the menu of a message reacts, all fits, and an emoji is found in either language', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await writes(on, bruno, conversation, said)
  const phone = await on.device(ana, {
    locale: 'es-ES',
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
  })
  const { page } = await phone.tab(`/inbox/${conversation}`)
  const message = page.getByRole('log').locator('[data-index]').filter({ hasText: said })
  const bubble = message.locator('[data-message]')
  await message.waitFor()
  // No button stands beside the message that a finger could see.
  const button = message.getByRole('button', { name: 'Añadir reacción' })
  expect(await button.evaluate(one => one.getBoundingClientRect().width)).toBeLessThan(5)

  await longPress(page, bubble)
  const row = page.getByRole('menu').getByRole('group', { name: 'Reaccionar al mensaje' })
  expect(await axe(page)).toEqual([])
  const fits = (box: { x: number; y: number; width: number; height: number } | null) =>
    box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 640
  expect(fits(await page.getByRole('menu').boundingBox())).toBe(true)
  // Arrows go along the row, and down past it.
  const focused = () =>
    page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)
  await row.getByRole('menuitemcheckbox', { name: '👍' }).focus()
  await page.keyboard.press('ArrowLeft')
  expect(await focused()).toBe('Más emojis')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('Responder')
  await row.getByRole('menuitemcheckbox', { name: '👍' }).tap()
  const chip = message.getByRole('button', { name: '👍 1, la tuya incluida' })
  await chip.waitFor()
  // Who rests on it asks who that was, and takes nothing back.
  const reactors = page.getByRole('dialog', { name: 'Reacciones' })
  await longPress(page, chip, reactors)
  await reactors.getByText('Ana').waitFor()
  await reactors.getByRole('button', { name: 'Cerrar' }).tap()
  await eventually(() => reactors.count(), 0)
  expect(await chip.count()).toBe(1)
  await longPress(page, bubble)
  await row.getByRole('menuitemcheckbox', { name: '👍', checked: true }).tap()
  await eventually(() => message.getByRole('button', { name: /^👍/ }).count(), 0)

  // What is refused is said here, too.
  phone.tolerate(/422/)
  await page.route('**/reactions/*', route =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{}' }),
  )
  await longPress(page, bubble)
  await row.getByRole('menuitemcheckbox', { name: '🙏' }).tap()
  await message.getByRole('alert').filter({ hasText: 'No se ha guardado tu reacción.' }).waitFor()
  await page.unrouteAll()

  await longPress(page, bubble)
  await row.getByRole('menuitem', { name: 'Más emojis' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Reaccionar al mensaje' })
  await dialog.getByRole('gridcell').first().waitFor()
  expect(fits(await dialog.boundingBox())).toBe(true)
  for (const word of ['pumpkin', 'calabaza', 'corazon']) {
    await dialog.getByRole('searchbox').fill(word)
    await eventually(
      () =>
        dialog
          .getByRole('gridcell', { name: word === 'corazon' ? 'Corazón rojo' : 'Calabaza de Halloween' })
          .count(),
      1,
    )
  }
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('gridcell', { name: 'Corazón rojo' }).tap()
  await message.getByRole('button', { name: '❤️ 1, la tuya incluida' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

  // Any other by its own sign, in whatever tone.
  await longPress(page, bubble)
  await row.getByRole('menuitem', { name: 'Más emojis' }).tap()
  await dialog.getByRole('searchbox').fill('👍🏽')
  await dialog.getByRole('button', { name: '👍🏽' }).tap()
  await message.getByRole('button', { name: '👍🏽 1, la tuya incluida' }).waitFor()
})
