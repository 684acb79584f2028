// Drafts: kept for their writer's devices, cleared by what is sent, gone with the membership, and nobody else's business.
import { describe, expect, test } from 'vitest'
import { call } from '../testing/api'
import { blocked } from '../testing/blocked'
import { add, dm, group, type Made, must, people, publicGroup, remove, say, unique } from '../testing/make'
import { settled, settledCursor } from '../testing/settled'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Place = { id: string }

const write = ({ token }: Made, { id }: Place, content: string) =>
  call('PUT', `/api/conversations/${id}/draft`, { token, body: { content } })
const draftsOf = async ({ token }: Made) => {
  const { drafts, more } = await must('GET', '/api/drafts', { token })
  return { drafts, more }
}
const cursorOf = (who: Made) => settledCursor(sql, who)
const told = async ({ token }: Made, cursor: string) => {
  await settled(sql)
  const { events } = await must('GET', `/api/events?cursor=${cursor}`, { token })
  return events.filter(({ event }: { event: string }) => event === 'draft-updated')
}

test('a draft is kept as it was typed, told to one’s own devices once, and listed newest first', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const [talk, other] = [await dm(ana, bruno), await group(ana, [bruno])]
  const [hers, his] = [await cursorOf(ana), await cursorOf(bruno)]
  for (const content of [' Hol', ' Hola\n', ' Hola\n'])
    expect((await write(ana, talk, content)).status).toBe(204)
  await write(ana, other, 'Otro')
  const events = await told(ana, hers)
  expect(events.map(({ payload }: { payload: unknown }) => payload)).toMatchObject([
    { id: ana.id, conversation_id: talk.id, partial: { content: ' Hol' } },
    { id: ana.id, conversation_id: talk.id, partial: { content: ' Hola\n' } },
    { id: ana.id, conversation_id: other.id, partial: { content: 'Otro' } },
  ])
  expect(await draftsOf(ana)).toEqual({
    drafts: [
      { conversation_id: other.id, content: 'Otro' },
      { conversation_id: talk.id, content: ' Hola\n' },
    ],
    more: false,
  })
  expect([await told(bruno, his), await draftsOf(bruno)]).toEqual([[], { drafts: [], more: false }])
  await write(ana, other, '')
  expect((await draftsOf(ana)).drafts).toHaveLength(1)
})

test('it shows in nothing that others can ask for', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await publicGroup(ana, [bruno])
  const secret = unique('secret')
  await write(ana, talk, secret)
  await settled(sql)
  const at = `/api/conversations/${talk.id}`
  for (const path of [
    '/api/conversations',
    at,
    `${at}/messages`,
    `${at}/members`,
    `${at}/events`,
    '/api/drafts',
  ])
    expect(JSON.stringify((await call('GET', path, { token: bruno.token })).body)).not.toContain(secret)
})

test('what is sent ends the sender’s draft there, in the same statement, and no other', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const [talk, other] = [await dm(ana, bruno), await group(ana, [bruno])]
  for (const [who, where] of [
    [ana, talk],
    [ana, other],
    [bruno, talk],
  ] as const)
    await write(who, where, 'Hola')
  const cursor = await cursorOf(ana)
  await say(ana, talk)
  expect((await draftsOf(ana)).drafts).toEqual([{ conversation_id: other.id, content: 'Hola' }])
  expect((await draftsOf(bruno)).drafts).toHaveLength(1)
  expect(await told(ana, cursor)).toEqual([])
})

describe('who is no member any more', () => {
  test('has no draft, not even when they come back', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await write(bruno, talk, 'Hola')
    await remove(ana, talk, bruno)
    expect([(await draftsOf(bruno)).drafts, (await write(bruno, talk, 'x')).status]).toEqual([[], 404])
    await add(ana, talk, bruno)
    expect((await draftsOf(bruno)).drafts).toEqual([])
    const [row] =
      await sql`select count(*)::int as count from members where draft is not null and user_id = ${bruno.id}`
    expect(row!.count).toBe(0)
  })

  test('and writes none while they are being removed', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    let writing: Promise<{ status: number }> | null = null
    await sql.begin(async tx => {
      await tx`select remove_member(${ana.id}, ${talk.id}, ${bruno.id}, null)`
      writing = write(bruno, talk, 'late')
      await blocked(sql, 1)
    })
    expect((await writing!).status).toBe(404)
  })
})

test('the newest hundred are listed, and that there are more', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  await write(ana, talk, 'the oldest')
  for (let n = 0; n < 101; n++) await write(ana, await group(ana), `${n}`)
  const { drafts, more } = await draftsOf(ana)
  expect([drafts.length, more, drafts[0].content, drafts.at(-1).content]).toEqual([100, true, '100', '1'])
})
