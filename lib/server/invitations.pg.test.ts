// Links into a group: whom they let in, whom no longer, and that no two get in by the last use.
import { describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import { call } from '../testing/api'
import { randomFrom, range } from '../testing/log-faults'
import {
  add,
  dm,
  group,
  invite,
  type Made,
  must,
  people,
  person,
  promote,
  publicGroup,
  remove,
} from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const look = ({ token }: Made, link: string) => call('GET', `/api/invitations/${link}`, { token })
const use = ({ token }: Made, link: string) => call('POST', `/api/invitations/${link}`, { token })
const listed = async ({ token }: Made, { id }: Conversation) =>
  (await must('GET', `/api/conversations/${id}/invitations`, { token })).invitations
const isIn = async ({ id }: Made, conversation: Conversation) =>
  (
    await sql`select from members where conversation_id = ${conversation.id} and user_id = ${id} and left_seq is null`
  ).length === 1
const happenings = async (conversation: Conversation) =>
  (await sql`select metadata from messages where conversation_id = ${conversation.id} order by seq`).map(
    ({ metadata }) => metadata,
  )

/** A private group of ana's with bruno as its admin, and carla and diego, who are in none. */
const scene = async () => {
  const [ana, bruno, carla, diego] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez', 'Diego Soto')
  const talk = await group(ana, [bruno], { name: 'Vecinos', icon: '🏮' })
  await promote(ana, talk, bruno, 'admin')
  return { ana, bruno, carla, diego, talk }
}

describe('a link', () => {
  test('tells where it leads and no more, and lets in whoever holds it', async () => {
    const { ana, bruno, carla, talk } = await scene()
    const { token } = await invite(bruno, talk)
    const shown = { name: 'Vecinos', icon: '🏮', member_count: 2, invited_by: 'Bruno Díaz' }
    expect((await look(carla, token)).body).toEqual({ ...shown, conversation_id: null })
    const joined = await use(carla, token)
    expect([joined.status, joined.body.conversation.id]).toEqual([200, talk.id])
    const { membership } = joined.body.conversation
    expect(membership).toMatchObject({ role: 'member', unread_count: 0 })
    expect((await look(carla, token)).body).toEqual({ ...shown, member_count: 3, conversation_id: talk.id })
    expect((await happenings(talk)).at(-1)).toEqual({
      event: 'member-joined',
      user_id: carla.id,
      invited_by: bruno.id,
    })
    expect((await listed(ana, talk))[0]).toMatchObject({ created_by: bruno.id, uses: 1, max_uses: null })
  })

  test('W4: used again by who is in there is nothing, and costs no use', async () => {
    const { ana, bruno, carla, talk } = await scene()
    const { token } = await invite(ana, talk, { max_uses: 1 })
    await use(carla, token)
    const before = await happenings(talk)
    for (const member of [carla, bruno, ana]) expect((await use(member, token)).status).toBe(200)
    expect(await happenings(talk)).toEqual(before)
  })

  test('is random, and is not what is stored', async () => {
    const { ana, talk } = await scene()
    const [one, other] = [await invite(ana, talk), await invite(ana, talk)]
    for (const { token } of [one, other]) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      const rows = await sql`select t::text from invitations t where conversation_id = ${talk.id}`
      expect(JSON.stringify([rows, await listed(ana, talk)])).not.toContain(token)
    }
    expect(one.token).not.toBe(other.token)
  })

  test('holds for an hour, a day, a week or thirty days, a week unless said', async () => {
    const { ana, talk } = await scene()
    for (const [body, hours] of [
      [{}, 168],
      [{ expires_in_hours: 1 }, 1],
      [{ expires_in_hours: 720 }, 720],
    ] as const) {
      const { invitation } = await invite(ana, talk, body)
      const [from, to] = [invitation.created_at, invitation.expires_at].map(Date.parse)
      expect(to! - from!).toBe(hours * 3_600_000)
    }
  })

  test('of a dm there is none, and of a group at most fifty', async () => {
    const { ana, bruno, talk } = await scene()
    const direct = await dm(ana, bruno)
    expect(
      (await call('POST', `/api/conversations/${direct.id}/invitations`, { token: ana.token, body: {} }))
        .status,
    ).toBe(403)
    for (let n = 0; n < 50; n++) await invite(ana, talk)
    const more = () =>
      call('POST', `/api/conversations/${talk.id}/invitations`, { token: ana.token, body: {} })
    expect((await more()).status).toBe(409)
    const [newest] = await listed(ana, talk)
    await must('DELETE', `/api/conversations/${talk.id}/invitations/${newest.id}`, { token: ana.token })
    expect((await more()).status).toBe(201)
  })

  test('lets into an open group as well', async () => {
    const { ana, carla } = await scene()
    const open = await publicGroup(ana)
    const { token } = await invite(ana, open)
    expect((await use(carla, token)).status).toBe(200)
  })
})

