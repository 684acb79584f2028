import { afterAll, describe, expect, test } from 'vitest'
import { type Asked, allRoutes, ask, call } from './api'
import { group, people, person, say, service, signedIn } from './make'
import { rows } from './matrix'
import { makeScene } from './scene'
import { good, me, signed } from './sign'
import { stored } from './stored'
import { readStream } from './stream-reader'
import { testDb } from './test-db'

// The browser's session: a cookie for a token, what it opens, and how it ends.

const { sql } = await testDb()

describe('a cookie session', () => {
  const withCookie = (cookie: string): Asked => ({ headers: { cookie } })
  const status = async (cookie: string) => (await call('GET', '/api/me', withCookie(cookie))).status

  test('is exchanged for a token, and is nobody else’s business', async () => {
    const ana = await person()
    const answer = await call('POST', '/api/session', { body: { token: ana.token } })
    const { token, ...user } = ana
    expect([answer.status, answer.body]).toEqual([200, { user }])
    const [pair, ...attributes] = answer.headers.get('set-cookie')!.split('; ')
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax'])
    const [, value] = pair!.split('=')
    expect(value).toMatch(/^[\w-]{43}$/)
    expect((await call('GET', '/api/me', withCookie(pair!))).body.user).toEqual(user)
    const kept = await sql`select id from sessions`
    expect(kept.map(({ id }) => id)).not.toContain(value)
    expect(kept.length).toBeGreaterThan(0)
    // Who reads the table cannot sign in with what they read.
    for (const { id } of kept) expect(await status(`tertulia_session=${id}`)).toBe(401)
  })

  test('is Secure where the browser came by https, directly or by a proxy', async () => {
    const { token } = await person()
    const secure = async (headers: Record<string, string>) =>
      (await call('POST', '/api/session', { body: { token }, headers })).headers
        .get('set-cookie')!
        .includes('; Secure')
    expect(await secure({})).toBe(false)
    expect(await secure({ 'x-forwarded-proto': 'http' })).toBe(false)
    expect(await secure({ 'x-forwarded-proto': 'https' })).toBe(true)
    const { verbs } = (await allRoutes()).find(({ path }) => path === '/api/session')!
    const direct = await verbs.POST(
      new Request('https://tertulia.test/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      }),
    )
    expect(direct.headers.get('set-cookie')).toMatch(/; Secure$/)
  })

  test('is refused when it is none', async () => {
    const cookie = await signedIn(await person())
    expect(await status(`a=b; ${cookie}; c=d`)).toBe(200)
    const [name, value] = cookie.split('=') as [string, string]
    for (const bad of [
      ...[
        '',
        ';;;',
        '=',
        `${name}=`,
        `${name}=x`,
        `${name}="${value}"`,
        `${name}=${value}x`,
        `${name}=${value.slice(1)}`,
      ],
      ...[
        `${name.toUpperCase()}=${value}`,
        `x${cookie}`,
        `${name}=${'x'.repeat(10_000)}`,
        `${name}=%00`,
        `${name}=${value},`,
      ],
    ])
      expect(await status(bad), bad.slice(0, 60)).toBe(401)
  })

  test('ends when somebody else signs in with the same browser', async () => {
    const before = await signedIn(await person())
    const after = await signedIn(await person(), { cookie: before })
    expect((await call('GET', '/api/me', { headers: { cookie: before } })).status).toBe(401)
    expect((await call('GET', '/api/me', { headers: { cookie: after } })).status).toBe(200)
  })

  test('S18: acts for nobody but the user whom the tab shows', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const cookie = await signedIn(ana)
    const as = (id: string) => ({ headers: { cookie, 'x-viewer-id': id } })
    for (const path of ['/api/me', '/api/stream', '/api/conversations']) {
      expect((await ask('GET', path, as(bruno.id))).status).toBe(401)
      const own = await ask('GET', path, as(ana.id))
      expect(own.status).toBe(200)
      await own.body?.cancel()
    }
    const { id } = await group(ana)
    const body = { client_message_id: 'as-another', content: 'Hola' }
    const sent = await call('POST', `/api/conversations/${id}/messages`, { ...as(bruno.id), body })
    expect(sent.status).toBe(401)
    expect((await call('GET', `/api/conversations/${id}/messages`, as(ana.id))).body.ids).toEqual([])
  })

  test('does not help a token that is no good, and a service token gets none', async () => {
    const cookie = await signedIn(await person())
    expect((await call('GET', '/api/me', { token: 'x', headers: { cookie } })).status).toBe(401)
    const answer = await call('POST', '/api/session', { body: { token: await service() } })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
  })

  test('outlives its token', async () => {
    const claims = { ...good(), exp: Math.floor(Date.now() / 1000) + 8 }
    const token = await signed(claims)
    const answer = await call('POST', '/api/session', { body: { token } })
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
    await expect.poll(async () => (await me(token)).status, { timeout: 30_000 }).toBe(401)
    expect(await status(cookie)).toBe(200)
  })

  test('lasts a day since it was last used and a month at most', async () => {
    const ana = await person()
    const aged = async (used: string, made: string) => {
      const cookie = await signedIn(ana)
      await sql`update sessions set last_used_at = now() - ${used}::interval, created_at = now() - ${made}::interval
        where user_id = ${ana.id} and last_used_at > now() - interval '10 seconds'`
      const found = await status(cookie)
      await sql`delete from sessions where user_id = ${ana.id}`
      return found
    }
    expect(await aged('0 hours', '0 days')).toBe(200)
    expect(await aged('23 hours 59 minutes', '29 days')).toBe(200)
    expect(await aged('24 hours 1 minute', '25 hours')).toBe(401)
    expect(await aged('0 hours', '30 days 1 minute')).toBe(401)
  })

  test('is used by being used', async () => {
    const ana = await person()
    const cookie = await signedIn(ana)
    await sql`update sessions set last_used_at = now() - interval '20 hours' where user_id = ${ana.id}`
    expect(await status(cookie)).toBe(200)
    const [row] =
      await sql`select last_used_at > now() - interval '1 minute' as fresh from sessions where user_id = ${ana.id}`
    expect(row!.fresh).toBe(true)
  })

  test('ends by signing out: the cookie, and its own open streams, but no others', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const conversation = await group(ana, [bruno])
    const [here, there] = [await signedIn(ana), await signedIn(ana)]
    // The group itself may be told before or after a stream opens.
    const later = (frames: { event: string }[]) =>
      frames.map(({ event }) => event).filter(event => event !== 'conversation-created')
    const open = async (asked: Asked) => readStream(await ask('GET', '/api/stream', asked))
    const [mine, tab, other, bearer] = await Promise.all([
      open(withCookie(here)),
      open(withCookie(here)),
      open(withCookie(there)),
      open({ token: ana.token }),
    ])
    const answer = await call('DELETE', '/api/session', withCookie(here))
    expect([answer.status, answer.body]).toEqual([204, null])
    expect(answer.headers.get('set-cookie')).toBe(
      'tertulia_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    )
    expect([await status(here), await status(there), (await me(ana.token)).status]).toEqual([401, 200, 200])
    expect((await call('GET', '/api/stream', withCookie(here))).status).toBe(401)
    for (const ended of [mine, tab]) {
      await ended.toEnd()
      expect(ended.ended).toBe('whole')
      expect(later(ended.frames)).toEqual(['ready'])
    }
    await say(bruno, conversation)
    for (const stream of [other, bearer]) {
      await stream.until(frames => frames.some(({ event }) => event === 'message-created'))
      expect(stream.ended).toBe('open')
      // How a session ends is nobody's event.
      expect(later(stream.frames)).toEqual(['ready', 'message-created'])
      await stream.cut()
    }
    expect((await call('DELETE', '/api/session', withCookie(here))).status).toBe(401)
  })

  test('ends by signing out with a token beside it, too', async () => {
    const ana = await person()
    const cookie = await signedIn(ana)
    const answer = await call('DELETE', '/api/session', { token: ana.token, headers: { cookie } })
    expect([answer.status, await status(cookie)]).toEqual([204, 401])
  })
})

