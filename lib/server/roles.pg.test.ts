// Roles: who may set whose to what, and that a group is never without an owner, whoever acts at the same time.
import { describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import type { Role } from '../contract/member'
import { call } from '../testing/api'
import { blocked } from '../testing/blocked'
import { add, dm, group, type Made, must, people, promote, publicGroup } from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const roles: Role[] = ['owner', 'admin', 'member']

const set = (by: Made, { id }: Conversation, who: Made, role: unknown) =>
  call('PATCH', `/api/conversations/${id}/members/${who.id}`, { token: by.token, body: { role } })
const leave = (who: Made, { id }: Conversation) =>
  call('DELETE', `/api/conversations/${id}/members/${who.id}`, { token: who.token })

const rolesIn = async ({ id }: Conversation) => {
  const rows = await sql<{ user_id: string; role: Role }[]>`
    select user_id, role from members where conversation_id = ${id} and left_seq is null`
  return new Map(rows.map(({ user_id, role }) => [user_id, role]))
}
/** How often a role was changed, by the log. */
const changesIn = async ({ id }: Conversation): Promise<number> => {
  const [row] = await sql`
    select (select count(*)::int from events where conversation_id = ${id} and event = 'member-updated')
      + (select count(*)::int from outbox where conversation_id = ${id} and event = 'member-updated') as n`
  return row!.n
}
const seqOf = async ({ id }: Conversation): Promise<number> =>
  (await sql`select seq from conversations where id = ${id}`)[0]!.seq

describe('who may set whose role to what', () => {
  /** By the actor's role, whose role it is, and the new one: the status. All that is not here is 403. */
  const allowed: Record<string, number> = {
    'owner, an owner: owner': 200,
    'owner, an owner: admin': 200,
    'owner, an owner: member': 200,
    'owner, an admin: owner': 200,
    'owner, an admin: admin': 200,
    'owner, an admin: member': 200,
    'owner, a member: owner': 200,
    'owner, a member: admin': 200,
    'owner, a member: member': 200,
    'owner, themself: owner': 200,
    'owner, themself: admin': 200,
    'owner, themself: member': 200,
    'admin, an admin: admin': 200,
    'admin, a member: admin': 200,
    'admin, a member: member': 200,
    'admin, themself: admin': 200,
    'admin, themself: member': 200,
  }
  const article = { owner: 'an', admin: 'an', member: 'a' }

  test.each(roles)('as %s', async own => {
    const [founder, actor, other] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(founder, [actor, other])
    const stand = async (who: Made, role: Role) => void (await promote(founder, talk, who, role))
    for (const theirs of roles)
      for (const role of roles) {
        await stand(actor, own)
        await stand(other, theirs)
        const before = await rolesIn(talk)
        const { status } = await set(actor, talk, other, role)
        const what = `${own}, ${article[theirs]} ${theirs}: ${role}`
        expect(status, what).toBe(allowed[what] ?? 403)
        if (status !== 200) expect(await rolesIn(talk), what).toEqual(before)
        else expect((await rolesIn(talk)).get(other.id), what).toBe(role)
      }
    for (const role of roles) {
      await stand(actor, own)
      const what = `${own}, themself: ${role}`
      expect((await set(actor, talk, actor, role)).status, what).toBe(allowed[what] ?? 403)
    }
  })

  test('W4: the role they have already is answered and makes no event', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    const first = await set(ana, talk, bruno, 'admin')
    expect(first.body.member).toMatchObject({ conversation_id: talk.id, user_id: bruno.id, role: 'admin' })
    const seq = await seqOf(talk)
    const again = await set(ana, talk, bruno, 'admin')
    expect([again.status, again.body]).toEqual([200, first.body])
    expect(await seqOf(talk)).toBe(seq)
  })

  test('W10: the last owner stays it, alone or not, until there is another', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const alone = await group(ana)
    const talk = await group(ana, [bruno])
    for (const place of [alone, talk]) {
      const answer = await set(ana, place, ana, 'member')
      expect(answer.status).toBe(409)
      expect(answer.body.detail).toContain('make somebody else an owner first')
    }
    await promote(ana, talk, bruno, 'owner')
    expect((await set(ana, talk, ana, 'member')).status).toBe(200)
    expect((await set(bruno, talk, bruno, 'member')).status).toBe(409)
  })

  test('handing over is making another an owner and leaving', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    expect((await leave(ana, talk)).status).toBe(409)
    await promote(ana, talk, carla, 'owner')
    expect((await leave(ana, talk)).status).toBe(204)
    expect([...(await rolesIn(talk))].sort()).toEqual(
      [
        [bruno.id, 'member'],
        [carla.id, 'owner'],
      ].sort(),
    )
  })

  test('a role does not outlive a membership', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await promote(ana, talk, bruno, 'admin')
    await leave(bruno, talk)
    expect((await set(ana, talk, bruno, 'owner')).status).toBe(404)
    await must('POST', `/api/conversations/${talk.id}/members`, {
      token: ana.token,
      body: { user_ids: [bruno.id] },
    })
    expect((await rolesIn(talk)).get(bruno.id)).toBe('member')
  })

  test('a dm has no roles', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (const role of roles) expect((await set(ana, talk, bruno, role)).status).toBe(403)
  })
})

