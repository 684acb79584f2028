// Blocking: what neither of two people does to the other any more, who is told of it, and what comes of doing both at once.
import { afterEach, describe, expect, test } from 'vitest'
import { ask, call } from '../testing/api'
import { range } from '../testing/log-faults'
import {
  add,
  dm,
  group,
  type Made,
  must,
  people,
  promote,
  publicGroup,
  react,
  report,
  say,
  unique,
} from '../testing/make'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const readers: StreamReader[] = []
afterEach(async () => {
  await Promise.all(readers.splice(0).map(reader => reader.cut()))
})

const block = (who: Made, whom: { id: string }) => must('PUT', `/api/blocks/${whom.id}`, { token: who.token })
const unblock = (who: Made, whom: { id: string }) =>
  must('DELETE', `/api/blocks/${whom.id}`, { token: who.token })
const blockedBy = async (who: Made) => (await must('GET', '/api/blocks', { token: who.token })).blocks
const write = (who: Made, { id }: { id: string }, content = 'Hola', client_message_id = unique('key')) =>
  call('POST', `/api/conversations/${id}/messages`, {
    token: who.token,
    body: { client_message_id, content },
  })
const openDm = (who: Made, whom: Made, report_id?: string) =>
  call('POST', '/api/conversations', {
    token: who.token,
    body: { type: 'dm', member_ids: [whom.id], report_id },
  })
const seqOf = async (who: Made, { id }: { id: string }) =>
  (await must('GET', `/api/conversations/${id}`, { token: who.token })).conversation.seq

const theirs = 'You cannot write to this person.'
const own = 'You have blocked this person: unblock them to write to them.'
const refusal = (detail: string) => ({ status: 403, body: { detail } })

describe('B1: in a dm', () => {
  test('neither writes, edits or reacts, each with a plain reason; what was said is there, and goes by its author', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const [hers, his] = [await say(ana, talk), await say(bruno, talk)]
    await react(bruno, hers)
    await block(ana, bruno)
    const seq = await seqOf(ana, talk)
    const attempts = (who: Made, mine: { id: string }, other: { id: string }) => [
      write(who, talk),
      call('PATCH', `/api/messages/${mine.id}`, { token: who.token, body: { content: 'Otra' } }),
      call('PUT', `/api/messages/${other.id}/reactions/%F0%9F%91%8D`, { token: who.token }),
    ]
    for (const answer of await Promise.all(attempts(bruno, his, hers)))
      expect(answer).toMatchObject(refusal(theirs))
    for (const answer of await Promise.all(attempts(ana, hers, his)))
      expect(answer).toMatchObject(refusal(own))
    // Before a word of the body is read.
    const bad = { token: bruno.token, body: { content: '' } }
    expect(await call('POST', `/api/conversations/${talk.id}/messages`, bad)).toMatchObject(refusal(theirs))
    expect(await seqOf(bruno, talk)).toBe(seq)
    const page = await must('GET', `/api/conversations/${talk.id}/messages`, { token: bruno.token })
    expect(page.ids).toEqual([hers.id, his.id])
    await must('DELETE', `/api/messages/${his.id}`, { token: bruno.token })
    await unblock(ana, bruno)
    expect((await write(bruno, talk)).status).toBe(201)
    expect((await write(ana, talk)).status).toBe(201)
  })

  test('each of two who block each other is told of their own block', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await block(ana, bruno)
    await block(bruno, ana)
    expect(await write(bruno, talk)).toMatchObject(refusal(own))
    await unblock(bruno, ana)
    expect(await write(bruno, talk)).toMatchObject(refusal(theirs))
  })

  test('what was stored before is answered a retry', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const key = unique('key')
    const first = await write(bruno, talk, 'Hola', key)
    await block(ana, bruno)
    expect(await write(bruno, talk, 'Hola', key)).toMatchObject({ status: 200, body: first.body })
  })

  test('no new one is opened by either; one that stands is answered, and no report leads around it', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const about = await report(ana)
    await block(ana, bruno)
    expect(await openDm(bruno, ana)).toMatchObject(refusal(theirs))
    expect(await openDm(ana, bruno)).toMatchObject(refusal(own))
    expect(
      await call('POST', `/api/reports/${about.external_id}/conversation`, { token: bruno.token }),
    ).toMatchObject(refusal(theirs))
    await unblock(ana, bruno)
    expect((await openDm(bruno, ana)).status).toBe(201)
    await block(ana, bruno)
    expect((await openDm(bruno, ana)).status).toBe(200)
    expect(await openDm(bruno, ana, about.id)).toMatchObject(refusal(theirs))
  })
})

