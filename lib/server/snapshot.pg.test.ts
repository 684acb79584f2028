// What a page is rendered from against what the routes answer: the same parts, and nothing that they would refuse.
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import {
  add,
  dm,
  group,
  type Made,
  must,
  people,
  publicGroup,
  react,
  remove,
  report,
  say,
} from '../testing/make'
import { testDb } from '../testing/test-db'
import type { Person } from './caller'
import { newest } from './reports'
import { conversationOf, inboxOf, reportOf, viewerOf } from './snapshot'

const { sql } = await testDb()

const as = ({ id }: Made): Person => ({ kind: 'person', id, credential: { kind: 'bearer', exp: 0 } })

/** Without the place in the log at which it was read. */
const still = <T>(body: T) => JSON.parse(JSON.stringify(body, (key, value) => (key === 'cursor' ? 0 : value)))

const get = async ({ token }: Made, path: string) => still(await must('GET', path, { token }))

test('each part is what its route answers', async () => {
  const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
  const about = await report(bruno)
  const conversation = await group(ana, [bruno, carla], { name: 'Vecinos', report: about })
  for (let n = 0; n < 60; n += 1) await say(bruno, conversation, `Mensaje ${n}`)
  await say(carla, await dm(ana, carla))
  const path = `/api/conversations/${conversation.id}`

  expect(await viewerOf(as(ana))).toEqual((await get(ana, '/api/me')).user)
  const { asked, page } = await inboxOf(as(ana), { filter: 'all' })
  expect(asked).toEqual({ filter: 'all' })
  expect(page.ids).toHaveLength(2)
  expect(still(page)).toEqual(await get(ana, '/api/conversations'))

  const shown = await conversationOf(as(ana), conversation.id)
  expect(still(shown?.detail)).toEqual(await get(ana, path))
  expect(still(shown?.messages)).toEqual(await get(ana, `${path}/messages`))
  expect(shown?.messages?.ids).toHaveLength(50)
  expect(still(shown?.members)).toEqual(await get(ana, `${path}/members`))
})

test('what is unread above the newest page brings the page around the first of it', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const path = `/api/conversations/${conversation.id}`
  for (let n = 0; n < 30; n += 1) await say(bruno, conversation, `Antes ${n}`)
  const read = (await get(ana, path)).conversation.seq
  await must('POST', `${path}/read`, { token: ana.token, body: { seq: read } })
  for (let n = 0; n < 50; n += 1) await say(bruno, conversation, `Después ${n}`)
  expect((await conversationOf(as(ana), conversation.id))?.passage).toBeUndefined()
  for (let n = 50; n < 80; n += 1) await say(bruno, conversation, `Después ${n}`)
  const { passage } = (await conversationOf(as(ana), conversation.id))!
  expect(passage?.around).toBe(read + 1)
  expect(still(passage?.page)).toEqual(await get(ana, `${path}/messages?around=${read + 1}`))
  // Who has nothing unread is at the end.
  expect((await conversationOf(as(bruno), conversation.id))?.passage).toBeUndefined()
})

test('what is not the viewer’s is null, like what does not exist', async () => {
  const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
  const conversation = await group(ana, [bruno])
  await say(ana, conversation)
  expect(await conversationOf(as(bruno), conversation.id)).not.toBeNull()
  await remove(ana, conversation, bruno)
  for (const viewer of [bruno, carla]) expect(await conversationOf(as(viewer), conversation.id)).toBeNull()
  for (const id of [uuidv7(), 'nonsense', '']) expect(await conversationOf(as(ana), id)).toBeNull()
  expect((await inboxOf(as(bruno), { filter: 'all' })).page.ids).toEqual([])
})

test('of a public conversation, who has not joined gets the detail alone', async () => {
  const [ana, bruno, ...others] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla', 'Diego', 'Elena', 'Fede')
  const [carla, diego, elena, fede] = others
  const conversation = await publicGroup(ana, [carla, diego, elena, fede], { name: 'Huerto' })
  await react(fede, await say(elena, conversation, 'Solo para miembros'))
  const seen = await conversationOf(as(bruno), conversation.id)
  expect(Object.keys(seen!)).toEqual(['detail'])
  expect(seen?.detail.conversation.membership).toBeNull()
  expect(JSON.stringify(seen)).not.toContain('miembros')
  // Nor who says something in there, or thinks something of it.
  expect(new Set(seen?.detail.users.map(({ id }) => id))).toEqual(new Set([ana.id, carla.id, diego.id]))
  await add(bruno, conversation, bruno)
  const { messages } = (await conversationOf(as(bruno), conversation.id))!
  expect(messages?.messages.map(({ type }) => type)).toEqual(['text', 'system'])
})

test('a report comes with the viewer’s own conversations about it and with the first of them', async () => {
  const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
  const about = await report(ana)
  const first = await group(ana, [bruno], { report: about })
  await say(bruno, first)
  const second = await dm(bruno, ana, { report: about })
  await say(bruno, second)

  const seen = await reportOf(as(bruno), about.external_id)
  expect(still(seen?.report)).toEqual(await get(bruno, `/api/reports/${about.external_id}`))
  expect(seen?.inbox[0]?.page.ids).toEqual([second.id, first.id])
  expect(seen?.inbox[0]?.asked).toEqual({ filter: 'all', report_id: about.id })
  expect(seen?.conversation?.detail.conversation.id).toBe(second.id)

  const strange = await reportOf(as(carla), about.external_id)
  expect(strange?.inbox[0]?.page.ids).toEqual([])
  expect(strange?.conversation).toBeUndefined()
  for (const name of ['nothing-here', ' ', 'a\0b']) expect(await reportOf(as(carla), name)).toBeNull()
})

test('the list of reports begins with the newest', async () => {
  const [ana] = await people('Ana Ruiz')
  const made = [await report(ana), await report(ana)]
  await sql`update reports set created_at = now() + interval '1 hour' where id = ${made[0]!.id}`
  expect((await newest())[0]?.id).toBe(made[0]!.id)
  expect((await newest()).map(({ id }) => id)).toContain(made[1]!.id)
})
