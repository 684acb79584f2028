// Two servers on one database: whatever is done on one holds on the other.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect, type Sql } from '../db/client'
import { type EmbeddedPostgres, startEmbedded } from '../db/embedded.mjs'
import { faultless, faultsOf, range } from '../lib/testing/log-faults'
import {
  ask,
  bearer,
  type Follower,
  follow,
  group,
  history,
  messagesOf,
  must,
  type Person,
  people,
  SECRET,
  sending,
  stopFollowing,
} from './client'
import { type Server, startServer, stopAll, temporaryFolder, until } from './server'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const [limit, changes] = [10, 30]
let postgres: EmbeddedPostgres
let sql: Sql
let a: Server
let b: Server

beforeAll(async () => {
  postgres = await startEmbedded({ dataDir: temporaryFolder() })
  sql = connect(postgres.url, { max: 1 })
  const env = {
    DATABASE_URL: postgres.url,
    AUTH_JWT_SECRET: SECRET,
    RATE_LIMIT_MESSAGES_PER_MINUTE: String(limit),
    RATE_LIMIT_CHANGES_PER_MINUTE: String(changes),
  }
  // At once: both want to migrate.
  ;[a, b] = await Promise.all([startServer({ env }), startServer({ env })])
})
afterEach(stopFollowing)
afterAll(async () => {
  await sql?.end()
  await Promise.all([a?.stop(), b?.stop()])
  await postgres?.stop()
  await stopAll()
})

let made = 0
/** People whom no other test knows, and how much they may say. */
const strangers = <N extends string[]>(...names: N) => {
  made += 1
  return people(a, ...names.map(name => `${name}-${made}`)) as Promise<{ [K in keyof N]: Person }>
}
const say = (where: Server, from: Person, conversation: string, key: string) =>
  must(where, 'POST', messagesOf(conversation), sending(from, key))
const keysOf = (follower: Follower, conversation: string): string[] =>
  follower.of(conversation).map(({ event, payload }) => payload.partial.client_message_id ?? event)

test('what is sent on one is delivered on the other', async () => {
  const [ana, bruno] = await strangers('ana', 'bruno')
  const streams = [follow(a, bearer(ana)), follow(b, bearer(bruno))]
  await Promise.all(streams.map(stream => stream.ready()))
  const id = await group(a, [ana, bruno])
  const keys = range(1, limit).map(n => `hola-${n}`)
  for (const [n, key] of keys.entries()) await say(n % 2 ? a : b, ana, id, key)
  for (const stream of streams) {
    await stream.until(() => keysOf(stream, id).length > limit, 'all of them')
    expect(faultsOf(['conversation-created', ...keys], keysOf(stream, id))).toEqual(faultless)
  }
})

test('E2: who writes on one is seen to write on the other', async () => {
  const [ana, bruno] = await strangers('ana', 'bruno')
  const id = await group(a, [ana, bruno])
  const stream = follow(b, bearer(bruno))
  await stream.ready()
  await must(a, 'POST', `/api/conversations/${id}/typing`, { token: ana.token, body: { is_typing: true } })
  const typing = () => stream.of(id).filter(({ event }) => event === 'typing-updated')
  await stream.until(() => typing().length > 0, 'her typing')
  expect(typing()[0].payload).toMatchObject({ id: ana.id, partial: { is_typing: true } })
})

const listening = async () => {
  const rows =
    await sql`select pid from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()`
  return rows.map(({ pid }) => pid as number)
}

test('also while nobody is told of it: the connections that listen are cut again and again', async () => {
  const [ana, bruno] = await strangers('ana', 'bruno')
  const stream = follow(b, bearer(bruno))
  await stream.ready()
  const id = await group(a, [ana, bruno])
  await until(async () => (await listening()).length === 2, 'both listen')
  const keys = range(1, limit).map(n => `hola-${n}`)
  for (const key of keys) {
    for (const pid of await listening()) await sql`select pg_terminate_backend(${pid})`
    await say(a, ana, id, key)
  }
  await stream.until(() => keysOf(stream, id).length > limit, 'all of them')
  expect(faultsOf(['conversation-created', ...keys], keysOf(stream, id))).toEqual(faultless)
  expect(stream.endings).toEqual([])
  await until(async () => (await listening()).length === 2, 'both listen again')
})