describe('B2: in a group', () => {
  test('everything goes on; but nobody is brought into one by somebody whom they block', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(carla, [ana, bruno])
    await block(ana, bruno)
    const message = await say(bruno, talk)
    await react(ana, message)
    await say(ana, talk)
    const found = (who: Made, ...others: Made[]) =>
      call('POST', '/api/conversations', {
        token: who.token,
        body: { type: 'group', member_ids: others.map(({ id }) => id) },
      })
    const refused = refusal('Somebody whom you named cannot be added by you.')
    expect(await found(bruno, ana, carla)).toMatchObject(refused)
    expect((await found(ana, bruno)).status).toBe(201)
    const other = await group(bruno, [carla])
    const adding = { token: bruno.token, body: { user_ids: [ana.id] } }
    expect(await call('POST', `/api/conversations/${other.id}/members`, adding)).toMatchObject(refused)
    // Who is there already is no one to be brought.
    await promote(bruno, other, carla, 'admin')
    await add(carla, other, ana)
    expect((await call('POST', `/api/conversations/${other.id}/members`, adding)).status).toBe(200)
  })

  test('joining what is open is everybody’s own affair', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const open = await publicGroup(bruno)
    await block(ana, bruno)
    const body = { user_ids: [ana.id] }
    expect(
      (await call('POST', `/api/conversations/${open.id}/members`, { token: ana.token, body })).status,
    ).toBe(200)
  })
})

describe('B3: who is told', () => {
  test('all devices of who blocks, and nobody else; the same again says nothing', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const cursors = await Promise.all(
      [ana, bruno].map(async ({ token }) => (await must('GET', '/api/events', { token })).cursor),
    )
    const follow = async (who: Made, cursor: string) => {
      const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token: who.token }))
      readers.push(reader)
      return reader
    }
    const live = await Promise.all([follow(ana, cursors[0]!), follow(ana, ''), follow(bruno, cursors[1]!)])
    const { block: made } = await block(ana, bruno)
    expect(await block(ana, bruno)).toEqual({ block: made })
    expect(await blockedBy(ana)).toEqual([made])
    await unblock(ana, bruno)
    await unblock(ana, bruno)
    expect([await blockedBy(ana), await blockedBy(bruno)]).toEqual([[], []])
    const last = await say(ana, talk)
    live.push(await follow(ana, cursors[0]!), await follow(bruno, cursors[1]!))
    const seen = await Promise.all(
      live.map(async reader => {
        await reader.until(frames => told(frames).some(({ payload }) => payload.id === last.id))
        return told(reader.frames).flatMap(({ event, payload }) =>
          event === 'block-updated' ? [[payload.id, payload.partial.blocked_at]] : [],
        )
      }),
    )
    const both = [
      [bruno.id, made.blocked_at],
      [bruno.id, null],
    ]
    expect(seen).toEqual([both, both, [], both, []])
  })

  test('neither of the two hears that the other writes, in a dm and in a group; all others do', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const [direct, talk] = [await dm(ana, bruno), await group(carla, [ana, bruno])]
    const streams = await Promise.all(
      [ana, bruno, carla].map(async ({ token }) => {
        const reader = readStream(await ask('GET', '/api/stream', { token }))
        readers.push(reader)
        await reader.until(frames => frames.length > 0)
        return reader
      }),
    )
    const write = async () => {
      for (const { token } of [ana, bruno])
        for (const { id } of [direct, talk])
          await must('POST', `/api/conversations/${id}/typing`, { token, body: { is_typing: true } })
    }
    const heard = async () => {
      const last = await say(carla, talk)
      return Promise.all(
        streams.map(async reader => {
          await reader.until(frames => told(frames).some(({ payload }) => payload.id === last.id))
          return told(reader.frames).flatMap(({ event, payload }) =>
            event === 'typing-updated' ? [`${payload.id} ${payload.conversation_id}`] : [],
          )
        }),
      )
    }
    await block(ana, bruno)
    await streams[0]!.until(frames => told(frames).some(({ event }) => event === 'block-updated'))
    await write()
    const inTalk = [`${ana.id} ${talk.id}`, `${bruno.id} ${talk.id}`]
    expect(await heard()).toEqual([[], [], inTalk])
    await unblock(ana, bruno)
    await streams[0]!.until(
      frames => told(frames).filter(({ event }) => event === 'block-updated').length > 1,
    )
    // What says the same again within a second is told to nobody, so it is taken back.
    for (const { token } of [ana, bruno])
      for (const { id } of [direct, talk])
        await must('POST', `/api/conversations/${id}/typing`, { token, body: { is_typing: false } })
    const [hers, his] = await heard()
    expect([hers, his]).toEqual([
      [`${bruno.id} ${direct.id}`, `${bruno.id} ${talk.id}`],
      [`${ana.id} ${direct.id}`, `${ana.id} ${talk.id}`],
    ])
  })
})

