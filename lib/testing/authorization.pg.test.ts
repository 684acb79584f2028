import { describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import { problem } from '../contract/errors'
import { type Asked, allRoutes, ask, call, endpointOf, tokenFor, type Verb } from './api'
import { group, person, say, unique } from './make'
import { type Row, rows } from './matrix'
import { makeScene, nowhere, type Place, type Scene, type Viewer, viewers } from './scene'
import { stored } from './stored'
import { testDb } from './test-db'

// Every route, every verb, every kind of viewer: who is answered what, and that a refusal writes and tells nothing.

const { sql } = await testDb()
const routes = await allRoutes()
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What the file tree serves, as the rows name it. */
const served = routes.flatMap(({ path, verbs: serve }) =>
  verbs.filter(verb => endpointOf(serve[verb])).map(verb => `${verb} ${path}`),
)
const nameOf = ({ verb, route }: Pick<Row, 'verb' | 'route'>) => `${verb} ${route}`
const mainRows = rows.filter((row, at) => rows.findIndex(other => nameOf(other) === nameOf(row)) === at)
const endpointFor = ({ verb, route }: Row) => {
  const { verbs: serve } = routes.find(({ path }) => path === route)!
  return endpointOf(serve[verb])!
}

/** One viewer's request of a row, in this place or in another. */
const prepare = (row: Row, scene: Scene, viewer: Viewer, at: Place = scene.place(viewer)) => {
  const me = scene.person(viewer)?.id ?? scene.closed.newcomer.id
  const token = scene.token(viewer)
  return { ...row.request({ at, viewer, me, token: token ?? '' }), token }
}

/** The answer's status; its body is let go, or a stream would stay open. */
const statusOf = async (verb: Verb, path: string, asked: Asked) => {
  const response = await ask(verb, path, asked)
  await response.body?.cancel()
  return response.status
}

describe('the matrix', () => {
  test('has a row for every verb of every route, and none for what is not there', () => {
    expect(unmatched(served, rows)).toEqual({ routesWithoutRow: [], rowsWithoutRoute: [] })
    expect(served.length).toBeGreaterThan(20)
    for (const row of mainRows)
      expect(Object.keys(row.statuses).sort(), nameOf(row)).toEqual([...viewers].sort())
  })

  test('control: a route without a row is found, and a row without a route', () => {
    expect(unmatched([...served, 'GET /api/secrets'], rows).routesWithoutRow).toEqual(['GET /api/secrets'])
    const invented = { ...rows[0]!, route: '/api/nothing' }
    expect(unmatched(served, [...rows, invented]).rowsWithoutRoute).toEqual(['GET /api/nothing'])
    const oneLess = rows.filter(row => row.route !== '/api/conversations/[id]/read')
    expect(unmatched(served, oneLess).routesWithoutRow).toEqual(['POST /api/conversations/[id]/read'])
  })

  test.each(rows.map(row => [`${nameOf(row)}: ${row.what}`, row] as const))('%s', async (_, row) => {
    const scene = await makeScene()
    const answered: Partial<Record<Viewer, number>> = {}
    for (const viewer of viewers) {
      if (row.statuses[viewer] === undefined) continue
      const { path, ...asked } = prepare(row, scene, viewer)
      const before = await stored(sql)
      const status = await statusOf(row.verb, path, asked)
      answered[viewer] = status
      if (status >= 300) expect(await stored(sql), `${viewer} wrote by ${status}`).toEqual(before)
    }
    expect(answered).toEqual(row.statuses)
  })

  test('control: what is allowed does write', async () => {
    const before = await stored(sql)
    await group(await person())
    const after = await stored(sql)
    const changed = Object.keys(before).filter(table => before[table] !== after[table])
    expect(changed.sort()).toEqual(['conversations', 'events', 'members', 'users'])
  })
})

/** Bodies that are wrong each in its own way, and a good one with nothing said. */
const bodies = {
  media: { raw: '{}', headers: { 'content-type': 'text/plain' } },
  large: { raw: `"${'x'.repeat(256 * 1024)}"` },
  syntax: { raw: '{"half":' },
  values: { raw: '[]' },
  none: { raw: '' },
} satisfies Record<string, Asked>

describe('the order of refusals: 401, 404, 403, then 415, 413, 400, 422', () => {
  const faults: [string, Asked, number][] = [
    [
      'a wrong media type, too large and no JSON',
      { ...bodies.large, ...bodies.media, raw: 'x'.repeat(300_000) },
      415,
    ],
    ['too large and no JSON', { raw: 'x'.repeat(300_000) }, 413],
    ['no JSON', bodies.syntax, 400],
    ['an empty body', bodies.none, 400],
    ['a JSON that is no object', bodies.values, 422],
  ]

  test.each(mainRows.filter(row => endpointFor(row).body).map(row => [nameOf(row), row] as const))(
    '%s: who may not is told so whatever the body is, who may is told what is wrong with it',
    async (_, row) => {
      const scene = await makeScene()
      const before = await stored(sql)
      for (const viewer of viewers)
        for (const [what, asked, status] of faults) {
          const { path, token } = prepare(row, scene, viewer)
          const refused = row.statuses[viewer]! >= 300 && !row.bodyDecides?.includes(viewer)
          const answer = await call(row.verb, path, { token, ...asked })
          expect(answer.status, `${viewer}, ${what}`).toBe(refused ? row.statuses[viewer] : status)
          problem.parse(answer.body)
        }
      expect(await stored(sql)).toEqual(before)
    },
  )

  const malformed = [
    'abc',
    '1',
    '%00',
    '%ff',
    '%ED%A0%80',
    '%F0%9F%98%80',
    '%2e%2e%2f%2e%2e',
    '0192f0a0-0000-7000-8000-00000000000',
    '0192f0a0-0000-7000-8000-0000000000000',
    '0192f0a0000070008000000000000000',
    '{0192f0a0-0000-7000-8000-000000000000}',
    '0192f0a0-0000-7000-8000-00000000000%00',
    "'%20or%20true--",
    'x'.repeat(5000),
  ]

  test.each(mainRows.filter(row => row.route.includes('[')).map(row => [nameOf(row), row] as const))(
    '%s: malformed ids in the path are 404, but 401 to who is nobody',
    async (_, row) => {
      const scene = await makeScene()
      const external = row.route.includes('[external_id]')
      const bad = external ? ['%00', '%ff', '%ED%A0%80', '%20', 'x'.repeat(201)] : malformed
      for (const viewer of ['anonymous', 'service', 'owner'] as const) {
        const { path, ...asked } = prepare(row, scene, viewer)
        const ids = path.split('/').filter(part => /^[0-9a-f-]{36}$|^report-|^[\w-]{43}$/.test(part))
        expect(ids.length).toBeGreaterThan(0)
        for (const id of ids)
          for (const other of bad)
            expect(await statusOf(row.verb, path.replace(id, other), asked), `${viewer} ${other}`).toBe(
              viewer === 'anonymous' ? 401 : 404,
            )
      }
    },
  )
})

describe('a stranger learns nothing', () => {
  const open = [
    ...['GET /api/invitations/[token]', 'POST /api/invitations/[token]'],
    ...['GET /api/reports/[external_id]', 'POST /api/reports/[external_id]/conversation'],
    // Whoever is signed in finds everybody by name, and may want nothing from them.
    ...['PUT /api/blocks/[userId]', 'DELETE /api/blocks/[userId]'],
  ]

  test('what has an address is not found by a stranger, except reports and people, of whom whoever is signed in may know, and links', () => {
    const found = mainRows
      .filter(
        row => row.route.includes('[') && row.statuses.stranger !== 404 && row.statuses.stranger !== 403,
      )
      .map(nameOf)
    expect(found.sort()).toEqual([...open].sort())
  })

  const concealed = rows.filter(row => row.route.includes('[') && !open.includes(nameOf(row)))

  test.each(concealed.map(row => [`${nameOf(row)}: ${row.what}`, row] as const))(
    '%s: what exists and what does not are one answer',
    async (_, row) => {
      const scene = await makeScene()
      const before = await stored(sql)
      for (const viewer of ['stranger', 'former'] as const) {
        // Who left is answered a retry, which is no secret of others.
        if (row.statuses[viewer] === 200) continue
        const here = scene.place(viewer)
        for (const [verb, asked] of attempts(row, prepare(row, scene, viewer).body)) {
          const seen = [here, nowhere(here)].map(async at => {
            const { path, token } = prepare(row, scene, viewer, at)
            return face(await ask(verb, path, { token, ...asked }))
          })
          const [there, not] = await Promise.all(seen)
          expect(there, `${viewer} ${verb} ${JSON.stringify(asked).slice(0, 60)}`).toEqual(not)
        }
      }
      expect(await stored(sql)).toEqual(before)
    },
  )

  /** The row's own request, the same with every wrong body, and its address by every other verb. */
  const attempts = (row: Row, body: unknown): [Verb, Asked][] => [
    [row.verb, { body }],
    ...(row.verb === 'GET' ? [] : Object.values(bodies).map((wrong): [Verb, Asked] => [row.verb, wrong])),
    ...verbs
      .filter(verb => verb !== row.verb && !open.includes(nameOf({ ...row, verb })))
      .map((verb): [Verb, Asked] => [verb, {}]),
  ]

  test('control: the comparison tells a public conversation from one that does not exist, and a 403 from a 404', async () => {
    const scene = await makeScene()
    const at = scene.place('visitor')
    for (const path of ['', '/messages']) {
      const [there, not] = await Promise.all(
        [at, nowhere(at)].map(async ({ conversation }) =>
          face(
            await ask('GET', `/api/conversations/${conversation.id}${path}`, {
              token: scene.token('visitor'),
            }),
          ),
        ),
      )
      expect(there).not.toEqual(not)
    }
  })

  test('a visitor sees that a public conversation is there, and no word of what is said in it', async () => {
    const scene = await makeScene()
    const { conversation } = scene.place('visitor')
    const secret = unique('secret')
    await say(scene.person('member')!, conversation as Conversation, secret)
    for (const viewer of ['visitor', 'returner'] as const) {
      const token = scene.token(viewer)
      const { body } = await call('GET', `/api/conversations/${conversation.id}`, { token })
      expect([body.messages, body.conversation.membership]).toEqual([[], null])
      for (const path of [`/api/conversations/${conversation.id}`, '/api/conversations', '/api/events'])
        expect(JSON.stringify(await call('GET', path, { token }))).not.toContain(secret)
    }
  })

  test('who comes in is answered, who goes out is not any more', async () => {
    const scene = await makeScene()
    const elena = scene.person('stranger')!
    const path = `/api/conversations/${scene.closed.conversation.id}`
    const status = async () => (await call('GET', path, { token: elena.token })).status
    expect(await status()).toBe(404)
    await scene.add(elena)
    expect(await status()).toBe(200)
    await call('DELETE', `${path}/members/${elena.id}`, { token: elena.token })
    expect(await status()).toBe(404)
  })
})

describe('addresses', () => {
  test('a verb that an address does not know is 405 with what it knows, whoever asks', async () => {
    const scene = await makeScene()
    const before = await stored(sql)
    for (const { path: route, verbs: serve } of routes) {
      const known = verbs.filter(verb => endpointOf(serve[verb]))
      const row = rows.find(one => one.route === route)
      if (!row) continue
      for (const verb of verbs.filter(one => !known.includes(one)))
        for (const viewer of ['anonymous', 'stranger', 'owner'] as const) {
          const { path, token } = prepare(row, scene, viewer)
          const answer = await call(verb, path, { token, ...(verb === 'GET' ? {} : { body: {} }) })
          expect(answer.status, `${verb} ${path}`).toBe(405)
          expect(answer.headers.get('content-type')).toBe('application/problem+json')
          const allowed = answer.headers.get('allow')!.split(', ')
          expect(verbs.filter(one => allowed.includes(one))).toEqual(known)
          problem.parse(answer.body)
        }
    }
    expect(await stored(sql)).toEqual(before)
  })

  test('HEAD is GET without its body', async () => {
    const scene = await makeScene()
    for (const row of mainRows.filter(({ verb }) => verb === 'GET')) {
      const { path, token } = prepare(row, scene, 'owner')
      const got = await ask('GET', path, { token })
      await got.body?.cancel()
      const head = await ask('HEAD' as Verb, path, { token })
      expect([head.status, head.headers.get('content-type')]).toEqual([
        got.status,
        got.headers.get('content-type'),
      ])
      expect(await head.text()).toBe('')
    }
  })

  test('an address that nothing serves is 404, in the same words as everything else', async () => {
    const token = await tokenFor({ sub: 'ana', name: 'Ana Ruiz' })
    for (const path of [
      '/api/nothing',
      '/api/conversations/x/y/z',
      '/api/me/too',
      '/api/__proto__',
      '/api/%ff',
    ])
      for (const verb of verbs) {
        const answer = await call(verb, path, { token })
        expect(answer.status, `${verb} ${path}`).toBe(404)
        expect(answer.headers.get('content-type')).toBe('application/problem+json')
        problem.parse(answer.body)
      }
  })
})

/** Everything of an answer that a caller can see, apart from the name of the request. */
async function face(response: Response) {
  const id = response.headers.get('x-request-id')!
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return { status: response.status, headers, text: (await response.text()).replace(id, '') }
}

function unmatched(routesServed: string[], table: Row[]) {
  const named = new Set(table.map(nameOf))
  return {
    routesWithoutRow: routesServed.filter(name => !named.has(name)),
    rowsWithoutRoute: [...named].filter(name => !routesServed.includes(name)),
  }
}
