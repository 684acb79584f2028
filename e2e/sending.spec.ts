// A message on its way, whatever happens to the answer, the echo, the tab and the line: one bubble from keystroke to receipt.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { watchBubbles } from './browser/bubbles'
import { eventually, eventuallyAll } from './browser/eventually'
import { at, composer, itemOf, log, messagesWith, say, stateOf, texts } from './browser/messenger'
import { tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { bearer, group, history, messagesOf, must } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const sends = /^POST \S+\/messages$/
const stream = /^GET \/api\/stream/
const once = { now: 1, least: 1, most: 1 }
const isSettled = async (page: Page, text: string) =>
  ['Sent', 'Delivered', 'Read'].includes(String(await stateOf(page, text)))

const scene = async (tabs = 1) => {
  const two = await twoPeople(on)
  const device = await on.device(two.ana)
  const pages = await tabsOn(device, two.conversation, tabs)
  return { ...two, device, line: device.line, pages, page: pages[0]! }
}

/** It is stored once, and everybody has it under that id. */
const storedOnce = async ({ ana, conversation }: Awaited<ReturnType<typeof scene>>, text: string) => {
  const found = (await history(on.place, ana, conversation)).filter(({ content }) => content === text)
  expect(found).toHaveLength(1)
}

describe('one bubble', () => {
  test('when the answer is lost: the echo settles it', async () => {
    const all = await scene(2)
    const { page, pages, line } = all
    const lost = line.meet(sends, 'lose-answer')
    const watches = await Promise.all(pages.map(one => watchBubbles(one, 'Where is it?')))
    await say(page, 'Where is it?')
    await lost.catches()
    await eventuallyAll(pages, one => isSettled(one, 'Where is it?'), true)
    lost.release()
    for (const { seen } of watches) expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Where is it?')
  })

  test('when the echo comes first', async () => {
    const all = await scene(2)
    const { page, pages, line } = all
    const held = line.meet(sends, 'hold-answer')
    const watches = await Promise.all(pages.map(one => watchBubbles(one, 'Echo first')))
    await say(page, 'Echo first')
    await eventuallyAll(pages, one => isSettled(one, 'Echo first'), true)
    expect(held.caught).toBe(1)
    held.release()
    await say(page, 'And another')
    await eventuallyAll(pages, one => isSettled(one, 'And another'), true)
    for (const { seen } of watches) expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Echo first')
  })

  test('when the answer comes first', async () => {
    const all = await scene(2)
    const { page, pages, line } = all
    const watches = await Promise.all(pages.map(one => watchBubbles(one, 'Answer first')))
    line.freezeStreams()
    await say(page, 'Answer first')
    await eventually(() => isSettled(page, 'Answer first'), true)
    line.up()
    await eventuallyAll(pages, one => isSettled(one, 'Answer first'), true)
    for (const { seen } of watches) expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Answer first')
  })

  test('when neither comes until the line is back: the retry finds it stored', async () => {
    const all = await scene()
    const { page, line } = all
    const { seen } = await watchBubbles(page, 'Into the dark')
    const lost = line.meet(sends, 'lose-answer')
    const deaf = line.meet(stream, 'lose-request')
    line.cut(stream)
    await say(page, 'Into the dark')
    await lost.catches()
    lost.release()
    deaf.release()
    await eventually(() => isSettled(page, 'Into the dark'), true)
    expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Into the dark')
  })

  test('when the composing tab is closed meanwhile', async () => {
    const all = await scene(2)
    const [page, sibling] = all.pages as [Page, Page]
    const other = (await tabsOn(await on.device(all.bruno), all.conversation, 1))[0]!
    const watches = await Promise.all([sibling, other].map(one => watchBubbles(one, 'Bye')))
    const held = all.line.meet(sends, 'hold-answer')
    await say(page, 'Bye')
    await held.catches()
    await page.close()
    held.release()
    await eventually(() => isSettled(sibling, 'Bye'), true)
    await eventually(() => messagesWith(other, 'Bye').count(), 1)
    for (const { seen } of watches) expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Bye')
  })

  test('and one DOM node, from the keystroke to the read receipt', async () => {
    const { page, line, bruno, conversation } = await scene()
    const held = line.meet(sends, 'hold-request')
    await say(page, 'The same all along')
    await eventually(() => stateOf(page, 'The same all along'), 'Sending')
    const row = (await messagesWith(page, 'The same all along').elementHandle())!
    const text = (await page.getByText('The same all along').last().elementHandle())!
    await held.catches()
    held.release()
    await eventually(() => isSettled(page, 'The same all along'), true)
    await tabsOn(await on.device(bruno), conversation, 1)
    await eventually(() => stateOf(page, 'The same all along'), 'Read')
    for (const node of [row, text]) expect(await node.evaluate(one => one.isConnected)).toBe(true)
    expect(await row.textContent()).toMatch(/Read/)
  })

  test('for each of twenty that are sent as fast as one can, in their order', async () => {
    const all = await scene(2)
    const { page, pages, ana, conversation } = all
    const said = Array.from({ length: 20 }, (_, n) => `Fast ${String(n).padStart(2, '0')}`)
    const watches = await Promise.all(pages.flatMap(one => said.map(text => watchBubbles(one, text))))
    for (const text of said) await say(page, text)
    await eventuallyAll(pages, one => texts(one), said)
    await eventuallyAll(pages, one => isSettled(one, said.at(-1)!), true)
    for (const { seen } of watches) expect(await seen()).toMatchObject(once)
    const stored = await history(on.place, ana, conversation)
    expect(stored.map(({ content }) => content)).toEqual(said)
  })
})

test('what somebody else sends with my client id, and with the key of my message, I still see', async () => {
  const { page, ana, bruno, conversation } = await scene()
  const asked = page.waitForRequest(
    request => /\/messages$/.test(request.url()) && request.method() === 'POST',
  )
  await say(page, 'Mine')
  const request = await asked
  const stolen = request.headers()['x-client-id']
  expect(stolen).toMatch(/^[\w-]{1,64}$/)
  const { client_message_id } = request.postDataJSON()
  await eventually(() => isSettled(page, 'Mine'), true)
  await must(on.place, 'POST', messagesOf(conversation), {
    headers: { ...bearer(bruno), 'x-client-id': String(stolen) },
    body: { client_message_id, content: 'His' },
  })
  await eventually(() => texts(page), ['Mine', 'His'])
  expect(await stateOf(page, 'His')).toBeNull()
  expect((await history(on.place, ana, conversation)).length).toBe(2)
})

describe('what is refused', () => {
  const refused = async () => {
    const all = await scene(2)
    all.device.tolerate(/status of 4\d\d/)
    await all.page.route('**/api/conversations/*/messages', route =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            body: JSON.stringify({ type: 'about:blank', title: 'Conflict', status: 409, detail: 'No.' }),
          })
        : route.fallback(),
    )
    await say(all.page, 'Not today')
    await eventually(() => stateOf(all.page, 'Not today'), 'Failed')
    await all.page.unroute('**/api/conversations/*/messages')
    return all
  }

  test('says so where it stands, as an alert, and goes out on Retry', async () => {
    const all = await refused()
    const { page } = all
    await log(page).getByRole('alert').filter({ hasText: 'Not sent' }).waitFor()
    const { seen } = await watchBubbles(page, 'Not today')
    await page.getByRole('button', { name: 'Retry' }).click()
    await eventually(() => isSettled(page, 'Not today'), true)
    expect(await seen()).toMatchObject(once)
    await storedOnce(all, 'Not today')
  })

  test('goes on Discard, and is nowhere', async () => {
    const { page, pages, ana, conversation } = await refused()
    await page.getByRole('button', { name: 'Discard' }).click()
    await eventuallyAll(pages, one => messagesWith(one, 'Not today').count(), 0)
    expect(await history(on.place, ana, conversation)).toEqual([])
  })

  test('does not hold up what is sent after it', async () => {
    const { page } = await refused()
    await say(page, 'But this')
    await eventually(() => isSettled(page, 'But this'), true)
    expect(await stateOf(page, 'Not today')).toBe('Failed')
  })
})