test('nobody blocks themself or who does not exist, nor more than 1,000', async () => {
  const [ana] = await people('Ana')
  const attempt = (id: string) => call('PUT', `/api/blocks/${id}`, { token: ana.token })
  expect(await attempt(ana.id)).toMatchObject({ status: 422, body: { errors: [{ path: ['userId'] }] } })
  expect((await attempt('0192f0a0-0000-7000-8000-000000000000')).status).toBe(404)
  await sql`with made as (
      insert into users (id, external_id, name, search_name)
      select gen_random_uuid(), 'many-' || n, 'Many', 'many' from generate_series(1, 1000) as n returning id)
    insert into blocks select ${ana.id}, id, now() from made`
  const [bruno] = await people('Bruno')
  expect((await attempt(bruno.id)).status).toBe(409)
  const many = await blockedBy(ana)
  expect(many).toHaveLength(1000)
  expect((await attempt(many[0].user_id)).status).toBe(200)
  await unblock(ana, { id: many[0].user_id })
  expect((await attempt(bruno.id)).status).toBe(200)
})

test('B1: what is sent while somebody blocks is said before it, or not at all', async () => {
  for (const _ of range(1, 6)) {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const sends = range(1, 12).map(n => write(bruno, talk, `${n}`))
    const blocking = block(ana, bruno)
    const after = blocking.then(() => Promise.all(range(1, 4).map(() => write(bruno, talk, 'late'))))
    const statuses = (await Promise.all(sends)).map(({ status }) => status)
    expect(new Set(statuses).size).toBeLessThanOrEqual(2)
    for (const { status } of await after) expect(status).toBe(403)
    const [row] =
      await sql`select (select count(*)::int from messages where conversation_id = ${talk.id}) as messages,
      (select count(*)::int from messages m join blocks b on b.blocked_id = m.sender_id and b.blocker_id = ${ana.id}
        where m.conversation_id = ${talk.id} and m.content = 'late') as late`
    expect(row).toEqual({ messages: statuses.filter(status => status === 201).length, late: 0 })
  }
})

test('B1: a dm that is opened while somebody blocks is there before it, or not at all', async () => {
  for (const _ of range(1, 8)) {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [opened] = await Promise.all([openDm(bruno, ana), block(ana, bruno)])
    expect([201, 403]).toContain(opened.status)
    expect((await openDm(bruno, ana)).status).toBe(opened.status === 201 ? 200 : 403)
  }
})

test('B3: neither of the two is there for the other, who is told so at once; afterwards both are', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const streams = await Promise.all(
    [ana, bruno].map(async ({ token }, n) => {
      const headers = { 'x-client-id': `tab-${n}` }
      const reader = readStream(await ask('GET', '/api/stream', { token, headers }))
      readers.push(reader)
      await reader.until(frames => frames.length > 0)
      await must('POST', '/api/presence', { token, headers, body: { is_active: true } })
      return reader
    }),
  )
  const seen = async (who: Made, whom: Made) =>
    (await must('GET', `/api/presence?ids=${whom.id}`, { token: who.token })).presence.map(
      ({ status }: { status: string }) => status,
    )
  const statuses = (reader: StreamReader) =>
    told(reader.frames).flatMap(({ event, payload }) =>
      event === 'presence-updated' ? [payload.partial.status] : [],
    )
  const other = [bruno, ana]
  for (const [n, reader] of streams.entries())
    await reader.until(frames =>
      told(frames).some(
        ({ event, payload }) =>
          event === 'presence-updated' && payload.id === other[n]!.id && payload.partial.status === 'online',
      ),
    )
  expect([await seen(ana, bruno), await seen(bruno, ana)]).toEqual([['online'], ['online']])
  await block(ana, bruno)
  for (const reader of streams) {
    await reader.until(() => statuses(reader).at(-1) === 'offline')
    expect(statuses(reader).at(-1)).toBe('offline')
  }
  expect([await seen(ana, bruno), await seen(bruno, ana)]).toEqual([[], []])
  await unblock(ana, bruno)
  for (const reader of streams) {
    await reader.until(() => statuses(reader).at(-1) === 'online')
    expect(statuses(reader).at(-1)).toBe('online')
  }
  await say(ana, talk)
})
