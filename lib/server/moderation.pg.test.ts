// Flags and moderators: what may be flagged, what a moderator sees and does, and that what was done stays told.
import { describe, expect, test } from 'vitest'
import { act as actOf, type Concern, concern as concernOf, type Deed } from '../contract/moderation'
import { call } from '../testing/api'
import { range } from '../testing/log-faults'
import {
  add,
  dm,
  group,
  invite,
  join,
  type Made,
  must,
  people,
  person,
  publicGroup,
  react,
  remove,
  say,
  signedIn,
} from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const flag = (who: Made, body: object) =>
  call('POST', '/api/flags', { token: who.token, body: { reason: 'spam', ...body } })
const flagged = async (who: Made, { id }: { id: string }, more: object = {}) => {
  const answer = await flag(who, { message_id: id, ...more })
  expect(answer.status).toBeLessThan(300)
  return answer.body.flag
}
const moderator = (name = 'Irene') => person(name, { role: 'moderator' })
const queue = async (who: Made, query = ''): Promise<Concern[]> =>
  (await must('GET', `/api/moderation/concerns?${query}`, { token: who.token })).concerns
const about = async (who: Made, message: { id: string }, query = '') =>
  (await queue(who, query)).find(({ message_id }) => message_id === message.id)!
const act = (who: Made, { id }: { id: string }, deed: Deed, why = 'Because') =>
  call('POST', `/api/moderation/concerns/${id}/acts`, { token: who.token, body: { act: deed, why } })
const done = async (who: Made, concern: { id: string }, deed: Deed): Promise<Concern> => {
  const answer = await act(who, concern, deed)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body.concern
}
/** What is open about a person, and not about a message of theirs. */
const aboutPerson = async (who: Made, { id }: { id: string }) =>
  (await queue(who)).find(one => one.user_id === id && one.message_id === null)!
const textsOf = ({ context }: Concern) => context.map(({ content }) => content)

const scene = async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const irene = await moderator()
  const talk = await group(ana, [bruno, carla], { name: 'Plaza' })
  const said = []
  for (const n of range(1, 15)) said.push(await say(bruno, talk, `n${n}`))
  return { ana, bruno, carla, irene, talk, said, middle: said[7]! }
}

