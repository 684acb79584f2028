// Answering a message: what is quoted, what becomes of it, and the way to it.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { at, composer, log, messagesWith, opened, say } from './browser/messenger'
import { imported, tabsOn, twoPeople, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { messagesOf, must, sending } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const reply = async (page: Page, to: string) => {
  await messagesWith(page, to).hover()
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
}
const quoteIn = (page: Page, text: string) => messagesWith(page, text).locator('[data-quote]')

test('a reply quotes who said what, for both, survives a reload as the draft does, and follows a deletion', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  const { message } = (await writes(on, bruno, conversation, 'Pregunta')) as { message: { id: string } }
  const [mine] = await tabsOn(await on.device(ana), conversation, 1)
  const [theirs] = await tabsOn(await on.device(bruno), conversation, 1)
  await reply(mine!, 'Pregunta')
  await mine!.getByText('Replying to Bruno').waitFor()
  await composer(mine!).fill('Respuesta')
  await mine!.reload()
  await opened(mine!)
  await mine!.getByText('Replying to Bruno').waitFor()
  await say(mine!, 'Respuesta')
  await quoteIn(mine!, 'Respuesta').getByText('Pregunta').waitFor()
  await mine!.getByText('Replying to').waitFor({ state: 'detached' })
  await quoteIn(theirs!, 'Respuesta').getByText('Pregunta').waitFor()
  expect(await axe(mine!)).toEqual([])
  await must(on.place, 'DELETE', `/api/messages/${message.id}`, { token: bruno.token })
  await quoteIn(mine!, 'Respuesta').getByText('This message was deleted').waitFor()
})

test('Escape and the cross stop replying, and what was written stays', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await writes(on, bruno, conversation, 'Pregunta')
  const [mine] = await tabsOn(await on.device(ana), conversation, 1)
  for (const stop of [
    () => composer(mine!).press('Escape'),
    () => mine!.getByRole('button', { name: 'Do not reply' }).click(),
  ]) {
    await reply(mine!, 'Pregunta')
    await mine!.getByText('Replying to Bruno').waitFor()
    await composer(mine!).fill('Algo')
    await stop()
    await mine!.getByText('Replying to').waitFor({ state: 'detached' })
    expect(await composer(mine!).inputValue()).toBe('Algo')
  }
})

test('a press on the quote goes to what it quotes, further up than what is loaded', async () => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(on, conversation, bruno, 120, n => `Nº ${n}.`)
  const [first] = await on.sql<{ id: string }[]>`
    select id from messages where conversation_id = ${conversation} and content = 'Nº 20.'`
  await must(on.place, 'POST', messagesOf(conversation), {
    ...sending(ana, 'reply', 'A lo de antes'),
    body: { client_message_id: 'reply', content: 'A lo de antes', reply_to_id: first!.id },
  })
  const { page } = await (await on.device(ana)).tab(at(conversation))
  await opened(page)
  await quoteIn(page, 'A lo de antes').getByText('Nº 20.').waitFor()
  expect(await log(page).locator(`[data-message="${first!.id}"]`).count()).toBe(0)
  await quoteIn(page, 'A lo de antes').click()
  await log(page).locator(`[data-message="${first!.id}"]:focus`).waitFor()
  const box = (await log(page).locator(`[data-message="${first!.id}"]`).boundingBox())!
  const frame = (await log(page).boundingBox())!
  expect(box.y).toBeGreaterThan(frame.y)
  expect(box.y + box.height).toBeLessThan(frame.y + frame.height)
})