describe('without a connection', () => {
  test('messages wait with a clock, and go out in order when it is back', async () => {
    const { page, device, ana, conversation } = await scene()
    await device.context.setOffline(true)
    device.tolerate(/net::ERR/)
    const said = ['First', 'Second', 'Third']
    for (const text of said) await say(page, text)
    await eventually(() => texts(page), said)
    for (const text of said) expect(await stateOf(page, text)).toMatch(/^(Sending|Waiting for a connection)$/)
    await page.getByText('You are offline. Messages will be sent when you are back.').waitFor()
    await log(page).getByText('Waiting for connection').waitFor()
    await device.context.setOffline(false)
    await eventually(() => isSettled(page, 'Third'), true)
    const stored = await history(on.place, ana, conversation)
    expect(stored.map(({ content }) => content)).toEqual(said)
    await eventually(() => page.getByText('You are offline.').count(), 0)
  })

  test('what others wrote meanwhile and what waited stand in the order of the server', async () => {
    const { page, line, ana, bruno, conversation } = await scene()
    line.down()
    await say(page, 'Hers')
    await writes(on, bruno, conversation, 'His')
    expect(await messagesWith(page, 'Hers').count()).toBe(1)
    line.up()
    await eventually(() => isSettled(page, 'Hers'), true)
    const stored = (await history(on.place, ana, conversation)).map(({ content }) => content)
    expect(stored).toEqual(['His', 'Hers'])
    await eventually(() => texts(page), stored)
  })
})