describe('the demo', () => {
  const restart = async (demo: '0' | '1') => {
    const { instance } = await import('../server/instance')
    await instance().stop()
    process.env.SEED_DEMO = demo
  }
  afterAll(() => restart('0'))
  const enter = (demo_user: string) => call('POST', '/api/session', { body: { demo_user } })

  test('lets nobody in without a token unless SEED_DEMO=1', async () => {
    await me(await signed({ ...good(), sub: 'ana' }))
    const before = await stored(sql)
    expect((await enter('ana')).status).toBe(404)
    expect(await stored(sql)).toEqual(before)
  })

  test('lets in as one of its cast, and as nobody whom the host knows', async () => {
    await restart('1')
    const host = (await me(await signed(good()))).body.user
    const answer = await enter('ana')
    expect([answer.status, answer.body.user.external_id]).toEqual([200, 'ana'])
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
    expect((await call('GET', '/api/me', { headers: { cookie } })).body.user.external_id).toBe('ana')
    const before = await stored(sql)
    for (const other of [host.external_id, 'nobody', 'bruno', 'toString', '__proto__'])
      expect((await enter(other)).status, other).toBe(404)
    expect(await stored(sql)).toEqual(before)
  })
})
test('nothing that is said to somebody signed in is kept by a cache, refusals included', async () => {
  const scene = await makeScene()
  const cookie = await signedIn(scene.person('owner')!)
  for (const row of rows)
    for (const asked of [
      { token: scene.token('owner') },
      { token: scene.token('stranger') },
      { token: scene.token('service') },
      { token: 'x' },
      { headers: { cookie } },
    ] as Asked[]) {
      const { path, body } = row.request({
        at: scene.closed,
        viewer: 'owner',
        me: scene.closed.owner.id,
        token: 'x',
      })
      const response = await ask(row.verb, path, { body, ...asked })
      await response.body?.cancel()
      const live = row.route === '/api/stream' && response.status === 200
      expect(response.headers.get('cache-control'), `${row.verb} ${path} ${response.status}`).toBe(
        live ? 'no-cache, no-transform' : 'private, no-store',
      )
    }
  const cause = await call('POST', '/api/conversations', { token: scene.token('owner'), raw: '{' })
  expect([cause.status, cause.headers.get('cache-control')]).toEqual([400, 'private, no-store'])
})
