// HTTP as strangers, scanners and old clients speak it: every request is answered, never by a fault of the server's, and
// every answer carries what keeps a browser safe.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, group, knock, messagesOf, must, type Person, people, SECRET, sending, tokenFor } from './client'
import { type Server, startServer, stopAll } from './server'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ancestors = "'self' https://host.example"
let server: Server
let ana: Person
let conversation: string

beforeAll(async () => {
  server = await startServer({ env: { AUTH_JWT_SECRET: SECRET, FRAME_ANCESTORS: ancestors } })
  const two = (await people(server, 'Ana', 'Bruno')) as [Person, Person]
  ana = two[0]
  conversation = await group(server, two)
})
afterAll(stopAll)

/** The lines of a request, with a token and an empty one at the end. */
const head = (method: string, path: string, ...fields: string[]) =>
  `${[`${method} ${path} HTTP/1.1`, 'Host: localhost', `Authorization: Bearer ${ana.token}`, ...fields].join('\r\n')}\r\n\r\n`

const statusesIn = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)]
    .map(([, status]) => Number(status))
    .filter(status => status >= 200)

describe('a body of 1 MB gets its 413, and the connection is good for more or is closed', () => {
  const mega = Buffer.alloc(1_000_000, '[')
  const chunked = (bytes: Uint8Array, size: number) => {
    const pieces: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size)
      pieces.push(
        Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
      )
    }
    return pieces
  }
  const post = (...fields: string[]) =>
    head('POST', messagesOf(conversation), 'Content-Type: application/json', ...fields)

  test.each<[string, () => (string | Uint8Array)[]]>([
    ['with its length', () => [post('Content-Length: 1000000'), mega]],
    ['with its length, asking first', () => [post('Content-Length: 1000000', 'Expect: 100-continue'), mega]],
    ['in chunks', () => [post('Transfer-Encoding: chunked'), ...chunked(mega, 10_000), '0\r\n\r\n']],
    ['in one chunk', () => [post('Transfer-Encoding: chunked'), ...chunked(mega, 1_000_000), '0\r\n\r\n']],
    ['in chunks without an end', () => [post('Transfer-Encoding: chunked'), ...chunked(mega, 10_000)]],
  ])('%s', async (_, pieces) => {
    const next = head('GET', '/api/health')
    const enough = (text: string) => statusesIn(text).length > 1
    const { text, closed } = await knock(server, [...pieces(), next], enough)
    expect(statusesIn(text)).toEqual(closed ? [413] : [413, 200])
    expect(text).toMatch(/content-type: application\/problem\+json/i)
  })
})

describe('whatever comes is answered, and by no 5xx', () => {
  const paths = [
    ...[
      '/api//me',
      '//api/me',
      '/API/me',
      '/api/me/',
      '/api',
      '/api/',
      '/api/./me',
      '/api/../me',
      '/api%2fme',
    ],
    ...[
      '/%',
      '/%00',
      '/%zz',
      '/api/%',
      '/api/%zz',
      '/api/%00',
      '/api/%E0%A4%A',
      '/api/me?%',
      '/api/me?x=%ff',
    ],
    ...[
      '/api/conversations/%',
      '/api/conversations/..%2f..',
      '/api/conversations//messages',
      '/api/users?ids=%ff',
    ],
    ...[
      '/_next/%',
      '/_next/data/x/index.json',
      '/_next/static/../../package.json',
      '/_next/image?url=x',
      '/_error',
    ],
    ...[
      '/?__proto__=1',
      '/api/me?__proto__[x]=1',
      '/\\host.example',
      '//host.example',
      'http://host.example/api/me',
      '*',
    ],
    ...[`/${'a/'.repeat(4000)}`, `/api/${'x'.repeat(15_000)}`, `/api/me?${'x'.repeat(15_000)}`],
    ...[`/api/${'x'.repeat(100_000)}`, `/api/stream?cursor=${'x'.repeat(15_000)}`, '/api/stream?cursor=%00'],
  ]
  const methods = [
    'TRACE',
    'PROPFIND',
    'FOO',
    'get',
    'OPTIONS',
    'PURGE',
    'QUERY',
    'M-SEARCH',
    'POST',
    'DELETE',
  ]
  const fields = [
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: -1'],
    ['Content-Length: 99999999999999999999'],
    ['Transfer-Encoding: nonsense'],
    ['Expect: nonsense'],
    ['Host: another'],
    ['Host: a b/%'],
    [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Version: 13',
    ],
    ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
    ['X-Forwarded-Host: a b,c', 'X-Forwarded-Proto: gopher', 'X-Forwarded-For: ,'],
    ['Cookie: tertulia_session=%; ;;=;a'],
    ['Next-Action: x'],
    ['RSC: 1', 'Next-Router-State-Tree: %5B'],
    [
      'x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy',
      'x-invoke-status: 500',
      'x-matched-path: /500',
    ],
    [`X-Large: ${'x'.repeat(100_000)}`],
    Array.from({ length: 3000 }, (_, n) => `X-${n}: 1`),
  ]
  const requests = () => [
    ...paths.map(path => head('GET', path, 'Connection: close')),
    ...methods.flatMap(method =>
      ['/', '/api/me', '/api/stream', '/api/nothing'].map(path => head(method, path, 'Connection: close')),
    ),
    ...fields.flatMap(some => ['/', '/api/me'].map(path => head('GET', path, ...some))),
    'GET /api/me HTTP/1.1\r\n\r\n',
    'GET /api/me HTTP/9.9\r\n\r\n',
    'hello\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00',
  ]

  /** The first lines of requests that were answered by a 5xx, or not at all. */
  const wronged = async (place: { url: string }, bytes: string[]) => {
    const found: string[] = []
    for (const request of bytes) {
      const { text } = await knock(place, [Buffer.from(request, 'latin1')], all => statusesIn(all).length > 0)
      const [status] = statusesIn(text)
      if (status === undefined || status >= 500) found.push(`${request.slice(0, 80)}: ${status ?? 'nothing'}`)
    }
    return found
  }

  test('by the server', async () => {
    expect(await wronged(server, requests())).toEqual([])
    expect((await ask(server, 'GET', '/api/health')).status).toBe(200)
  })

  test.each<[string, RequestListener]>([
    ['answered 500', (_, response) => response.writeHead(500).end()],
    ['hung up on', request => request.socket.destroy()],
  ])('and it would be seen if one were %s', async (_, listener) => {
    const other = createServer(listener)
    await new Promise<void>(listening => other.listen(0, 'localhost', listening))
    const { port } = other.address() as AddressInfo
    expect(await wronged({ url: `http://localhost:${port}` }, [head('GET', '/')])).toHaveLength(1)
    other.close()
  })
})

