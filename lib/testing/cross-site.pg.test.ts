import { expect, test } from 'vitest'
import { problem } from '../contract/errors'
import { allRoutes, call, endpointOf } from './api'
import { person, signedIn } from './make'
import { rows } from './matrix'
import { makeScene } from './scene'
import { stored } from './stored'
import { testDb } from './test-db'

// CSRF: what another site can make a browser do with our cookie, which is nothing that writes.

const { sql } = await testDb()

const host = 'http://tertulia.test'
const foreign: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'garbage' },
  { origin: 'http://tertulia.test:8080' },
  { origin: 'http://sub.tertulia.test' },
  { origin: 'http://tertulia.test.evil.example' },
  { origin: 'http://evil.example/tertulia.test' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'something new' },
  { 'sec-fetch-site': 'cross-site', origin: host },
  { 'sec-fetch-site': 'same-site', origin: 'http://sub.tertulia.test' },
]
const own: Record<string, string>[] = [
  {},
  { origin: host },
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'same-origin', origin: host },
  { 'sec-fetch-site': 'none' },
]
// Each as somebody who may.
const writes = rows.flatMap(row => {
  const as = (['owner', 'moderator'] as const).find(viewer => row.statuses[viewer]! < 300)
  return row.verb !== 'GET' && as ? [{ ...row, as }] : []
})

test.each(writes.map(row => [`${row.verb} ${row.route}: ${row.what}`, row] as const))(
  'another site cannot make a browser write: %s',
  async (_, row) => {
    const scene = await makeScene()
    const { as } = row
    const ana = scene.person(as)!
    const cookie = await signedIn(ana)
    const request = row.request({ at: scene.place(as), viewer: as, me: ana.id, token: ana.token })
    const before = await stored(sql)
    for (const headers of foreign)
      for (const asked of [{ body: request.body }, { raw: 'no JSON' }]) {
        const answer = await call(row.verb, request.path, { ...asked, headers: { ...headers, cookie } })
        expect(answer.status, JSON.stringify(headers)).toBe(403)
        expect(answer.headers.get('set-cookie')).toBe(null)
        problem.parse(answer.body)
      }
    expect(await stored(sql)).toEqual(before)
    const { status } = await call(row.verb, request.path, {
      body: request.body,
      headers: { origin: host, cookie },
    })
    expect(status).toBe(row.statuses[as])
  },
)

test('control: every endpoint that writes for a person is among these', async () => {
  const known = (await allRoutes()).flatMap(({ path, verbs }) =>
    (['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      .filter(verb => endpointOf(verbs[verb])?.caller.match(/user|anyone/))
      .map(verb => `${verb} ${path}`),
  )
  const covered = writes.map(({ verb, route }) => `${verb} ${route}`)
  expect(known.filter(name => !covered.includes(name))).toEqual([])
})

test('our own pages write, and so does who is no browser', async () => {
  const ana = await person()
  const cookie = await signedIn(ana)
  const body = { type: 'group', member_ids: [] }
  for (const headers of own)
    expect((await call('POST', '/api/conversations', { body, headers: { ...headers, cookie } })).status).toBe(
      201,
    )
  const proxied = { origin: 'https://chat.example', 'x-forwarded-host': 'chat.example', cookie }
  expect((await call('POST', '/api/conversations', { body, headers: proxied })).status).toBe(201)
})

test('a token is no cookie: no browser sends it along unasked', async () => {
  const ana = await person()
  const body = { type: 'group', member_ids: [] }
  for (const headers of foreign)
    expect((await call('POST', '/api/conversations', { token: ana.token, body, headers })).status).toBe(201)
})

test('another site may ask what it cannot read', async () => {
  const cookie = await signedIn(await person())
  for (const headers of foreign)
    for (const path of ['/api/me', '/api/conversations', '/api/events'])
      expect((await call('GET', path, { headers: { ...headers, cookie } })).status).toBe(200)
})
