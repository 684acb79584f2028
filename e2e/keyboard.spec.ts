// Shortcuts: the palette, the sheet that names them, and the keys that go from conversation to conversation.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually } from './browser/eventually'
import { at, composer, itemOf, log, messagesWith, opened, unreadOf } from './browser/messenger'
import { imported, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group, must, type Person, tokenFor } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const dialog = (page: Page) => page.getByRole('dialog')
const path = (page: Page) => new URL(page.url()).pathname
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)
/** The options, the active one marked. */
const options = (page: Page) =>
  page
    .getByRole('option')
    .evaluateAll(all => all.map(one => `${one.ariaSelected === 'true' ? '> ' : ''}${one.textContent}`))

/** Three groups; the first made is the last in the list. */
const threeGroups = async () => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const ids: string[] = []
  for (const title of ['Día de la Plaza', 'Garaje', 'Vecinos de Mayor']) {
    const id = await group(on.place, [ana, bruno], title)
    await writes(on, bruno, id, `In ${title}`)
    ids.push(id)
  }
  const [plaza, garage, major] = ids as [string, string, string]
  return { ana, bruno, plaza, garage, major }
}

/** A dm of the two, about a listing of the other one. */
const dmAboutSomething = async (one: Person, other: Person): Promise<string> => {
  const [row] = await on.sql<{ sub: string }[]>`select external_id as sub from users where id = ${other.id}`
  const { report } = await must(on.place, 'PUT', '/api/reports/keyboard-flat', {
    token: tokenFor({ role: 'service' }),
    body: { kind: 'listing', title: 'Ático', url: '/reports/keyboard-flat', owner_external_id: row!.sub },
  })
  const { conversation } = await must(on.place, 'POST', '/api/conversations', {
    token: one.token,
    body: { type: 'dm', member_ids: [other.id], report_id: report.id },
  })
  return conversation.id
}

describe('the palette', () => {
  test('jumps to a conversation by a few letters without accents, by keys alone', async () => {
    const { ana, plaza } = await threeGroups()
    const { page } = await (await on.device(ana)).tab()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await eventually(() => options(page), ['> Vecinos de Mayor', 'Garaje', 'Día de la Plaza'])
    await page.keyboard.press('ArrowDown')
    await eventually(() => options(page), ['Vecinos de Mayor', '> Garaje', 'Día de la Plaza'])
    expect(await axe(page)).toEqual([])
    await page.keyboard.type('DIA pla')
    await eventually(() => options(page), ['> Día de la Plaza'])
    const active = await page.getByRole('combobox').getAttribute('aria-activedescendant')
    expect(await page.locator(`[id="${active}"]`).textContent()).toBe('Día de la Plaza')
    await page.keyboard.press('Enter')
    await eventually(() => path(page), at(plaza))
    await opened(page)
    await eventually(() => dialog(page).count(), 0)
    await eventually(() => focused(page), 'Message')
  })

  test('opens the conversation with a person, also out of a text that is being written', async () => {
    const { ana, garage } = await threeGroups()
    const carla = await on.person('Cármen')
    const about = await dmAboutSomething(ana, carla)
    const { page } = await (await on.device(ana)).tab(at(garage))
    await opened(page)
    await composer(page).fill('half a sen')
    await composer(page).press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type('cármen')
    await page.getByRole('option', { name: `${carla.name} New message` }).waitFor()
    await eventually(async () => (await options(page)).length, 2)
    await page.keyboard.press('ArrowDown')
    await eventually(() => options(page).then(all => all.at(-1)), `> ${carla.name}New message`)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: carla.name }).waitFor()
    expect(path(page)).not.toBe(at(about))
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => dialog(page).count(), 0)
    await eventually(() => focused(page), 'Message')
    await itemOf(page, 'Garaje').click()
    await eventually(() => composer(page).inputValue(), 'half a sen')
    await eventually(() => focused(page), 'Message')
    await page.keyboard.type('tence')
    expect(await composer(page).inputValue()).toBe('half a sentence')
  })

  test('has a button, says when it finds nothing, and finds what the list does not hold', async () => {
    const { ana, plaza } = await threeGroups()
    await must(on.place, 'PATCH', `/api/conversations/${plaza}/membership`, {
      token: ana.token,
      body: { archived: true },
    })
    const { page } = await (await on.device(ana)).tab()
    await page.getByRole('button', { name: 'Jump to a conversation or a person' }).click()
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type('xyzzy')
    await page.getByText('Nothing matches "xyzzy".').first().waitFor()
    await page.keyboard.press('Enter')
    expect(path(page)).toBe('/inbox')
    expect(await dialog(page).count()).toBe(1)
    await page.getByRole('combobox').fill('dia de')
    await eventually(() => options(page), ['> Día de la PlazaArchived'])
    await page.keyboard.press('Enter')
    await eventually(() => path(page), at(plaza))
    await opened(page)
  })
})