test('HEAD answers like GET, without a body and at once, the stream’s too', async () => {
  const { message } = await must(server, 'POST', messagesOf(conversation), sending(ana, 'hola'))
  const report = { kind: 'report', title: 'A streetlight', url: '/reports/1', owner_external_id: 'ana' }
  await must(server, 'PUT', '/api/reports/e2e-1', { token: tokenFor({ role: 'service' }), body: report })
  const at = `/api/conversations/${conversation}`
  const addresses = [
    ...[
      '/',
      '/nothing',
      '/api/health',
      '/api/me',
      '/api/users?query=br',
      '/api/conversations',
      '/api/unread-count',
    ],
    ...[at, `${at}/members`, `${at}/messages`, `${at}/events`, `/api/messages/${message.id}`],
    ...['/api/reports/e2e-1', '/api/events', '/api/nothing', '/api/messages/nothing', '/api/stream'],
  ]
  for (const path of addresses) {
    // Were there a body, it would stand before the second answer.
    const pieces = [head('HEAD', path), head('GET', '/api/health', 'Connection: close')]
    const { text } = await knock(server, pieces, all => all.includes('"ok"'))
    const got = path === '/api/stream' ? 200 : (await ask(server, 'GET', path, { token: ana.token })).status
    expect([path, ...statusesIn(text)]).toEqual([path, got, 200])
    expect(text.split('\r\n\r\n')[1]).toMatch(/^HTTP\/1\.1 200 /)
  }
})

describe('what keeps a browser safe', () => {
  const page = async (path: string) => {
    const { headers, text } = await ask(server, 'GET', path)
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map(part => [part.split(' ', 1)[0], part.slice(part.indexOf(' ') + 1)]),
    )
    return { policy, text, nonce: /'nonce-([^']+)'/.exec(policy.get('script-src') ?? '')?.[1] ?? '' }
  }

  test.each(['/', '/no-such-page'])('on %s only scripts with the nonce of this answer run', async path => {
    const [one, another] = [await page(path), await page(path)]
    expect(Buffer.from(one.nonce, 'base64').length).toBeGreaterThanOrEqual(16)
    expect(one.nonce).not.toBe(another.nonce)
    for (const { text, nonce } of [one, another]) {
      const scripts = text.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      expect(scripts.filter(script => !script.includes(`nonce="${nonce}"`))).toEqual([])
      expect(text).not.toMatch(/<[^>]+\son[a-z]+=|javascript:/i)
    }
    expect([...one.policy.values()].join(' ')).not.toMatch(/unsafe-/)
    expect(Object.fromEntries(one.policy)).toMatchObject({
      'default-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': ancestors,
    })
  })

  const asset = async () => /src="(\/_next\/static\/[^"]+\.js)"/.exec((await page('/')).text)?.[1] ?? ''

  test('every answer says so, and none says what it runs on', async () => {
    const paths = ['/', '/no-such-page', await asset(), '/api/health', '/api/me', '/api/nothing']
    for (const path of paths) {
      const { headers } = await ask(server, 'GET', path, { token: ana.token })
      expect([path, headers]).toMatchObject([
        path,
        {
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
        },
      ])
      expect([path, Object.keys(headers)]).not.toEqual([path, expect.arrayContaining(['x-powered-by'])])
      expect(headers).not.toHaveProperty('server')
    }
  })

  test('nobody keeps what the API answers, compresses it or frames it', async () => {
    const asked = { token: ana.token, headers: { 'accept-encoding': 'gzip, br' } }
    const answers = [
      await ask(server, 'GET', '/api/me', asked),
      await ask(server, 'GET', '/api/conversations', asked),
      await ask(server, 'GET', '/api/me'),
      await ask(server, 'GET', '/api/nothing', asked),
      await ask(server, 'POST', messagesOf(conversation), sending(ana, 'hola-2')),
      await ask(server, 'POST', '/api/me', asked),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 404, 201, 405])
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('private, no-store')
      expect(headers['content-encoding']).toBeUndefined()
      expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    }
    const stream = await knock(server, [head('GET', '/api/stream', 'Accept-Encoding: gzip, br')], text =>
      text.includes('event: ready'),
    )
    expect(stream.text).toMatch(/^content-type: text\/event-stream/im)
    expect(stream.text).toMatch(/^cache-control: no-cache, no-transform\r$/im)
    expect(stream.text).not.toMatch(/^content-encoding/im)
  })
})
