// What breaks around the server: it, or its Postgres, is killed, frozen or stopped while eight people write and listen.
import { createServer, type Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbedded } from '../db/embedded.mjs'
import { range } from '../lib/testing/log-faults'
import { type Answer, ask, type Person, type Place, SECRET, stopFollowing, tokenFor } from './client'
import { childrenOf, hasProc } from './proc'
import { postgresPid, type Server, startServer, stopAll, temporaryFolder, until } from './server'
import { faultsIn, type Record, startTraffic, type Traffic } from './traffic'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const env = {
  AUTH_JWT_SECRET: SECRET,
  RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
  RATE_LIMIT_CHANGES_PER_MINUTE: '0',
  SEED_DEMO: '0',
}
const statusOf = async (place: Place) => (await ask(place, 'GET', '/api/health')).status
const healthIs = (place: Place, status: number) =>
  until(async () => (await statusOf(place).catch(() => 0)) === status, `health is ${status}`, 40_000)

describe('the verdict', () => {
  const sound = (): Record => ({
    acknowledged: [
      { key: 'a', id: 'A', seq: 2, conversation: 'c' },
      { key: 'b', id: 'B', seq: 3, conversation: 'c' },
    ],
    conversations: [
      {
        id: 'c',
        seq: 3,
        stored: [
          { client_message_id: 'a', id: 'A', seq: 2 },
          { client_message_id: 'b', id: 'B', seq: 3 },
        ],
      },
    ],
    told: [{ who: 'Ana', seqs: new Map([['c', [1, 2, 3]]]) }],
  })
  const but = (change: (record: Record) => void) => {
    const record = sound()
    change(record)
    return faultsIn(record)
  }
  const stored = (record: Record) => record.conversations[0]!.stored
  const heard = (record: Record) => record.told[0]!.seqs.get('c')!

  test('finds nothing where nothing is', () => expect(faultsIn(sound())).toEqual([]))
  test.each<[string, (record: Record) => void]>([
    ['a message that was acknowledged and is not there', record => stored(record).pop()],
    ['one that is there twice', record => stored(record).push(stored(record)[1]!)],
    ['one that is there under two seqs', record => stored(record).push({ ...stored(record)[1]!, seq: 4 })],
    ['one that is not as it was acknowledged', record => (record.acknowledged[0]!.seq = 1)],
    ['one that nobody sent', record => record.acknowledged.pop()],
    ['a hole in the seqs', record => (record.conversations[0]!.seq = 4)],
    ['an event that did not come', record => heard(record).splice(1, 1)],
    ['an event that came twice', record => heard(record).push(2)],
    ['events in the wrong order', record => heard(record).reverse()],
  ])('finds %s', (_, change) => expect(but(change)).not.toEqual([]))
})

