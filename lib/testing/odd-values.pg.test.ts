import { expect, test } from 'vitest'
import { problem } from '../contract/errors'
import { call } from './api'
import { brief, unknownId } from './bad-values'
import { dm, group, must, person, report, say, service, unique } from './make'
import { fieldsOf, unchanged } from './refused'
import { makeScene } from './scene'
import { testDb } from './test-db'

// Values at the edge of what is allowed, and well-formed ones that name the wrong thing.

const { sql } = await testDb()
const scene = await makeScene()
const messages = `/api/conversations/${scene.closed.conversation.id}/messages`
const member = scene.token('member')

test('5,000 characters are taken whichever they are, counted after trimming', async () => {
  for (const content of [
    'x'.repeat(5000),
    '😀'.repeat(5000),
    `  ${'ñ'.repeat(5000)}\n`,
    '\u0301'.repeat(5000),
  ]) {
    const { message } = await must('POST', messages, {
      token: member,
      body: { client_message_id: unique('key'), content },
    })
    expect(message.content).toBe(content.trim())
    const { message: kept } = await must('GET', `/api/messages/${message.id}`, { token: member })
    expect(kept.content).toBe(content.trim())
  }
})

test('escaped pairs are characters, escaped halves are refused', async () => {
  const raw = (text: string) => `{"client_message_id":"${unique('key')}","content":"${text}"}`
  const sent = await call('POST', messages, { token: member, raw: raw('\\ud83d\\ude00') })
  expect([sent.status, sent.body.message.content]).toEqual([201, '😀'])
  await unchanged(sql, async () => {
    for (const half of ['\\ud83d', '\\ude00', '\\ude00\\ud83d', 'x\\ud83dx', '\\u0000'])
      expect((await call('POST', messages, { token: member, raw: raw(half) })).status, half).toBe(422)
  })
})

test('ids are one id in capitals too', async () => {
  const [ana, bruno] = [await person('Ana Ruiz'), await person('Bruno Díaz')]
  const capitals = { ...bruno, id: bruno.id.toUpperCase() }
  const first = await dm(ana, bruno)
  expect((await dm(ana, capitals)).id).toBe(first.id)
  const twice = await group(ana, [bruno, capitals, { ...ana, id: ana.id.toUpperCase() }])
  expect(twice.member_count).toBe(2)
  const path = `/api/conversations/${twice.id.toUpperCase()}`
  expect((await must('GET', path, { token: ana.token })).conversation.id).toBe(twice.id)
  expect((await call('DELETE', `${path}/members/${capitals.id}`, { token: bruno.token })).status).toBe(204)
})

test('a dm is with exactly one other person', async () => {
  const [ana, bruno, carla] = [await person(), await person(), await person()]
  const open = (body: object) =>
    call('POST', '/api/conversations', { token: ana.token, body: { type: 'dm', ...body } })
  await unchanged(sql, async () => {
    for (const member_ids of [[], [ana.id], [ana.id, ana.id.toUpperCase()], [bruno.id, carla.id]]) {
      const answer = await open({ member_ids })
      expect([answer.status, ...fieldsOf(answer)], brief(member_ids)).toEqual([422, 'member_ids'])
    }
    for (const more of [{ visibility: 'public' }, { name: 'Us' }, { icon: '😀' }]) {
      const answer = await open({ member_ids: [bruno.id], ...more })
      expect([answer.status, ...fieldsOf(answer)]).toEqual([422, Object.keys(more)[0]])
    }
  })
  expect((await open({ member_ids: [ana.id, bruno.id, bruno.id] })).status).toBe(201)
})

test('a group begins with up to 500 others, repeats and oneself not counted', async () => {
  const ana = await person()
  const crowd = await sql<{ id: string }[]>`
    insert into users (id, external_id, name, search_name)
    select gen_random_uuid(), 'crowd-' || n, 'Somebody', 'somebody' from generate_series(1, 501) as n returning id`
  const found = (ids: string[]) =>
    call('POST', '/api/conversations', { token: ana.token, body: { type: 'group', member_ids: ids } })
  const ids = crowd.map(({ id }) => id)
  const most = await found([ana.id, ...ids.slice(1), ids[1]!, ids[1]!.toUpperCase()])
  expect([most.status, most.body.conversation.member_count]).toEqual([201, 501])
  await unchanged(sql, async () => expect(fieldsOf(await found(ids))).toEqual(['member_ids']))
})

test('who or what does not exist is 422 in a body', async () => {
  const ana = await person()
  const conversation = await group(ana)
  await unchanged(sql, async () => {
    for (const [path, body, field] of [
      ['/api/conversations', { type: 'dm', member_ids: [unknownId] }, 'member_ids'],
      ['/api/conversations', { type: 'group', member_ids: [ana.id, unknownId] }, 'member_ids'],
      ['/api/conversations', { type: 'group', member_ids: [], report_id: unknownId }, 'report_id'],
      // The id of something else is the id of nobody.
      ['/api/conversations', { type: 'group', member_ids: [conversation.id] }, 'member_ids'],
      ['/api/conversations', { type: 'group', member_ids: [], report_id: ana.id }, 'report_id'],
      [`/api/conversations/${conversation.id}/members`, { user_ids: [unknownId] }, 'user_ids'],
      [`/api/conversations/${conversation.id}/members`, { user_ids: [ana.id, unknownId] }, 'user_ids'],
      [`/api/conversations/${conversation.id}/read`, { seq: 2 }, 'seq'],
      [`/api/conversations/${conversation.id}/read`, { seq: Number.MAX_SAFE_INTEGER }, 'seq'],
    ] as const) {
      const answer = await call('POST', path, { token: ana.token, body })
      expect([answer.status, ...fieldsOf(answer)], `${path} ${brief(body)}`).toEqual([422, field])
    }
  })
})