describe('M1: a flag', () => {
  test('of a message is one for each who sees it; again it is the one that stands', async () => {
    const { ana, bruno, carla, irene, middle } = await scene()
    const first = await flag(ana, { message_id: middle.id, note: ' Mira ' })
    expect(first).toMatchObject({
      status: 201,
      body: { flag: { message_id: middle.id, user_id: bruno.id, reporter_id: ana.id, note: 'Mira' } },
    })
    expect(await flag(ana, { message_id: middle.id, reason: 'hate' })).toMatchObject({
      status: 200,
      body: first.body,
    })
    await flagged(carla, middle, { reason: 'hate' })
    const concern = await about(irene, middle)
    expect(concernOf.parse(concern)).toMatchObject({
      flag_count: 2,
      user_id: bruno.id,
      conversation: { type: 'group', name: 'Plaza', icon: null },
    })
    // By the clock of the server, which may be set back between the two.
    expect(Object.fromEntries(concern.flags.map(one => [one.reporter_id, one.reason]))).toEqual({
      [carla.id]: 'hate',
      [ana.id]: 'spam',
    })
    // However many at once.
    const others = await people(...range(1, 6).map(n => `Other ${n}`))
    const [open] = [await publicGroup(bruno)]
    for (const one of others) await join(one, open)
    const word = await say(bruno, open)
    const all = await Promise.all(
      others.flatMap(one => [one, one]).map(one => flag(one, { message_id: word.id })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(6).fill(200), ...Array(6).fill(201)])
    expect((await about(irene, word)).flag_count).toBe(6)
  })

  test('is of what one sees, others have said, and is still there', async () => {
    const { ana, bruno, carla, talk, middle } = await scene()
    const [diego] = await people('Diego')
    expect((await flag(diego, { message_id: middle.id })).status).toBe(404)
    expect(await flag(bruno, { message_id: middle.id })).toMatchObject({
      status: 422,
      body: { errors: [{ path: ['message_id'] }] },
    })
    await remove(ana, talk, carla)
    expect((await flag(carla, { message_id: middle.id })).status).toBe(404)
    const page = await must('GET', `/api/conversations/${talk.id}/messages`, { token: ana.token })
    const told = page.messages.find(({ type }: { type: string }) => type === 'system')
    expect((await flag(ana, { message_id: told.id })).status).toBe(409)
    await must('DELETE', `/api/messages/${middle.id}`, { token: bruno.token })
    expect((await flag(ana, { message_id: middle.id })).status).toBe(404)
  })

  test('tells nobody who was in a group before what they may see of it', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno])
    await must('PATCH', `/api/conversations/${talk.id}`, {
      token: ana.token,
      body: { history: 'since-joining' },
    })
    await remove(bruno, talk, bruno)
    await add(ana, talk, carla)
    const met = { user_id: bruno.id, conversation_id: talk.id }
    expect((await flag(carla, met)).status).toBe(422)
    expect((await flag(ana, met)).status).toBe(201)
  })

  test('of a person is of anybody else, or of whom one has met in a conversation that one is in', async () => {
    const { ana, bruno, talk } = await scene()
    const [diego] = await people('Diego')
    expect((await flag(ana, { user_id: diego.id })).status).toBe(201)
    expect((await flag(ana, { user_id: diego.id })).status).toBe(200)
    expect((await flag(ana, { user_id: bruno.id, conversation_id: talk.id })).status).toBe(201)
    expect((await flag(ana, { user_id: bruno.id })).status).toBe(201)
    const refused = [
      [ana, { user_id: ana.id }, 422],
      [ana, { user_id: '0192f0a0-0000-7000-8000-000000000000' }, 404],
      [diego, { user_id: bruno.id, conversation_id: talk.id }, 404],
      [ana, { user_id: diego.id, conversation_id: talk.id }, 422],
      [ana, {}, 422],
      [ana, { user_id: bruno.id, message_id: bruno.id }, 422],
      [ana, { message_id: bruno.id, conversation_id: talk.id }, 422],
    ] as const
    for (const [who, body, status] of refused) expect((await flag(who, body)).status).toBe(status)
  })

  test('opens anew what was dealt with: a message for who has not flagged it, a person for everybody', async () => {
    const { ana, bruno, carla, irene, talk, middle } = await scene()
    await flagged(ana, middle)
    const message = await about(irene, middle)
    await done(irene, message, 'dismiss')
    expect((await flag(ana, { message_id: middle.id })).status).toBe(200)
    expect((await about(irene, middle, 'state=closed')).closed_at).not.toBeNull()
    expect((await flag(carla, { message_id: middle.id })).status).toBe(201)
    expect(await about(irene, middle)).toMatchObject({ id: message.id, flag_count: 2, closed_at: null })
    const person = { user_id: bruno.id, conversation_id: talk.id }
    await flag(ana, person)
    const concern = await aboutPerson(irene, bruno)
    await done(irene, concern, 'dismiss')
    expect(await flag(ana, { ...person, reason: 'fraud' })).toMatchObject({
      status: 201,
      body: { flag: { reason: 'fraud' } },
    })
    expect(await aboutPerson(irene, bruno)).toMatchObject({ id: concern.id, flag_count: 1, closed_at: null })
  })

  test('is refused to a flood', async () => {
    const [ana] = await people('Ana')
    const answers = []
    for (const _ of range(1, 61)) answers.push((await flag(ana, { user_id: ana.id })).status)
    expect([answers.filter(status => status === 422).length, answers.at(-1)]).toEqual([60, 429])
  })
})

