import { generateKeyPair, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { problem } from '../contract/errors'
import { type Asked, ask, call, type Verb } from './api'
import { must, people, service, unique } from './make'
import { coded, good, hour, me, signed } from './sign'
import { stored } from './stored'
import { readStream, told } from './stream-reader'
import { testDb } from './test-db'

// Who is calling: which tokens are believed and which are not, until when, and what they make known of a person.

const { sql, secret } = await testDb()
const key = new TextEncoder().encode(secret)
const { privateKey } = await generateKeyPair('RS256')
const [head, body, end] = (await signed(good())).split('.') as [string, string, string]

describe('a bearer token', () => {
  test('is believed when the host signed it for us', async () => {
    const claims = good()
    const answer = await me(await signed(claims))
    expect([answer.status, answer.body.user.external_id]).toEqual([200, claims.sub])
  })

  const other = 'another secret, and quite as long as ours is'
  const sign = (alg: string, by: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(good()).setProtectedHeader({ alg }).sign(by)
  const refused: [string, string | Promise<string>][] = [
    ...['none', 'None', 'NONE', ''].flatMap((alg): [string, string][] => [
      [`alg "${alg}" without a signature`, `${coded({ alg })}.${coded(good())}.`],
      [`alg "${alg}" with a signature`, `${coded({ alg })}.${body}.${end}`],
    ]),
    ['HS512', sign('HS512', new Uint8Array(64).fill(7))],
    ['HS384 by our secret', sign('HS384', key)],
    ['HS512 by our secret', sign('HS512', key)],
    ['RS256', sign('RS256', privateKey)],
    ['HS256 said to be RS256', signed(good(), { alg: 'RS256' })],
    ['HS256 said to be HS512', signed(good(), { alg: 'HS512' })],
    ['no alg', signed(good(), {})],
    ['another secret', signed(good(), { alg: 'HS256' }, other)],
    ['an unknown extension that is critical', signed(good(), { alg: 'HS256', crit: ['x'], x: 1 })],
    ['a payload that was not signed', `${head}.${coded(good())}.${end}`],
    ['half a signature', `${head}.${body}.${end.slice(0, 20)}`],
    ['no signature', `${head}.${body}.`],
    ['two parts', `${head}.${body}`],
    ['four parts', `${head}.${body}.${end}.x`],
    ['five parts', `${head}.${body}.${end}.x.y`],
    ['no token', 'x'],
    ['dots', '..'],
    ['20 KB', 'x'.repeat(20_000)],
    ['20 KB of claims by another secret', signed({ ...good(), more: 'x'.repeat(15_000) }, undefined, other)],
    ['a payload that is no JSON', signed('hello')],
    ['a payload that is a list', signed([good()])],
    ['a payload that is null', signed('null')],
  ]
  const without = (name: string) => ({ ...good(), [name]: undefined })
  const wrongClaims: [string, object][] = [
    ['expired', { exp: hour - 3601 }],
    ['expired long ago', { exp: 1 }],
    ['exp is negative', { exp: -1 }],
    ['exp is text', { exp: String(hour) }],
    ['exp is null', { exp: null }],
    ['for another audience', { aud: 'others' }],
    ['for several other audiences', { aud: ['others', 'more'] }],
    ['for no audience', { aud: [] }],
    ['for an audience like ours', { aud: 'tertulia ' }],
    ['aud is a number', { aud: 5 }],
    ['not yet valid', { nbf: hour }],
    ...[
      ...['', ' ', '\n', ' ana', 'ana ', 'a\0na', '\0', 'x'.repeat(201), '😀'.repeat(201), '\ud800'],
      ...[5, null, true, [], ['ana'], {}],
    ].map((sub): [string, object] => [`sub ${JSON.stringify(sub)}`.slice(0, 40), { sub }]),
  ]

  test.each([
    ...refused,
    ...['exp', 'aud', 'sub'].map((name): [string, Promise<string>] => [`no ${name}`, signed(without(name))]),
    ...wrongClaims.map(([what, claims]): [string, Promise<string>] => [
      what,
      signed({ ...good(), ...claims }),
    ]),
  ])('is refused: %s', async (_, made) => {
    const token = await made
    const before = await stored(sql)
    for (const [verb, path, asked] of [
      ['GET', '/api/me', { token }],
      ['POST', '/api/conversations', { token, body: { type: 'group', member_ids: [] } }],
      ['GET', '/api/stream', { token }],
      ['POST', '/api/session', { body: { token } }],
    ] as [Verb, string, Asked][]) {
      const answer = await call(verb, path, asked)
      // What no token can be is a wrong value where it is one.
      expect(answer.status, path).toBe(path === '/api/session' && token.length > 8192 ? 422 : 401)
      expect(problem.parse(answer.body).detail).not.toContain(secret)
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      if (answer.status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect(await stored(sql)).toEqual(before)
  })

  test('of the host’s server is believed on the same terms', async () => {
    const claims = { role: 'service', aud: 'tertulia', exp: hour }
    const body = { kind: 'flat', title: 'A flat', url: '/', owner_external_id: unique('owner') }
    const put = async (token: string) =>
      (await call('PUT', `/api/reports/${unique('flat')}`, { token, body })).status
    const before = await stored(sql)
    // Who is not the host's server is nobody without a sub.
    for (const wrong of [
      ...[
        { exp: undefined },
        { exp: hour - 3601 },
        { exp: String(hour) },
        { aud: undefined },
        { aud: 'others' },
      ],
      ...[{ nbf: hour }, { role: 'Service' }, { role: ['service'] }],
    ])
      expect(await put(await signed({ ...claims, ...wrong })), JSON.stringify(wrong)).toBe(401)
    expect(await put(await signed(claims, undefined, other))).toBe(401)
    expect(await put(await signed(claims, { alg: 'RS256' }))).toBe(401)
    expect(await put(`${coded({ alg: 'none' })}.${coded(claims)}.`)).toBe(401)
    expect(await stored(sql)).toEqual(before)
    expect(await put(await signed({ ...good(), role: 'Service' }))).toBe(403)
    expect(await put(await signed(claims))).toBe(201)
  })

  test.each([
    ['Basic', () => 'Basic YW5hOmFuYQ=='],
    ['nothing after Bearer', () => 'Bearer'],
    ['only spaces after Bearer', () => 'Bearer   '],
    ['an empty header', () => ''],
    ['the token alone', (token: string) => token],
    ['another scheme', (token: string) => `Token ${token}`],
    ['two tokens', (token: string) => `Bearer ${token} ${token}`],
    ['two schemes', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['quotes', (token: string) => `Bearer "${token}"`],
    ['garbage', () => '\u00ff\u00fe;=,'],
  ])('is not found in a header with %s', async (_, header) => {
    const token = await signed(good())
    const answer = await call('GET', '/api/me', { headers: { authorization: header(token) } })
    expect(answer.status).toBe(401)
    problem.parse(answer.body)
  })

  test('counts nowhere but in its header', async () => {
    const token = await signed(good())
    for (const name of ['token', 'access_token', 'authorization'])
      expect((await call('GET', `/api/me?${name}=${token}`)).status).toBe(401)
    expect((await call('GET', '/api/me', { headers: { cookie: `token=${token}` } })).status).toBe(401)
    expect((await call('GET', '/api/me', { headers: { cookie: `tertulia_session=${token}` } })).status).toBe(
      401,
    )
  })

  test.each([
    ['bearer in small letters', (token: string) => `bearer ${token}`],
    ['more than one space', (token: string) => `Bearer   ${token} `],
  ])('is found in a header with %s', async (_, header) => {
    const token = await signed(good())
    expect((await call('GET', '/api/me', { headers: { authorization: header(token) } })).status).toBe(200)
  })

  test.each([
    ['several audiences, ours among them', { aud: ['others', 'tertulia'] }],
    ['a sub of 200 characters', { sub: '😀'.repeat(200) }],
    ['a sub of odd characters', { sub: '\'";--/\\%_<b>__proto__' }],
    ['a sub called __proto__', { sub: '__proto__' }],
    ['an exp beyond all dates', { exp: 1e300 }],
    ['an exp within a second', { exp: hour + 0.5 }],
    ['an iat in milliseconds', { iat: Date.now() }],
    ['an iat beyond all dates', { iat: 1e300 }],
    ['an iat before all dates', { iat: -1e300 }],
    ['a role of the host’s', { role: 'admin' }],
    ['roles in a list', { role: ['service'] }],
    ['claims of all kinds', { email: 5, locale: [], '': null, x: { y: 'z'.repeat(5000) } }],
  ])('is believed with %s', async (_, claims) => {
    const given = { ...good(), ...claims }
    const answer = await me(await signed(given))
    expect([answer.status, answer.body.user?.external_id]).toEqual([200, given.sub])
  })

  test.each([
    ['no name', undefined, null],
    ['a number', 5, null],
    ['a list', ['Ana'], null],
    ['an object', { toString: 'Ana' }, null],
    ['nothing but space', ' \n\t ', null],
    ['nothing but NUL', '\0', null],
    ['a very long one', 'x'.repeat(100_00), 'x'.repeat(100)],
    ['a very long one of emoji', '😀'.repeat(101), '😀'.repeat(100)],
    ['lines and control characters', ' Ana\r\n\0\tRuiz\u007f ', 'Ana Ruiz'],
    ['half a surrogate', 'Ana \ud800', 'Ana \ufffd'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('names a person: %s', async (_, name, shown) => {
    const claims = { ...good(), name }
    expect((await me(await signed(claims))).body.user.name).toBe(shown ?? claims.sub)
  })

  test.each([
    ['https://example.com/ana.png', true],
    ['/avatars/ana.png', true],
    ['http://[', false],
    ['javascript:alert(1)', false],
    [' javascript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['data:image/svg+xml,<svg/onload=alert(1)>', false],
    ['//example.com/ana.png', false],
    ['/\\example.com/ana.png', false],
    ['/\t/example.com/ana.png', false],
    [`https://example.com/${'x'.repeat(2000)}`, false],
    ['', false],
    [5, false],
    [{ url: 'https://example.com' }, false],
  ])('shows a picture only from an address that is safe to load: %j', async (picture, taken) => {
    const { body } = await me(await signed({ ...good(), picture }))
    expect(body.user.avatar_url).toBe(taken ? picture : null)
  })
})

describe('somebody new', () => {
  test('is one person, however many requests come first', async () => {
    const token = await signed(good())
    const path = ['/api/me', '/api/conversations', '/api/unread-count', '/api/events']
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => call('GET', n < 8 ? path[0]! : path[n % 4]!, { token })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.flatMap(({ body }) => body.user?.id ?? [])).size).toBe(1)
    const { external_id } = (await me(token)).body.user
    expect(await sql`select from users where external_id = ${external_id}`).toHaveLength(1)
  })

  test('with a report of their own is the person whom the host named then', async () => {
    const claims = good()
    const body = { kind: 'flat', title: 'A flat', url: '/', owner_external_id: claims.sub }
    const { report } = await must('PUT', `/api/reports/${unique('flat')}`, { token: await service(), body })
    const { user } = (await me(await signed(claims))).body
    expect([user.id, user.name]).toEqual([report.owner_id, 'Ana Ruiz'])
  })
})

describe('a changed name', () => {
  test('is taken over and told to contacts and to oneself, once, and to nobody else', async () => {
    const [bruno, stranger] = await people('Bruno Díaz', 'Elena Vidal')
    const claims = { ...good(), iat: hour - 7200 }
    const ana = (await me(await signed(claims))).body.user
    await must('POST', '/api/conversations', {
      token: await signed(claims),
      body: { type: 'dm', member_ids: [bruno.id] },
    })
    const newer = await signed({ ...claims, name: 'Ana R.', picture: '/ana.png', iat: hour - 7100 })
    const open = async (token: string) => readStream(await ask('GET', '/api/stream', { token }))
    const streams = [await open(bruno.token), await open(stranger.token), await open(await signed(claims))]
    for (let n = 0; n < 3; n += 1) expect((await me(newer)).body.user.name).toBe('Ana R.')
    // What came before is there when something after it is.
    const { conversation } = await must('POST', '/api/conversations', {
      token: stranger.token,
      body: { type: 'dm', member_ids: [bruno.id] },
    })
    for (const stream of streams.slice(0, 2))
      await stream.until(frames => frames.some(({ data }) => data.includes(conversation.id)))
    await streams[2]!.until(frames => frames.some(({ event }) => event === 'user-updated'))
    const renames = streams.map(stream => told(stream.frames).filter(({ event }) => event === 'user-updated'))
    expect(renames.map(list => list.length)).toEqual([1, 0, 1])
    expect(renames[0]![0]!.payload).toMatchObject({
      id: ana.id,
      partial: { name: 'Ana R.', avatar_url: '/ana.png' },
    })
    for (const stream of streams) await stream.cut()
  })

  test('is not undone by an older token that is still about', async () => {
    const claims = { ...good(), iat: hour - 7200 }
    const older = await signed(claims)
    await me(older)
    const newer = await signed({ ...claims, name: 'Ana R.', iat: hour - 7100 })
    expect((await me(newer)).body.user.name).toBe('Ana R.')
    expect((await me(older)).body.user.name).toBe('Ana R.')
    expect((await me(await signed({ ...claims, exp: hour + 1 }))).body.user.name).toBe('Ana R.')
  })
})

describe('a stream', () => {
  test('S15: ends when its token expires, while those of others go on', async () => {
    const claims = { ...good(), exp: Math.floor(Date.now() / 1000) + 8 }
    const ends = readStream(await ask('GET', '/api/stream', { token: await signed(claims) }))
    const lasts = readStream(
      await ask('GET', '/api/stream', { token: await signed({ ...claims, exp: hour }) }),
    )
    await ends.toEnd()
    expect([ends.ended, Date.now() / 1000 >= claims.exp]).toEqual(['whole', true])
    expect(ends.frames.map(({ event }) => event)).toEqual(['ready'])
    await lasts.until(frames => frames.length > 0)
    expect(lasts.ended).toBe('open')
    await lasts.cut()
  })
})