describe('the composer', () => {
  test('sends on Enter, breaks the line on Shift and Enter, and sends nothing of spaces', async () => {
    const { page, ana, conversation } = await scene()
    await composer(page).fill('   ')
    await composer(page).press('Enter')
    await composer(page).fill('')
    await composer(page).pressSequentially('Two')
    await composer(page).press('Shift+Enter')
    await composer(page).pressSequentially('lines')
    await composer(page).press('Enter')
    await eventually(() => composer(page).inputValue(), '')
    await eventually(
      async () => (await history(on.place, ana, conversation)).map(({ content }) => content),
      ['Two\nlines'],
    )
    await composer(page).fill('By the button')
    await page.getByRole('button', { name: 'Send' }).click()
    await eventually(() => isSettled(page, 'By the button'), true)
  })

  test('keeps a draft for each conversation, through switching and reloading', async () => {
    const { page, ana, bruno, conversation } = await scene()
    const title = 'Another conversation'
    const other = await group(on.place, [ana, bruno], title)
    await composer(page).fill('Half a thought')
    await itemOf(page, title).click()
    await eventually(() => composer(page).inputValue(), '')
    await composer(page).fill('Another')
    await page.reload()
    await eventually(() => composer(page).inputValue(), 'Another')
    await page.goto(page.url().replace(other, conversation))
    await eventually(() => composer(page).inputValue(), 'Half a thought')
    await composer(page).press('Enter')
    await eventually(() => isSettled(page, 'Half a thought'), true)
    await page.reload()
    await eventually(() => texts(page), ['Half a thought'])
    expect(await composer(page).inputValue()).toBe('')
  })

  test('keeps what was typed before the page lived', async () => {
    const { ana, conversation } = await twoPeople(on)
    const device = await on.device(ana)
    const scripts = device.line.meet(/^GET \S+\.js/, 'hold-answer')
    const page = await device.context.newPage()
    await page.goto(device.line.url + at(conversation), { waitUntil: 'commit' })
    await composer(page).pressSequentially('Typed too soon')
    await scripts.catches()
    scripts.release()
    await lives(page)
    expect(await composer(page).inputValue()).toBe('Typed too soon')
    await composer(page).press('End')
    await composer(page).pressSequentially(', and on')
    await page.reload()
    await lives(page)
    await eventually(() => composer(page).inputValue(), 'Typed too soon, and on')
  })

  test('keeps it also when nothing more is typed', async () => {
    const { ana, conversation } = await twoPeople(on)
    const device = await on.device(ana)
    const scripts = device.line.meet(/^GET \S+\.js/, 'hold-answer')
    const page = await device.context.newPage()
    await page.goto(device.line.url + at(conversation), { waitUntil: 'commit' })
    await composer(page).fill('Only this')
    scripts.release()
    await lives(page)
    await page.reload()
    await lives(page)
    await eventually(() => composer(page).inputValue(), 'Only this')
    await composer(page).press('Enter')
    await eventually(() => isSettled(page, 'Only this'), true)
  })
})