describe('M2: a moderator', () => {
  test('reads what stands around a flagged message as it is now, and nothing else of the conversation', async () => {
    const { ana, bruno, irene, talk, said, middle } = await scene()
    await flagged(ana, middle)
    expect(textsOf(await about(irene, middle))).toEqual(range(3, 13).map(n => `n${n}`))
    await must('PATCH', `/api/messages/${said[8]!.id}`, { token: bruno.token, body: { content: 'otra' } })
    await must('DELETE', `/api/messages/${said[6]!.id}`, { token: bruno.token })
    const now = await about(irene, middle)
    expect(textsOf(now).slice(4, 7)).toEqual(['', 'n8', 'otra'])
    const at = `/api/conversations/${talk.id}`
    for (const path of [at, `${at}/messages`, `${at}/members`, `${at}/events`, `/api/messages/${middle.id}`])
      expect((await call('GET', path, { token: irene.token })).status, path).toBe(404)
    await expect(react(irene, middle)).rejects.toThrow('404')
    const { conversations } = await must('GET', '/api/conversations', { token: irene.token })
    expect(conversations).toEqual([])
    // Once it is dealt with, only what was flagged.
    expect(textsOf(await done(irene, now, 'dismiss'))).toEqual(['n8'])
  })

  test('reads of a person what they had said last where they were flagged, until it is dealt with', async () => {
    const { ana, bruno, carla, irene, talk, said } = await scene()
    await say(carla, talk, 'Otra cosa')
    await must('PATCH', `/api/conversations/${talk.id}`, { token: ana.token, body: { name: 'Portal' } })
    const person = { user_id: bruno.id, conversation_id: talk.id }
    expect((await flag(carla, person)).status).toBe(201)
    // Times are kept to the millisecond.
    await sql`select pg_sleep(0.01)`
    await say(bruno, talk, 'Después')
    const concern = await aboutPerson(irene, bruno)
    expect(textsOf(concernOf.parse(concern))).toEqual(['n11', 'n12', 'n13', 'n14', 'n15'])
    await must('PATCH', `/api/messages/${said[13]!.id}`, { token: bruno.token, body: { content: 'otra' } })
    await must('DELETE', `/api/messages/${said[12]!.id}`, { token: bruno.token })
    expect(textsOf(await aboutPerson(irene, bruno))).toEqual(['n11', 'n12', '', 'otra', 'n15'])
    expect(textsOf(await done(irene, concern, 'dismiss'))).toEqual([])
    // Flagged again, it is what they have said by then.
    expect((await flag(carla, person)).status).toBe(201)
    expect(textsOf(await aboutPerson(irene, bruno))).toEqual(['n12', '', 'otra', 'n15', 'Después'])
  })

  test('reads nothing of a person who was flagged anywhere, has said nothing, or spoke elsewhere', async () => {
    const { ana, bruno, carla, irene, talk } = await scene()
    expect((await flag(ana, { user_id: bruno.id })).status).toBe(201)
    expect(await aboutPerson(irene, bruno)).toMatchObject({ conversation: null, context: [] })
    // What the log tells of her is nothing that she has said, and neither is what she says to others.
    await must('PATCH', `/api/conversations/${talk.id}/members/${carla.id}`, {
      token: ana.token,
      body: { role: 'admin' },
    })
    await must('PATCH', `/api/conversations/${talk.id}`, { token: carla.token, body: { name: 'Portal' } })
    await say(carla, await dm(carla, ana), 'En privado')
    expect((await flag(ana, { user_id: carla.id, conversation_id: talk.id })).status).toBe(201)
    expect(await aboutPerson(irene, carla)).toMatchObject({ conversation: { name: 'Portal' }, context: [] })
  })

  test('is one by the host’s token, also by the cookie that it was exchanged for', async () => {
    const irene = await moderator()
    const [ana] = await people('Ana')
    for (const [who, status] of [
      [irene, 200],
      [ana, 404],
    ] as const) {
      const headers = { cookie: await signedIn(who) }
      expect((await call('GET', '/api/moderation/concerns', { headers })).status).toBe(status)
      expect((await must('GET', '/api/me', { headers })).is_moderator).toBe(status === 200)
    }
    const other = await person('Ana', { role: 'Moderator' })
    expect((await call('GET', '/api/moderation/acts', { token: other.token })).status).toBe(404)
  })

  test('deletes by the same way as everybody: the words are gone everywhere', async () => {
    const { ana, irene, talk, middle } = await scene()
    const reply = await say(ana, talk, 'sí', middle)
    await flagged(ana, middle)
    const after = await done(irene, await about(irene, middle), 'delete')
    expect(after).toMatchObject({ context: [{ content: '' }], acts: [{ act: 'delete', why: 'Because' }] })
    const [{ left }] = (await sql`select
      (select count(*) from messages where content = 'n8' and conversation_id = ${talk.id})
      + (select count(*) from events where payload::text like '%"n8"%' and conversation_id = ${talk.id})
      + (select count(*) from outbox where payload::text like '%"n8"%' and conversation_id = ${talk.id}) as left`) as [
      { left: number },
    ]
    expect(Number(left)).toBe(0)
    const { events } = await must('GET', `/api/conversations/${talk.id}/events?after=${reply.seq}`, {
      token: ana.token,
    })
    expect(events.map(({ event }: { event: string }) => event)).toEqual(['message-deleted'])
  })

  test('sees and decides nothing about themself, and is told when another was quicker', async () => {
    const { ana, irene, talk, middle } = await scene()
    await add(ana, talk, irene)
    const word = await say(irene, talk, 'Hola')
    await flagged(ana, word)
    const judge = await moderator('Jorge')
    const own = await about(judge, word)
    expect((await act(irene, own, 'dismiss')).status).toBe(404)
    await done(judge, own, 'dismiss')
    for (const path of ['concerns', 'concerns?state=closed', 'acts']) {
      const seen = await must('GET', `/api/moderation/${path}`, { token: irene.token })
      expect(JSON.stringify(seen), path).not.toContain(own.id)
      expect(JSON.stringify(await must('GET', `/api/moderation/${path}`, { token: judge.token }))).toContain(
        path === 'concerns' ? '"concerns"' : own.id,
      )
    }
    await flagged(ana, middle)
    const concern = await about(judge, middle)
    for (const deed of ['dismiss', 'delete', 'bar'] as const) {
      const both = await Promise.all([irene, judge].map(one => act(one, concern, deed)))
      expect(both.map(({ status }) => status).sort(), deed).toEqual([201, 409])
    }
    const { acts } = await about(judge, middle, 'state=closed')
    expect(acts.map(one => one.act)).toEqual(['dismiss', 'delete', 'bar'])
  })

  test('finds what is open and what is closed page by page, each once', async () => {
    const { ana, irene, said } = await scene()
    for (const message of said) await flagged(ana, message)
    const found: Concern[] = []
    for (let before = ''; ; ) {
      const { concerns, next } = await must('GET', `/api/moderation/concerns?limit=4${before}`, {
        token: irene.token,
      })
      found.push(...concerns)
      if (!next) break
      before = `&before=${encodeURIComponent(next)}`
    }
    const ids = found.map(({ message_id }) => message_id)
    for (const { id } of said) expect(ids).toContain(id)
    const times = found.map(({ flagged_at }) => flagged_at)
    expect(times).toEqual([...times].sort().reverse())
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })
})