test('who is removed on one gets the member-removed and nothing after it on the other, nor by resuming', async () => {
  for (const _ of range(1, 5)) {
    const [ana, bruno, carla, diego] = await strangers('ana', 'bruno', 'carla', 'diego')
    const { cursor } = await must(b, 'GET', '/api/me', { token: bruno.token })
    const [removed, stays] = [follow(b, bearer(bruno), cursor), follow(b, bearer(carla), cursor)]
    await Promise.all([removed.ready(), stays.ready()])
    const id = await group(a, [ana, bruno, carla, diego])
    // On both processes, before, meanwhile and after.
    const writing = range(1, limit).flatMap(n => [
      () => say(a, carla, id, `carla-${n}`),
      () => say(b, diego, id, `diego-${n}`),
    ])
    await Promise.all(writing.splice(0, 8).map(write => write()))
    const path = `/api/conversations/${id}/members/${bruno.id}`
    await Promise.all([
      must(a, 'DELETE', path, { token: ana.token }),
      ...writing.splice(0, 8).map(write => write()),
    ])
    await Promise.all(writing.map(write => write()))
    // What comes later to both of them says that all before has come.
    const other = await group(a, [ana, bruno, carla])
    await Promise.all(
      [removed, stays].map(stream => stream.until(() => stream.of(other).length > 0, 'the later')),
    )

    const seqs = (stream: Follower): number[] => stream.of(id).map(({ payload }) => payload.seq)
    const end = stays.of(id).find(({ event }) => event === 'member-removed').payload.seq
    // One that founds it, what was written, and the removal with the message that tells of it.
    expect(seqs(stays)).toEqual(range(1, 1 + 2 * limit + 2))
    expect(seqs(removed)).toEqual(range(1, end))
    expect(removed.of(id).at(-1)).toMatchObject({ event: 'member-removed', payload: { id: bruno.id } })
    const later = follow(a, bearer(bruno), cursor)
    await later.until(() => later.of(other).length > 0, 'the later')
    expect(later.of(id).map(({ event }) => event)).toEqual(['member-removed'])
  }
})

test('who signs out on one loses that session’s stream on the other, and no other stream', async () => {
  const [ana, bruno] = await strangers('ana', 'bruno')
  const signIn = async () => {
    const { headers } = await ask(a, 'POST', '/api/session', { body: { token: bruno.token } })
    return { cookie: headers['set-cookie']![0]!.split(';')[0]! }
  }
  const [one, other] = [await signIn(), await signIn()]
  const streams = [follow(b, one), follow(b, other), follow(b, bearer(bruno))] as const
  await Promise.all(streams.map(stream => stream.ready()))
  expect((await ask(a, 'DELETE', '/api/session', { headers: one })).status).toBe(204)
  const [signedOut, ...rest] = streams
  await signedOut.until(() => signedOut.endings.length >= 2, 'its end')
  expect(signedOut.endings.slice(0, 2)).toEqual(['whole', 'refused 401'])

  const id = await group(a, [ana, bruno])
  await Promise.all(rest.map(stream => stream.until(() => stream.of(id).length > 0, 'what comes')))
  expect(rest.flatMap(stream => stream.endings)).toEqual([])
  expect(signedOut.of(id)).toEqual([])
})

describe('a person may send so many messages a minute', () => {
  const attempt = async (where: Server, from: Person, id: string, key: string) => ({
    key,
    ...(await ask(where, 'POST', messagesOf(id), sending(from, key))),
  })

  test('on both servers together', async () => {
    const [ana, bruno] = await strangers('ana', 'bruno')
    const id = await group(a, [ana, bruno])
    const answers = await Promise.all(
      range(1, 2 * limit).map(n => attempt(n % 2 ? a : b, ana, id, `hola-${n}`)),
    )
    const [sent, refused] = [201, 429].map(status => answers.filter(answer => answer.status === status))
    expect([sent!.length, refused!.length]).toEqual([limit, limit])
    for (const { headers } of refused!)
      expect(Number(headers['retry-after'])).toSatisfy(n => n >= 1 && n <= 60)
    expect((await history(a, ana, id)).length).toBe(limit)
    // Only she is at her limit.
    expect((await attempt(b, bruno, id, 'hola')).status).toBe(201)
  })

  test('of which a retry is none, and it frees none', async () => {
    const [ana, bruno] = await strangers('ana', 'bruno')
    const id = await group(a, [ana, bruno])
    const keys = range(1, limit).map(n => `hola-${n}`)
    for (const key of keys) await say(a, ana, id, key)
    expect((await attempt(a, ana, id, 'one-too-many')).status).toBe(429)
    for (const where of [a, b]) {
      const again = await Promise.all(keys.map(key => attempt(where, ana, id, key)))
      expect(again.map(({ status }) => status)).toEqual(keys.map(() => 200))
    }
    for (const where of [b, a]) expect((await attempt(where, ana, id, 'one-too-many')).status).toBe(429)
    expect((await history(a, ana, id)).length).toBe(limit)
  })
})

test('and change so much, on both servers together', async () => {
  const [ana, bruno] = await strangers('ana', 'bruno')
  const id = await group(a, [ana, bruno])
  const pin = (where: Server, who: Person, pinned: boolean) =>
    ask(where, 'PATCH', `/api/conversations/${id}/membership`, { token: who.token, body: { pinned } })
  // The group itself was the first.
  const answers = await Promise.all(range(2, 2 * changes).map(n => pin(n % 2 ? a : b, ana, n % 4 < 2)))
  const [made, refused] = [200, 429].map(status => answers.filter(answer => answer.status === status))
  expect([made!.length, refused!.length]).toEqual([changes - 1, changes])
  for (const { headers } of refused!) expect(Number(headers['retry-after'])).toSatisfy(n => n >= 1 && n <= 60)
  expect((await pin(b, bruno, true)).status).toBe(200)
})
