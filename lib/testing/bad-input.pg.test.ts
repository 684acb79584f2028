import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '../contract/endpoint'
import { problem } from '../contract/errors'
import { type Asked, allRoutes, ask, call, endpointOf, type Verb } from './api'
import { type Target, targets } from './bad-bodies'
import { queried } from './bad-queries'
import { brief } from './bad-values'
import { must, unique } from './make'
import { fieldsOf, nameOf, send, unchanged } from './refused'
import { makeScene } from './scene'
import { testDb } from './test-db'

// Whatever a client sends: the status that the contract names, every fault with its path, nothing written, never a 5xx.

const { sql } = await testDb()
const routes = await allRoutes()
const scene = await makeScene()
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const known = routes.flatMap(({ path, verbs: serve }) =>
  verbs.flatMap(verb => {
    const endpoint = endpointOf(serve[verb])
    return endpoint ? [{ name: `${verb} ${path}`, route: path, endpoint }] : []
  }),
)
const named = targets.map(target => [nameOf(target), target] as const)

describe('the table', () => {
  test('has every endpoint with a body and every field of it, every endpoint with a query and every parameter', () => {
    expect(gaps(targets, queried)).toEqual([])
    expect(known.filter(({ endpoint }) => endpoint.body).length).toBeGreaterThan(5)
    expect(known.filter(({ endpoint }) => parametersOf(endpoint).length).length).toBeGreaterThan(5)
  })

  test('control: what is missing in it is found', () => {
    const holed = targets
      .filter(({ route }) => route !== '/api/conversations/[id]/read')
      .map(target => ({ ...target, fields: { ...target.fields, icon: undefined } }))
      .map(({ fields: { icon: _, ...fields }, ...target }) => ({ ...target, fields }))
    const others = queried.filter(({ route }) => route !== '/api/users')
    expect(gaps(holed as Target[], others)).toEqual([
      'GET /api/users ids',
      'GET /api/users query',
      'PATCH /api/conversations/[id] icon',
      'POST /api/conversations icon',
      'POST /api/conversations/[id]/read seq',
    ])
  })

  test.each(named)('%s takes its good body', async (_, target) => {
    expect((await send(scene, target, { body: target.good(scene) })).status).toBe(target.status)
  })
})

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const bytes = (...given: number[]) =>
  new Uint8Array([...Buffer.from('{"content":"'), ...given, ...Buffer.from('"}')])
const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)
const typed = (type: string): Asked => ({ headers: { 'content-type': type } })