describe('a link that does not hold any more', () => {
  /** What makes a link of bruno's void to carla. */
  const ends: Record<string, (scene: Scene, link: { id: string; token: string }) => Promise<unknown>> = {
    expired: (_, { id }) => sql`update invitations set expires_at = clock_timestamp() where id = ${id}`,
    revoked: ({ ana, talk }, { id }) =>
      must('DELETE', `/api/conversations/${talk.id}/invitations/${id}`, { token: ana.token }),
    'used up': ({ diego }, { token }) => use(diego, token),
    'of who is no admin any more': ({ ana, bruno, talk }) => promote(ana, talk, bruno, 'member'),
    'of who was removed': ({ ana, bruno, talk }) => remove(ana, talk, bruno),
    'of who left': ({ bruno, talk }) => remove(bruno, talk, bruno),
  }

  test.each(Object.entries(ends))('%s: is found no more than one that never was', async (_, end) => {
    const all = await scene()
    const { carla, talk } = all
    const { invitation, token } = await invite(all.bruno, talk, { max_uses: 1 })
    expect((await look(carla, token)).status).toBe(200)
    await end(all, { id: invitation.id, token })
    const unknown = Buffer.alloc(32, 7).toString('base64url')
    const [there, not] = await Promise.all([look(carla, token), look(carla, unknown)])
    expect(there.status).toBe(404)
    const words = ({ body: { request_id: _, ...problem } }: typeof there) => problem
    expect(words(there)).toEqual(words(not))
    expect(words(await use(carla, token))).toEqual(words(not))
    expect(await isIn(carla, talk)).toBe(false)
    if (await isIn(all.ana, talk)) expect(await listed(all.ana, talk)).toEqual([])
  })

  test('an admin who is one again has no links from before, and an owner who becomes an admin keeps theirs', async () => {
    const { ana, bruno, carla, talk } = await scene()
    const { token } = await invite(bruno, talk)
    await promote(ana, talk, bruno, 'member')
    await promote(ana, talk, bruno, 'owner')
    expect((await look(carla, token)).status).toBe(404)
    const mine = await invite(ana, talk)
    await promote(bruno, talk, ana, 'admin')
    expect((await look(carla, mine.token)).status).toBe(200)
  })

  test('who was removed is not brought back by a link from before, but by one from after; who left is', async () => {
    const { ana, bruno, carla, diego, talk } = await scene()
    const before = await invite(ana, talk)
    await add(ana, talk, carla, diego)
    await remove(ana, talk, carla)
    await remove(diego, talk, diego)
    for (const ask of [look, use]) expect((await ask(carla, before.token)).status).toBe(404)
    expect((await use(diego, before.token)).status).toBe(200)
    const after = await invite(bruno, talk)
    expect((await use(carla, after.token)).status).toBe(200)
    // And once they are in again, it was an old removal.
    await remove(carla, talk, carla)
    expect((await use(carla, before.token)).status).toBe(200)
  })

  test('another conversation’s is not revoked here', async () => {
    const { ana, carla, talk } = await scene()
    const other = await group(ana)
    const { invitation, token } = await invite(ana, talk)
    const path = `/api/conversations/${other.id}/invitations/${invitation.id}`
    expect((await call('DELETE', path, { token: ana.token })).status).toBe(404)
    expect((await look(carla, token)).status).toBe(200)
  })
})

describe('races', () => {
  test('W12: of several who come by the last use exactly one gets in', async () => {
    const { ana, talk } = await scene()
    const { token } = await invite(ana, talk, { max_uses: 1 })
    const crowd = await Promise.all(range(1, 8).map(n => person(`Guest ${n}`)))
    const statuses = (await Promise.all(crowd.map(who => use(who, token)))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array(7).fill(404)])
    const [row] =
      await sql`select uses, member_count from invitations i join conversations c on c.id = i.conversation_id
      where c.id = ${talk.id}`
    expect({ ...row }).toEqual({ uses: 1, member_count: 3 })
  })

  test('one person in two tabs joins once, and uses one use', async () => {
    const { ana, carla, talk } = await scene()
    const { token } = await invite(ana, talk, { max_uses: 2 })
    const twice = await Promise.all([use(carla, token), use(carla, token), use(carla, token)])
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await listed(ana, talk))[0].uses).toBe(1)
  })

  test('removed while they join: in the end they are out, and stay out', async () => {
    const random = randomFrom(7)
    for (let n = 0; n < 5; n++) {
      const { ana, carla, talk } = await scene()
      const { token } = await invite(ana, talk)
      const path = `/api/conversations/${talk.id}/members/${carla.id}`
      const rest = () => new Promise(resolve => setTimeout(resolve, random.next() * 10))
      const [, removed] = await Promise.all([
        use(carla, token),
        rest().then(() => call('DELETE', path, { token: ana.token })),
      ])
      if (removed.status === 404) {
        expect(await isIn(carla, talk)).toBe(true)
        await remove(ana, talk, carla)
      }
      expect((await use(carla, token)).status).toBe(404)
      expect(await isIn(carla, talk)).toBe(false)
    }
  })

  test('revoked or its maker demoted while somebody joins: all or nothing', async () => {
    for (let n = 0; n < 4; n++) {
      const { ana, bruno, carla, talk } = await scene()
      const { invitation, token } = await invite(bruno, talk)
      const end =
        n % 2
          ? () => promote(ana, talk, bruno, 'member')
          : () =>
              must('DELETE', `/api/conversations/${talk.id}/invitations/${invitation.id}`, {
                token: ana.token,
              })
      const [{ status }] = await Promise.all([use(carla, token), end()])
      expect(await isIn(carla, talk)).toBe(status === 200)
      const told = (await happenings(talk)).filter(({ event }) => event === 'member-joined').length
      expect(told).toBe(status === 200 ? 1 : 0)
    }
  })
})

test('who guesses has to wait, and nobody else', async () => {
  const { ana, carla, diego, talk } = await scene()
  const { token } = await invite(ana, talk)
  const guess = (n: number) => look(carla, Buffer.alloc(32, n).toString('base64url'))
  const statuses = []
  for (let n = 0; n < 22; n++) statuses.push((await guess(n)).status)
  expect(statuses).toEqual([...Array(20).fill(404), 429, 429])
  const refused = await look(carla, token)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await look(diego, token)).status).toBe(200)
})

type Scene = Awaited<ReturnType<typeof scene>>