describe.skipIf(!hasProc)('the server with its own Postgres', () => {
  let server: Server
  const place: Place = { url: '' }
  const restart = async () => {
    server = await startServer({ env: { ...env, ...(server ? { DATA_DIR: server.dataDir } : {}) } })
    place.url = server.url
  }
  const postmaster = () => postgresPid(server.dataDir)!
  /** To all its processes; the postmaster is stopped first, so that they become no more. */
  const signalPostgres = (signal: NodeJS.Signals) => {
    const pid = postmaster()
    if (signal !== 'SIGCONT') process.kill(pid, 'SIGSTOP')
    for (const each of [...childrenOf(pid), pid])
      try {
        process.kill(each, signal)
      } catch (error) {
        // One that has ended since it was seen.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
  }

  beforeAll(restart)
  afterEach(stopFollowing)
  afterAll(stopAll)

  test('killed amid sends: what was acknowledged is there, once, and streams resume', async () => {
    const traffic = await startTraffic(place)
    for (const alone of [true, true, false]) {
      await traffic.more(100)
      if (!alone) signalPostgres('SIGKILL')
      await server.kill9()
      await restart()
    }
    const refusals = await goesOn(server, traffic)
    expect(refusals.size).toBeGreaterThan(0)
  })

  test('its Postgres killed amid sends: it comes back by itself, and nothing is lost or doubled', async () => {
    const kill = {
      whole: () => signalPostgres('SIGKILL'),
      head: () => process.kill(postmaster(), 'SIGKILL'),
      // One backend: then Postgres throws out all of them and recovers.
      hand: () => process.kill(childrenOf(postmaster()).at(-1)!, 'SIGKILL'),
    }
    const traffic = await startTraffic(place)
    for (const which of ['whole', 'head', 'hand'] as const) {
      await traffic.more(100)
      const before = postmaster()
      kill[which]()
      if (which !== 'hand')
        await until(() => ![null, before].includes(postgresPid(server.dataDir)), 'another Postgres runs')
    }
    expect([...(await goesOn(server, traffic))]).toContain(503)
    expect(server.output()).not.toMatch(/CONNECT_TIMEOUT/)
  })

  test('its Postgres frozen for 10 s: refusals that say when to come again, then all goes on', async () => {
    const traffic = await startTraffic(place)
    await traffic.more(50)
    signalPostgres('SIGSTOP')
    try {
      await Promise.all([pause(10_000), refusesEverything(place, traffic)])
    } finally {
      signalPostgres('SIGCONT')
    }
    expect([...(await goesOn(server, traffic))]).toEqual([503])
  })
})

describe('a Postgres elsewhere', () => {
  let postgres: EmbeddedPostgres | undefined
  let counter: NetServer | undefined
  afterEach(async () => {
    await stopFollowing()
    counter?.close()
    // Before the folders are deleted under it.
    await postgres?.stop()
    await stopAll()
  })

  test('stopped for 10 s: refusals that say when to come again, then all goes on', async () => {
    const dataDir = temporaryFolder()
    postgres = await startEmbedded({ dataDir })
    const server = await startServer({ env: { ...env, DATABASE_URL: postgres.url } })
    const traffic = await startTraffic(server)
    await traffic.more(50)
    await postgres.stop()
    await Promise.all([pause(10_000), refusesEverything(server, traffic)])
    postgres = await startEmbedded({ dataDir })
    expect([...(await goesOn(server, traffic))]).toEqual([503])
    // There is nothing to wait for: it was there or it was not.
    expect(server.output()).not.toMatch(/CONNECT_TIMEOUT/)
  })

  test('lost: it is called for, but not hundreds of times a second', async () => {
    postgres = await startEmbedded({ dataDir: temporaryFolder() })
    const server = await startServer({ env: { ...env, DATABASE_URL: postgres.url } })
    await postgres.stop()
    await healthIs(server, 503)
    let calls = 0
    counter = createServer(socket => {
      calls += 1
      socket.destroy()
    })
    counter.listen(join(new URL(postgres.url).searchParams.get('host')!, '.s.PGSQL.5432'))
    await pause(3000)
    expect(calls).toBeGreaterThan(0)
    expect(calls).toBeLessThan(300)
  })
})

/** It serves again, every connection of its pool; nothing was lost, and what comes later arrives. */
const goesOn = async (place: Server, traffic: Traffic) => {
  await healthIs(place, 200)
  await traffic.more(100)
  const [{ token }] = traffic.persons as [Person]
  const statuses = () =>
    Promise.all(
      range(1, 60).map(async () => (await ask(place, 'GET', '/api/conversations', { token })).status),
    )
  // The driver tells whoever first uses a connection again of the error by which it was lost: once, and at once.
  await until(async () => (await statuses()).every(status => status === 200), 'all its connections serve')
  expect(place.output()).not.toMatch(/uncaught|unhandled|TypeError/i)
  const refusals = traffic.refusals()
  expect(faultsIn(await traffic.finish())).toEqual([])
  return refusals
}

/** Once it has noticed: every kind of request is answered, by 503 and when to come again. */
const refusesEverything = async (place: Place, { persons, groups }: Traffic) => {
  await healthIs(place, 503)
  const [{ token }] = persons as [Person]
  const at = `/api/conversations/${groups[0]}`
  const json = (body: unknown) => ({ token, body })
  // The writers go on sending meanwhile.
  const answers = await Promise.all([
    ask(place, 'GET', '/api/health'),
    ask(place, 'GET', '/api/me', { token }),
    ask(place, 'GET', '/api/conversations', { token }),
    ask(place, 'GET', at, { token }),
    ask(place, 'GET', `${at}/messages`, { token }),
    ask(place, 'GET', `${at}/events`, { token }),
    ask(place, 'POST', `${at}/read`, json({ seq: 1 })),
    ask(place, 'POST', '/api/conversations', json({ type: 'dm', member_ids: [persons[1]!.id] })),
    ask(place, 'GET', '/api/users?query=br', { token }),
    ask(place, 'GET', '/api/unread-count', { token }),
    ask(place, 'GET', '/api/events', { token }),
    ask(place, 'GET', '/api/stream', { token }),
    ask(place, 'GET', '/api/stream', { token, headers: { 'last-event-id': 'a.1.b' } }),
    ask(place, 'POST', '/api/session', { body: { token } }),
    ask(place, 'GET', '/api/me', { headers: { cookie: 'tertulia_session=unknown' } }),
    // Nobody seen before: who they are would have to be written down.
    ask(place, 'GET', '/api/me', { token: tokenFor({ sub: 'nobody yet' }) }),
  ])
  expect(answers.map(shape)).toEqual(answers.map(() => away))
}

const away = {
  status: 503,
  type: 'application/problem+json',
  retry: expect.stringMatching(/^[1-9]\d*$/),
  body: {
    type: expect.any(String),
    title: expect.any(String),
    status: 503,
    detail: expect.any(String),
    request_id: expect.any(String),
  },
}
const shape = ({ status, headers, body }: Answer) => ({
  status,
  type: headers['content-type'],
  retry: headers['retry-after'],
  body,
})