/** Bodies that are wrong for every endpoint. */
const anywhere: [what: string, asked: Asked, status: number][] = [
  ...[
    '',
    ' ',
    '{',
    '{"a":',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '[1',
    'hello',
    'undefined',
    'NaN',
    '{"a":01}',
  ].map((raw): [string, Asked, number] => [`${brief(raw)} is no JSON`, { raw }, 400]),
  ...['{"a":1}{"b":2}', '{"a":"\n"}', '{"a":"\0"}', '\0', '{"a":"\\x41"}', '{"a":"\\u12"}', '// x\n{}'].map(
    (raw): [string, Asked, number] => [`${brief(raw)} is no JSON`, { raw }, 400],
  ),
  ...['null', '1', '"x"', 'true', '[]', '[{}]', '1e400', '""'].map((raw): [string, Asked, number] => [
    `${raw} is no object`,
    { raw },
    422,
  ]),
  ['latin-1', { raw: latin1('{"content":"señal"}') }, 400],
  ['UTF-16', { raw: utf16('{"content":"x"}') }, 400],
  ['UTF-16 with a mark', { raw: utf16('\ufeff{"content":"x"}') }, 400],
  ['half a surrogate in UTF-8', { raw: bytes(0xed, 0xa0, 0x80) }, 400],
  ['an overlong NUL', { raw: bytes(0xc0, 0x80) }, 400],
  ['a character cut in two', { raw: bytes(0xf0, 0x9f, 0x98) }, 400],
  ['beyond Unicode', { raw: bytes(0xf5, 0x80, 0x80, 0x80) }, 400],
  ['arrays 100,000 deep', { raw: deep('[', ']', 100_000) }, 422],
  ['arrays 100,000 deep, never closed', { raw: '['.repeat(100_000) }, 400],
  ['objects 40,000 deep', { raw: `${deep('{"a":', '}', 40_000).replace(/:}/, ':1}')}` }, 422],
  ['objects 100,000 deep', { raw: deep('{"a":', '}', 100_000) }, 413],
  ['1 MB of a string', { raw: `{"content":"${'x'.repeat(1024 * 1024)}"}` }, 413],
  ['1 MB of space', { raw: ' '.repeat(1024 * 1024) }, 413],
  ['a byte too many', { raw: `"${'x'.repeat(256 * 1024 - 1)}"` }, 413],
  ['said to be too long', { raw: '{}', headers: { 'content-length': '262145' } }, 413],
  ['1 MB said to be 2 bytes', { raw: ' '.repeat(1024 * 1024), headers: { 'content-length': '2' } }, 413],
  ...[
    ...['', 'text/plain', 'text/json', 'application/xml', 'application/x-www-form-urlencoded', 'json', '*/*'],
    ...[
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'application/json-patch+json',
      'application/ json',
    ],
    ...[
      'application/json; charset=utf-16',
      'application/json;charset=iso-8859-1',
      'application/json; charset=',
    ],
    ...['application/problem+json', 'application/octet-stream', 'text/plain; application/json'],
  ].map((type): [string, Asked, number] => [`media type "${type}"`, { raw: '{}', ...typed(type) }, 415]),
  ['gzip', { raw: new Uint8Array(gzipSync('{}')), headers: { 'content-encoding': 'gzip' } }, 415],
  ['br', { raw: '{}', headers: { 'content-encoding': 'br' } }, 415],
]