test('a reply is to a message of the same conversation, or 404', async () => {
  const [ana, bruno] = [await person(), await person()]
  const [here, there] = [await group(ana), await group(ana)]
  const secret = await say(bruno, await group(bruno))
  const elsewhere = await say(ana, there)
  await unchanged(sql, async () => {
    for (const reply_to_id of [elsewhere.id, secret.id, here.id, ana.id, unknownId]) {
      const body = { client_message_id: unique('key'), content: 'Hola', reply_to_id }
      const path = `/api/conversations/${here.id}/messages`
      expect((await call('POST', path, { token: ana.token, body })).status).toBe(404)
    }
  })
})

test('nobody opens a conversation with themself about their own report', async () => {
  const ana = await person()
  const own = await report(ana)
  await unchanged(sql, async () => {
    const answer = await call('POST', `/api/reports/${own.external_id}/conversation`, { token: ana.token })
    expect(answer.status).toBe(422)
    expect(problem.parse(answer.body).errors).toHaveLength(1)
  })
})

test('a report’s external id is any text of up to 200 characters', async () => {
  const owner = await person()
  const odd = [
    'a/b',
    'a%2Fb',
    '..a',
    'a..b',
    '...',
    'a b',
    'a+b',
    'a?b#c',
    '"\'<>',
    'ñandú 😀',
    '😀'.repeat(200),
  ]
  for (const external of [
    ...odd,
    'x'.repeat(200),
    '__proto__',
    'conversation',
    '%',
    '\\',
    '1',
    '0x1',
    'a\tb',
  ]) {
    const made = await report(owner, external)
    expect(made.external_id).toBe(external)
    const path = `/api/reports/${encodeURIComponent(external)}`
    expect((await must('GET', path, { token: owner.token })).report.id).toBe(made.id)
    const other = await person()
    expect((await call('POST', `${path}/conversation`, { token: other.token })).status).toBe(201)
  }
  const body = { kind: 'a', title: 'b', url: '/', owner_external_id: owner.external_id }
  const token = await service()
  await unchanged(sql, async () => {
    for (const external of [
      'x'.repeat(201),
      '😀'.repeat(201),
      '%20',
      '%00',
      'a%00',
      '%ff',
      '%ED%A0%80',
      '%',
      '%zz',
    ])
      for (const [verb, rest] of [
        ['PUT', ''],
        ['GET', ''],
        ['POST', '/conversation'],
      ] as const) {
        const path = `/api/reports/${external.startsWith('%') || external.includes('%') ? external : encodeURIComponent(external)}${rest}`
        const asked = verb === 'PUT' ? { token, body } : { token: owner.token }
        expect((await call(verb, path, asked)).status, `${verb} ${path}`).toBe(404)
      }
  })
})

test('a report’s metadata comes back as it was sent, but for names that are no data', async () => {
  const owner = await person()
  const token = await service()
  const path = `/api/reports/${unique('metadata')}`
  const put = (metadata: string) =>
    call('PUT', path, {
      token,
      raw: `{"kind":"a","title":"b","url":"/","owner_external_id":"${owner.external_id}","metadata":${metadata}}`,
    })
  const odd = {
    constructor: { a: 1 },
    toString: [null, true, 0.1, -0.5, 1e300, 5e-324],
    '': { ' ': '😀' },
    list: [[], {}],
  }
  expect((await put(JSON.stringify(odd))).body.report.metadata).toEqual(odd)
  const answer = await put('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1},"b":1}}')
  expect(JSON.stringify(answer.body.report.metadata)).toBe('{"a":{"b":1}}')
})

test('X-Client-Id is taken when it is one, and else counts as none', async () => {
  const ana = await person()
  const { id } = await group(ana)
  const sent = async (clientId: string) => {
    const { message } = await must('POST', `/api/conversations/${id}/messages`, {
      token: ana.token,
      body: { client_message_id: unique('key'), content: 'Hola' },
      headers: { 'x-client-id': clientId },
    })
    const { events } = await must('GET', `/api/conversations/${id}/events?after=${message.seq - 1}`, {
      token: ana.token,
    })
    return events[0].payload.originClientId
  }
  for (const good of ['V1StGXR8', 'x'.repeat(64), '-_']) expect(await sent(good)).toBe(good)
  for (const bad of ['', 'x'.repeat(65), 'a b', 'ñ', '{}', "'; drop table users; --"])
    expect(await sent(bad)).toBe(null)
})
