// What somebody is writing, on their other tabs and devices: there a moment later, never over what is being written, gone when it
// is sent, and seen by nobody else.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe } from './browser/axe'
import { eventually, eventuallyAll } from './browser/eventually'
import { at, composer, itemOf, log, messagesWith, say } from './browser/messenger'
import { type Stage, stage } from './browser/stage'
import { lives } from './browser/tab'
import { group } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

test('a draft goes along to a second tab and another device, and ends everywhere by being sent', async () => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const [id, title] = [await group(on.place, [ana, bruno], 'Garden'), 'Garden']
  const [desk, phone, other] = await Promise.all([on.device(ana), on.device(ana), on.device(bruno)])
  const [here, sibling, there, his] = await Promise.all(
    [desk.tab(at(id)), desk.tab(at(id)), phone.tab('/inbox'), other.tab(at(id))].map(
      async tab => (await tab).page,
    ),
  )
  const pages = [here!, sibling!]
  await composer(here!).fill('Shall we')
  await eventuallyAll(pages, page => composer(page).inputValue(), 'Shall we')
  await itemOf(there!, title)
    .getByText('Draft: Shall we')
    .or(itemOf(there!, title).getByText('Shall we'))
    .waitFor()
  await itemOf(there!, title).click()
  await eventually(() => composer(there!).inputValue(), 'Shall we')

  // Who goes on writing is not written over, and has the last word.
  await composer(there!).click()
  await composer(there!).pressSequentially(' meet')
  await composer(here!).fill('Let us')
  await composer(there!).pressSequentially(' at noon?')
  expect(await composer(there!).inputValue()).toBe('Shall we meet at noon?')
  // Nor is it lost where one wrote meanwhile: it is offered, and taken.
  const offer = here!.getByRole('status').filter({ hasText: 'Draft from another device' })
  await offer.getByText('Shall we meet at noon?').waitFor()
  expect(await composer(here!).inputValue()).toBe('Let us')
  expect(await axe(here!)).toEqual([])
  await here!.getByRole('button', { name: 'Use' }).click()
  await composer(here!).blur()
  await eventuallyAll(pages, page => composer(page).inputValue(), 'Shall we meet at noon?')

  // It survives a browser that has never seen it.
  const third = await (await on.device(ana)).tab(at(id))
  await eventually(() => composer(third.page).inputValue(), 'Shall we meet at noon?')

  await composer(there!).press('Enter')
  await messagesWith(his!, 'Shall we meet at noon?').waitFor()
  await eventuallyAll([here!, sibling!, third.page, there!], page => composer(page).inputValue(), '')
  await here!.reload()
  await lives(here!)
  await log(here!).waitFor()
  expect(await composer(here!).inputValue()).toBe('')
  expect(await his!.getByText('Let us').count()).toBe(0)

  // And the next one begins anew.
  await say(here!, 'At noon.')
  await messagesWith(there!, 'At noon.').waitFor()
})