test('Alt and an arrow go from conversation to conversation, and stop at the ends', async () => {
  const { ana, plaza, garage, major } = await threeGroups()
  const { page } = await (await on.device(ana)).tab()
  await page.keyboard.press('Alt+ArrowDown')
  await eventually(() => path(page), at(major))
  await eventually(() => focused(page), 'Message')
  await page.keyboard.press('Alt+ArrowDown')
  await eventually(() => path(page), at(garage))
  await page.keyboard.press('Alt+ArrowDown')
  await eventually(() => path(page), at(plaza))
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await eventually(() => path(page), at(garage))
})

describe('the sheet of shortcuts', () => {
  test('opens by a question mark, not by one in a text, and closes with Escape', async () => {
    const { ana, garage } = await threeGroups()
    const { page } = await (await on.device(ana)).tab(at(garage))
    await opened(page)
    await composer(page).press('?')
    expect(await composer(page).inputValue()).toBe('?')
    expect(await dialog(page).count()).toBe(0)
    await log(page).focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await eventually(() => dialog(page).count(), 0)
    await eventually(() => focused(page), 'Messages')
  })

  test('turns single keys off, for good, and on again from the menu', async () => {
    const { ana, garage } = await threeGroups()
    const { page } = await (await on.device(ana)).tab()
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck()
    await page.keyboard.press('Escape')
    await eventually(() => dialog(page).count(), 0)
    await page.keyboard.press('?')
    await page.reload()
    await itemOf(page, 'Garaje').waitFor()
    await lives(page)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    // The one that is no single key is heard after it, and there is nothing else by then.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Jump to' }).waitFor()
    expect(await dialog(page).count()).toBe(1)
    await page.keyboard.press('Escape')
    await eventually(() => dialog(page).count(), 0)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).check()
    await page.keyboard.press('Escape')
    await eventually(() => dialog(page).count(), 0)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(path(page)).not.toBe(at(garage))
  })
})

describe('Escape', () => {
  test('closes what is open, and only then marks the conversation read', async () => {
    const two = await twoPeople(on)
    await imported(on, two.conversation, two.ana, 60, n => `Line ${n}.`)
    const { page } = await (await on.device(two.bruno, { viewport: { width: 1440, height: 900 } })).tab(
      at(two.conversation),
    )
    await opened(page)
    await eventually(() => unreadOf(page, two.title), 0)
    await log(page).press('Home')
    await eventually(() => messagesWith(page, 'Line 59.').count(), 0)
    for (const n of [1, 2, 3]) await writes(on, two.ana, two.conversation, `News ${n}`)
    await eventually(() => unreadOf(page, two.title), 3)

    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('menu').count(), 0)
    expect(await unreadOf(page, two.title)).toBe(3)

    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByRole('button', { name: 'Close details' }).focus()
    await page.keyboard.press('Escape')
    await eventually(() => details.count(), 0)
    expect(await unreadOf(page, two.title)).toBe(3)
    await eventually(() => focused(page), 'Details')

    await page.keyboard.press('Escape')
    await eventually(() => unreadOf(page, two.title), 0)

    // Marked as unread, after more was read than was said: what happened to a message counts, too.
    const here = `/api/conversations/${two.conversation}`
    const { message } = await writes(on, two.ana, two.conversation, 'One more')
    const heart = `/api/messages/${message.id}/reactions/${encodeURIComponent('❤️')}`
    await must(on.place, 'PUT', heart, { token: two.ana.token })
    const { token } = two.bruno
    const { conversation } = await must(on.place, 'GET', here, { token })
    await must(on.place, 'POST', `${here}/read`, { token, body: { seq: conversation.seq } })
    await must(on.place, 'PATCH', `${here}/membership`, { token, body: { marked_unread: true } })
    const marked = page.getByRole('link', { name: new RegExp(`^${two.title}.*Marked as unread`) })
    await marked.waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => marked.count(), 0)
  })
})

test('a menu stays open, and the focus in it, while messages arrive', async () => {
  const two = await twoPeople(on)
  await imported(on, two.conversation, two.ana, 60, n => `Line ${n}`)
  const { page } = await (await on.device(two.bruno)).tab(at(two.conversation))
  await opened(page)
  for (const [button, item] of [
    [page.getByRole('button', { name: 'More', exact: true }), 'Mark as unread'],
    [page.getByRole('button', { name: /^Account/ }), 'English'],
  ] as const) {
    await button.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('menu').waitFor()
    const active = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    await eventually(async () => (await active()).includes(item), true)
    const before = await active()
    for (const n of [1, 2, 3]) {
      await writes(on, two.ana, two.conversation, `While ${item} is open ${n}`)
      await eventually(() => messagesWith(page, `While ${item} is open ${n}`).count(), 1)
    }
    expect(await page.getByRole('menu').count()).toBe(1)
    // Its words follow what is unread for a moment; a focus that is lost does not come back.
    await eventually(active, before)
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('menu').count(), 0)
  }
})