describe('at the same time', () => {
  /** Both requests have been let through at the door and wait for the conversation's lock; then they go on. */
  const together = async (
    { id }: Conversation,
    ...asks: (() => Promise<{ status: number }>)[]
  ): Promise<number[]> => {
    let answers: Promise<{ status: number }>[] = []
    await sql.begin(async tx => {
      await tx`select from conversations where id = ${id} for update`
      answers = asks.map(ask => ask())
      await blocked(sql, asks.length)
    })
    return (await Promise.all(answers)).map(({ status }) => status).sort()
  }

  test('of two owners who take each other’s role one succeeds, and the other may not any more', async () => {
    for (let round = 0; round < 5; round++) {
      const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
      const talk = await group(ana, [bruno, carla])
      await promote(ana, talk, bruno, 'owner')
      const before = await changesIn(talk)
      const statuses = await together(
        talk,
        () => set(ana, talk, bruno, 'member'),
        () => set(bruno, talk, ana, 'member'),
      )
      expect(statuses).toEqual([200, 403])
      expect([...(await rolesIn(talk)).values()].filter(role => role === 'owner')).toHaveLength(1)
      expect(await changesIn(talk)).toBe(before + 1)
    }
  })

  test('of two owners who both cease to be it, one stays', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await promote(ana, talk, bruno, 'owner')
    const statuses = await together(
      talk,
      () => set(ana, talk, ana, 'admin'),
      () => set(bruno, talk, bruno, 'admin'),
    )
    expect(statuses).toEqual([200, 409])
  })

  test('one who ceases to be an owner while the other leaves: one of the two is refused', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await promote(ana, talk, bruno, 'owner')
    const statuses = await together(
      talk,
      () => set(ana, talk, ana, 'member'),
      () => leave(bruno, talk),
    )
    expect(statuses[1]).toBe(409)
    expect([...(await rolesIn(talk)).values()]).toContain('owner')
  })

  test('an admin whose role is taken meanwhile gives none', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await promote(ana, talk, bruno, 'admin')
    const statuses = await together(
      talk,
      () => set(ana, talk, bruno, 'member'),
      () => set(bruno, talk, carla, 'admin'),
    )
    const now = await rolesIn(talk)
    expect(now.get(bruno.id)).toBe('member')
    // Whichever came first: what was answered is what holds.
    expect([statuses[1], now.get(carla.id)]).toEqual(statuses[1] === 200 ? [200, 'admin'] : [403, 'member'])
  })

  test('W10: who joins an open group that has just become empty owns it, by whatever order', async () => {
    for (const _ of [1, 2, 3]) {
      const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
      const open = await publicGroup(ana)
      const enter = (who: Made) => add(who, open, who)
      const [left] = await Promise.all([leave(ana, open), enter(bruno)])
      if (left.status === 204) expect((await rolesIn(open)).get(bruno.id)).toBe('owner')
      else expect([left.status, (await rolesIn(open)).get(ana.id)]).toEqual([409, 'owner'])
      await enter(carla)
      expect([...(await rolesIn(open)).values()].filter(role => role === 'owner')).toHaveLength(1)
    }
    const [ana, bruno] = await people('Ana', 'Bruno')
    const open = await publicGroup(ana)
    await leave(ana, open)
    const { members } = await add(bruno, open, bruno)
    expect(members).toMatchObject([{ user_id: bruno.id, role: 'owner' }])
  })

  test('the same role from many sides is one event', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    const statuses = await Promise.all(Array.from({ length: 6 }, () => set(ana, talk, bruno, 'admin')))
    expect(statuses.map(({ status }) => status)).toEqual(Array(6).fill(200))
    expect(await changesIn(talk)).toBe(1)
  })
})