describe('bodies', () => {
  test.each(named)('%s: what is no readable object is refused for what it is', async (_, target) => {
    await unchanged(sql, async () => {
      for (const [what, asked, status] of anywhere)
        expect((await send(scene, target, asked)).status, what).toBe(status)
    })
  })

  test.each(named)('%s: every wrong value of every field is 422 and named', async (_, target) => {
    await unchanged(sql, async () => {
      for (const [field, { bad, nullable, required }] of Object.entries(target.fields)) {
        const missing = required ? [undefined] : []
        for (const value of [...bad, ...missing, ...(nullable ? [] : [null])]) {
          const answer = await send(scene, target, { body: { ...target.good(scene), [field]: value } })
          expect([answer.status, ...wrongIn(target, answer)], `${field}: ${brief(value)}`).toEqual([
            422,
            field,
          ])
        }
        for (const number of ['1e400', '-1e400']) {
          const body = JSON.stringify({ ...target.good(scene), [field]: '?' }).replace('"?"', number)
          const answer = await send(scene, target, { raw: body })
          expect([answer.status, ...wrongIn(target, answer)], `${field}: ${number}`).toEqual([422, field])
        }
      }
    })
  })

  test.each(named)('%s: all faults are listed, whatever their kind', async (_, target) => {
    const fields = Object.keys(target.fields).filter(field => field !== 'type')
    const kind = target.good(scene).type
    await unchanged(sql, async () => {
      for (const wrong of [-5, 'a\0b']) {
        // The first is wrong in another way than the others.
        const body = Object.fromEntries(fields.map((field, at) => [field, at ? wrong : [[]]]))
        const answer = await send(scene, target, { body: { ...body, ...(kind ? { type: kind } : {}) } })
        expect(answer.status).toBe(422)
        expect(wrongIn(target, answer).sort()).toEqual([...fields].sort())
      }
    })
  })

  test.each(named)('%s: names that JavaScript knows are only names', async (_, target) => {
    const good = JSON.stringify(target.good(scene))
    const more =
      '"__proto__":{"type":"group","seq":1,"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1'
    expect((await send(scene, target, { raw: `{${more},${good.slice(1)}` })).status).toBe(target.status)
    expect((await send(scene, target, { raw: `{${more}}` })).status).toBe(
      nothingRequired(target) ? target.status : 422,
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test.each(named)('%s: deep values are refused, not followed', async (_, target) => {
    await unchanged(sql, async () => {
      for (const field of [...Object.keys(target.fields), 'unknown'])
        for (const value of [
          deep('[', ']', 100_000),
          deep('{"a":', '}', 40_000).replace(/:}/, ':1}'),
          deep('[', ']', 40),
        ]) {
          const { [field]: _, ...rest } = target.good(scene)
          const answer = await send(scene, target, {
            raw: `{"${field}":${value},${JSON.stringify(rest).slice(1)}`.replace(',}', '}'),
          })
          expect(answer.status, `${field} ${value.length}`).toBe(422)
        }
    })
  })

  test.each(named)('%s: wide values are read or refused at once', async (_, target) => {
    const wide = [
      `[${'1,'.repeat(120_000)}1]`,
      `[${'[],'.repeat(80_000)}[]]`,
      `{${'"a":{},'.repeat(30_000)}"b":{}}`,
    ]
    for (const field of Object.keys(target.fields))
      for (const value of wide) {
        const { [field]: _, ...rest } = target.good(scene)
        const answer = await send(scene, target, {
          raw: `{"${field}":${value},${JSON.stringify(rest).slice(1)}`.replace(',}', '}'),
        })
        if (field !== 'metadata' || value.startsWith('[')) expect(answer.status, field).toBe(422)
        expect(JSON.stringify(answer.body).length).toBeLessThan(1024 * 1024)
      }
  })

  test('JSON in UTF-8 is taken under each of its names, and up to 256 KB to the byte', async () => {
    const target = targets.find(({ route }) => route.endsWith('/messages'))!
    for (const type of [
      'application/json',
      'Application/JSON',
      'application/json; charset=utf-8',
      'application/json;charset="UTF-8"',
    ])
      expect((await send(scene, target, { body: target.good(scene), ...typed(type) })).status, type).toBe(201)
    const body = JSON.stringify(target.good(scene))
    const full = body + ' '.repeat(256 * 1024 - Buffer.byteLength(body))
    expect((await send(scene, target, { raw: `${full} ` })).status).toBe(413)
    expect((await send(scene, target, { raw: full })).status).toBe(201)
  })

  test('a body that never ends is cut off, and no more of it is read', async () => {
    const target = targets.find(({ route }) => route.endsWith('/messages'))!
    let pulled = 0
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(64 * 1024).fill(32))
      },
      cancel() {
        cancelled = true
      },
    })
    await unchanged(sql, async () => expect((await streamed(target, endless)).status).toBe(413))
    expect([pulled < 10, cancelled]).toEqual([true, true])
  })

  test('a body that comes byte by byte is read whole, characters cut in two included', async () => {
    const target = targets.find(({ route }) => route.endsWith('/messages'))!
    const rest = Buffer.from(
      JSON.stringify({ client_message_id: unique('key'), content: '😀 señal' }),
    ).values()
    const slow = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { value, done } = rest.next()
        if (done) controller.close()
        else controller.enqueue(new Uint8Array([value]))
      },
    })
    const answer = await streamed(target, slow)
    expect([answer.status, (await answer.json()).message.content]).toEqual([201, '😀 señal'])
  })

  test('a body that breaks off writes nothing', async () => {
    const target = targets.find(({ route }) => route.endsWith('/messages'))!
    const broken = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(new Uint8Array(Buffer.from('{"content":'))),
      pull: controller => controller.error(new Error('gone')),
    })
    await unchanged(sql, async () => expect((await streamed(target, broken)).status).toBe(400))
  })
})

