// What a screen reader is told of an open conversation: each new message of another once, and nothing else.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { words } from '../app/_ui/words'
import { painted, scrollOf } from './browser/anchor'
import { eventually } from './browser/eventually'
import { log, messagesWith, say, unreadOf } from './browser/messenger'
import { imported, tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { group, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

declare global {
  var __heard: string[]
}

/**
 * Listens from now on as assistive technology does: to what is put into a polite region, by the nearest of its ancestors that
 * is one (ARIA 1.2, 6.6.1). Regions inside of what is put in count too.
 */
const listen = (page: Page) =>
  page.evaluate(() => {
    const polite = '[aria-live=polite], [role=status], [role=log], [role=alert], [aria-live=off]'
    globalThis.__heard = []
    new MutationObserver(records => {
      for (const { addedNodes, target, type } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(polite)
        if (!region || region.matches('[aria-live=off]')) continue
        const added = type === 'characterData' ? [target] : [...addedNodes]
        for (const node of added)
          if (node.textContent?.trim()) globalThis.__heard.push(node.textContent.trim())
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
/** But for what a slow machine's line gives rise to say. */
const heard = async (page: Page) => {
  const all = await page.evaluate(() => globalThis.__heard)
  const { offline, catchingUp } = words.en
  return all.filter(text => ![offline, catchingUp].some(said => text.startsWith(said)))
}

const scene = async () => {
  const two = await twoPeople(on)
  await imported(on, two.conversation, two.ana, 150, n => `Line ${n}`)
  const [page] = (await tabsOn(await on.device(two.bruno), two.conversation, 1)) as [Page]
  await eventually(async () => (await scrollOf(page)).left < 2, true)
  await listen(page)
  return { ...two, page }
}

test('a new message is said once: who and what', async () => {
  const { page, ana, conversation } = await scene()
  const { message: first } = await writes(on, ana, conversation, 'Are you there?')
  await eventually(() => heard(page), [`${ana.name}: Are you there?`])
  const { message: second } = await writes(on, ana, conversation, 'Hello?')
  const both = [`${ana.name}: Are you there?`, `${ana.name}: Hello?`]
  await eventually(() => heard(page), both)
  // What is taken back is nowhere in the page any more, and that is not said.
  const { token } = ana
  await must(on.place, 'DELETE', `/api/messages/${first.id}`, { token })
  await must(on.place, 'PATCH', `/api/messages/${second.id}`, { token, body: { content: 'Good morning.' } })
  await messagesWith(page, 'Good morning.').waitFor()
  const left = () =>
    page.evaluate(() => ['Are you there?', 'Hello?'].filter(text => document.body.textContent.includes(text)))
  await eventually(left, [])
  expect(await heard(page)).toEqual(both)
})

test('nothing is said of an own one, of its ticks, nor of what the others do to it', async () => {
  const { page, ana, bruno, conversation } = await scene()
  await say(page, 'Mine')
  await writes(on, bruno, conversation, 'Mine too, from elsewhere')
  await eventually(() => messagesWith(page, 'Mine too, from elsewhere').count(), 1)
  await writes(on, ana, conversation, 'The end')
  await eventually(() => heard(page), [`${ana.name}: The end`])
})

test('nothing is said of what scrolling brings into the page, nor of what loads as history', async () => {
  const { page, ana, conversation } = await scene()
  await writes(on, ana, conversation, 'Said and heard')
  await eventually(async () => (await heard(page)).length, 1)
  // Up to the very first, which is not loaded yet, and back.
  const start = page.getByText('This is where the conversation begins')
  while ((await start.count()) === 0) {
    await log(page).press('Home')
    await painted(page)
  }
  await eventually(() => messagesWith(page, 'Said and heard').count(), 0)
  await log(page).press('End')
  await eventually(() => messagesWith(page, 'Said and heard').count(), 1)
  expect(await heard(page)).toHaveLength(1)
})

test('who reads further up is told too, once and not by the pill as well', async () => {
  const { page, ana, conversation } = await scene()
  await log(page).press('Home')
  await eventually(async () => (await scrollOf(page)).left > 500, true)
  await writes(on, ana, conversation, 'Far below')
  await page.getByRole('button', { name: '1 new message' }).waitFor()
  await eventually(() => heard(page), [`${ana.name}: Far below`])
  await log(page).press('End')
  await eventually(() => messagesWith(page, 'Far below').count(), 1)
  expect(await heard(page)).toHaveLength(1)
})

test('nothing is said of another conversation', async () => {
  const { page, ana, bruno, conversation } = await scene()
  const elsewhere = await group(on.place, [ana, bruno], 'Elsewhere')
  await writes(on, ana, elsewhere, 'Not here')
  await eventually(() => unreadOf(page, 'Elsewhere'), 1)
  await writes(on, ana, conversation, 'Here')
  await eventually(() => heard(page), [`${ana.name}: Here`])
})

test('control: a log that speaks for itself is heard', async () => {
  const { page, ana, conversation } = await scene()
  await log(page).evaluate(one => one.setAttribute('aria-live', 'polite'))
  await writes(on, ana, conversation, 'Twice')
  await eventually(async () => (await heard(page)).filter(text => text.includes('Twice')).length, 2)
})