describe('M3: who is barred', () => {
  test('is taken out, and comes back neither by joining nor by being added, until it is lifted', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const irene = await moderator()
    const talk = await publicGroup(ana, [bruno])
    const word = await say(bruno, talk, 'Spam')
    await flagged(ana, word)
    const concern = await done(irene, await about(irene, word), 'bar')
    expect(concern).toMatchObject({ is_member: false, is_barred: true })
    expect(concern.closed_at).not.toBeNull()
    const enter = (by: Made) =>
      call('POST', `/api/conversations/${talk.id}/members`, {
        token: by.token,
        body: { user_ids: [bruno.id] },
      })
    for (const by of [bruno, ana]) expect(await enter(by)).toMatchObject({ status: 403 })
    const page = await must('GET', `/api/conversations/${talk.id}/messages`, { token: ana.token })
    expect(page.messages.at(-1)).toMatchObject({
      type: 'system',
      sender_id: bruno.id,
      metadata: { event: 'member-barred', user_id: bruno.id },
    })
    expect(JSON.stringify(page)).not.toContain(irene.id)
    expect((await act(irene, concern, 'bar')).status).toBe(409)
    expect(await done(irene, concern, 'lift')).toMatchObject({ is_barred: false })
    expect((await act(irene, concern, 'lift')).status).toBe(409)
    expect((await enter(bruno)).status).toBe(200)
  })

  test('learns nothing more of it by a link, which leads nowhere to them', async () => {
    const { ana, bruno, irene, talk, middle } = await scene()
    const { token: link } = await invite(ana, talk)
    await flagged(ana, middle)
    const concern = await done(irene, await about(irene, middle), 'bar')
    const { token } = bruno
    const nowhere = await call('GET', `/api/invitations/${'x'.repeat(43)}`, { token })
    for (const verb of ['GET', 'POST'] as const) {
      const answer = await call(verb, `/api/invitations/${link}`, { token })
      expect([answer.status, answer.body.detail]).toEqual([404, nowhere.body.detail])
    }
    await done(irene, concern, 'lift')
    expect((await call('POST', `/api/invitations/${link}`, { token })).status).toBe(200)
  })

  test('nobody is told whose tab it was that took them out, or that deleted', async () => {
    const { ana, bruno, irene, talk, said, middle } = await scene()
    for (const word of [middle, said[8]!]) await flagged(ana, word)
    // She is one of the group, where her own tab is told with whatever she does.
    await add(ana, talk, irene)
    const after = (await say(irene, talk, 'Soy una más')).seq
    const headers = { 'x-client-id': 'irene-tab' }
    const { token } = irene
    for (const [word, deed] of [
      [middle, 'delete'],
      [said[8]!, 'bar'],
    ] as const) {
      const { id } = await about(irene, word)
      const body = { act: deed, why: 'Because' }
      await must('POST', `/api/moderation/concerns/${id}/acts`, { token, headers, body })
    }
    const path = `/api/conversations/${talk.id}/events?after=${after}`
    const { events } = await must('GET', path, { token: ana.token })
    expect(events.map(({ event }: { event: string }) => event)).toEqual([
      'message-deleted',
      'message-created',
      'member-removed',
    ])
    for (const { payload } of events) expect(payload.originClientId).toBeNull()
    expect(events[2].payload.id).toBe(bruno.id)
  })

  test('hands over where there is nobody else to own the group; a dm has no bar', async () => {
    const { ana, bruno, carla, irene, talk } = await scene()
    const word = await say(ana, talk, 'Mando yo')
    await must('PATCH', `/api/conversations/${talk.id}/members/${carla.id}`, {
      token: ana.token,
      body: { role: 'admin' },
    })
    await flagged(bruno, word)
    await done(irene, await about(irene, word), 'bar')
    const { members } = await must('GET', `/api/conversations/${talk.id}/members`, { token: bruno.token })
    expect(members.map(({ user_id, role }: { user_id: string; role: string }) => [user_id, role])).toEqual([
      [bruno.id, 'member'],
      [carla.id, 'owner'],
    ])
    const direct = await dm(bruno, carla)
    const rude = await say(bruno, direct, 'Mal')
    await flagged(carla, rude)
    const concern = await about(irene, rude)
    expect((await act(irene, concern, 'bar')).status).toBe(409)
    await flag(carla, { user_id: bruno.id })
    const person = await aboutPerson(irene, bruno)
    for (const deed of ['bar', 'delete', 'lift'] as const)
      expect((await act(irene, person, deed)).status).toBe(409)
  })

  test('never is in the group afterwards, whatever they do meanwhile', async () => {
    for (const _ of range(1, 5)) {
      const [ana, bruno] = await people('Ana', 'Bruno')
      const irene = await moderator()
      const talk = await publicGroup(ana)
      await join(bruno, talk)
      const word = await say(bruno, talk)
      await flagged(ana, word)
      await remove(bruno, talk, bruno)
      const concern = await about(irene, word)
      const [joined, barred] = await Promise.all([
        call('POST', `/api/conversations/${talk.id}/members`, {
          token: bruno.token,
          body: { user_ids: [bruno.id] },
        }),
        act(irene, concern, 'bar'),
      ])
      expect(barred.status).toBe(201)
      expect([200, 403]).toContain(joined.status)
      const [{ inside }] = (await sql`select count(*)::int as inside from members
        where conversation_id = ${talk.id} and user_id = ${bruno.id} and left_seq is null`) as [
        { inside: number },
      ]
      expect(inside).toBe(0)
      const [{ bad }] = (await sql`select count(*)::int as bad from (
        select seq, row_number() over (order by seq) as n from (
          select seq from outbox where conversation_id = ${talk.id} union all
          select seq from events where conversation_id = ${talk.id}) as told where seq is not null) as numbered
        where seq <> n`) as [{ bad: number }]
      expect(bad).toBe(0)
    }
  })
})

test('M4: every act is told with who, when, what and why, the last first, and only grows', async () => {
  const { ana, bruno, irene, middle } = await scene()
  await flagged(ana, middle)
  const concern = await about(irene, middle)
  for (const deed of ['delete', 'bar', 'lift'] as const) await done(irene, concern, deed)
  const { acts, users } = await must('GET', '/api/moderation/acts?limit=3', { token: irene.token })
  for (const one of acts)
    expect(actOf.parse(one)).toMatchObject({
      concern_id: concern.id,
      moderator_id: irene.id,
      user_id: bruno.id,
      why: 'Because',
    })
  expect(acts.map((one: { act: string }) => one.act)).toEqual(['lift', 'bar', 'delete'])
  expect(users.map(({ id }: Made) => id).sort()).toEqual([irene.id, bruno.id].sort())
  for (const change of [
    sql`update moderation_acts set why = 'Nothing'`,
    sql`delete from moderation_acts where concern_id = ${concern.id}`,
  ])
    await expect(change).rejects.toThrow('only grows')
})