describe('queries', () => {
  test.each(queried.map(one => [`GET ${one.route}`, one] as const))(
    '%s: every wrong parameter is 422 and named, what is unknown is ignored',
    async (_, { path, viewer, bad, badTogether = [], fine }) => {
      const token = scene.token(viewer)
      const get = (query: string) => call('GET', `${path(scene)}?${query}`, { token })
      await unchanged(sql, async () => {
        for (const [name, values] of Object.entries(bad))
          for (const value of values) {
            const answer = await get(`${name}=${value}`)
            expect([answer.status, ...fieldsOf(answer)], `${name}=${value.slice(0, 60)}`).toEqual([422, name])
            problem.parse(answer.body)
          }
        for (const query of badTogether) {
          const answer = await get(query)
          expect(answer.status, query).toBe(422)
          expect(problem.parse(answer.body).errors).toHaveLength(1)
        }
        for (const query of fine) {
          const response = await ask('GET', `${path(scene)}?${query}`, { token })
          await response.body?.cancel()
          expect(response.status, query.slice(0, 60)).toBe(200)
        }
      })
    },
  )

  test('all wrong parameters are listed', async () => {
    const answer = await call('GET', '/api/conversations?limit=0&filter=x&report_id=y', {
      token: scene.token('member'),
    })
    expect(fieldsOf(answer).sort()).toEqual(['filter', 'limit', 'report_id'])
  })

  test('a useless cursor is a reset, in the stream and beside it', async () => {
    const token = scene.token('member')
    for (const cursor of ['x', '%00', 'a.1.b', `a.${'9'.repeat(15)}.b`, 'x'.repeat(5000)]) {
      const { reset } = await must('GET', `/api/events?cursor=${cursor}`, { token })
      expect(reset).toBe(true)
      const response = await ask('GET', `/api/stream?cursor=${cursor}`, { token })
      expect(await response.text()).toMatch(/^id: \nevent: reset\n/)
    }
  })
})

/** The fields that an answer names as wrong, apart from those that only another kind of body has. */
function wrongIn({ fields }: Target, answer: Parameters<typeof fieldsOf>[0]) {
  return fieldsOf(answer).filter(field => field === undefined || field in fields)
}

/** Fields and parameters that the API has and the table has not. A cursor is answered with a reset, never refused. */
function gaps(bodies: Target[], queries: typeof queried) {
  const covered = [
    ...bodies.flatMap(({ verb, route, fields }) =>
      Object.keys(fields).map(name => `${verb} ${route} ${name}`),
    ),
    ...queries.flatMap(({ route, bad }) =>
      [...Object.keys(bad), 'cursor'].map(name => `GET ${route} ${name}`),
    ),
  ]
  return known
    .flatMap(({ name, endpoint }) =>
      [...fieldsIn(endpoint.body), ...parametersOf(endpoint)].map(part => `${name} ${part}`),
    )
    .filter(part => !covered.includes(part))
    .sort()
}

function parametersOf({ query }: Endpoint) {
  return Object.keys(query.shape)
}

/** The fields of a body, of all its kinds where it may be one of several. */
function fieldsIn(body: z.ZodType | null): string[] {
  if (!body) return []
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  const kinds = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as { properties?: object }[]
  return [...new Set(kinds.flatMap(({ properties = {} }) => Object.keys(properties)))]
}

function nothingRequired({ fields, needsAny }: Target) {
  return !needsAny && Object.values(fields).every(({ required }) => !required)
}

/** A body as a stream, of which nobody says how long it is. */
async function streamed(target: Target, body: ReadableStream<Uint8Array>) {
  const { verbs: serve } = routes.find(({ path }) => path === target.route)!
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${scene.token(target.viewer)}`,
  }
  const url = `http://tertulia.test${target.path(scene)}`
  const options: RequestInit & { duplex: 'half' } = { method: target.verb, headers, body, duplex: 'half' }
  return serve[target.verb as Verb](new Request(url, options))
}
