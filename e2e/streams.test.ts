// Very many streams, ones that are cut at any moment, ones that nobody reads: each gets what is its own, and what is
// over leaves nothing behind.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { faultless, faultsOf, randomFrom, range } from '../lib/testing/log-faults'
import { createParser, type Frame } from '../lib/testing/stream-reader'
import type { Person } from './client'
import {
  bearer,
  type Follower,
  follow,
  group,
  messagesOf,
  must,
  people,
  SECRET,
  sending,
  stopFollowing,
} from './client'
import { childrenOf, descriptors, hasProc, holdsPeer } from './proc'
import { isRunning, postgresPid, type Server, startServer, stopAll, until } from './server'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

/** Asked by a signal, the server says what is left on its heap when all that can go has gone. */
const scales = `import v8 from 'node:v8'; import vm from 'node:vm'
  v8.setFlagsFromString('--expose-gc')
  const gc = vm.runInNewContext('gc')
  process.on('SIGUSR2', () => { gc(); gc(); console.log('heap', process.memoryUsage().heapUsed) })`
const heapMb = async () => {
  const weighed = () =>
    [...server.output().matchAll(/^heap (\d+)$/gm)].map(([, bytes]) => Number(bytes) / 1e6)
  const before = weighed().length
  server.child.kill('SIGUSR2')
  await until(() => weighed().length > before, 'it is weighed')
  return weighed().at(-1)!
}

const env = {
  AUTH_JWT_SECRET: SECRET,
  RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
  RATE_LIMIT_CHANGES_PER_MINUTE: '0',
  SEED_DEMO: '0',
}
let server: Server
let four: [Person, Person, Person, Person]
let conversation: string

beforeAll(async () => {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(scales)}`
  server = await startServer({ env: { ...env, NODE_OPTIONS } })
  four = (await people(server, 'Ana', 'Bruno', 'Carla', 'Diego')) as typeof four
  conversation = await group(server, four)
})
afterEach(stopFollowing)
afterAll(stopAll)

const send = (from: Person, key: string, content?: string) =>
  must(server, 'POST', messagesOf(conversation), sending(from, key, content))

/** All streams hear of a new message. */
const allHear = async (followers: Follower[], key: string) => {
  await send(four[0], key)
  const heard = (follower: Follower) => follower.frames.some(({ data }) => data.includes(key))
  await Promise.all(followers.map(follower => follower.until(() => heard(follower), key)))
}

/** Opened a hundred at a time, by the four in turn. */
const openStreams = async (where: { url: string }, count: number) => {
  const followers: Follower[] = []
  while (followers.length < count) {
    const more = range(1, Math.min(100, count - followers.length)).map(n =>
      follow(where, bearer(four[n % 4]!)),
    )
    await Promise.all(more.map(follower => follower.ready()))
    followers.push(...more)
  }
  return followers
}

describe.skipIf(!hasProc)('nothing stays', () => {
  /** What the server holds of what others could make it hold. */
  const held = () => ({
    descriptors: descriptors(server.child.pid!).all,
    postgres: childrenOf(postgresPid(server.dataDir)!).length,
  })
  /** Fewer is fine: connections that had been kept for reuse may have gone too. */
  const comesBackTo = (before: ReturnType<typeof held>) =>
    until(
      () => {
        const now = held()
        return now.descriptors <= before.descriptors && now.postgres <= before.postgres
      },
      `it holds what it held: ${JSON.stringify(before)}`,
    )

  test('of 2,000 streams at once, of which each was ready and got the message', async () => {
    // Ten connections to the database are opened when they are first needed, and kept.
    const cold = held()
    await openStreams(server, 100)
    await stopFollowing()
    await until(() => held().descriptors <= cold.descriptors + 10, 'its first streams are gone')
    const followers = await openStreams(server, 2000)
    await allHear(followers, 'to-all-of-you')
    expect(followers.flatMap(({ endings }) => endings)).toEqual([])
    await stopFollowing()
    // The first hundred may have needed fewer of them.
    await comesBackTo({ descriptors: cold.descriptors + 10, postgres: cold.postgres + 10 })
  })

  test('of 2,000 streams that are cut at any moment, while others write', async () => {
    const listener = follow(server, bearer(four[1]))
    await listener.ready()
    const random = randomFrom(2000)
    const port = Number(new URL(server.url).port)
    const round = async (name: string, count: number) => {
      let [begun, sent, over] = [0, 0, false]
      const cutMany = async () => {
        while (begun++ < count) await cutOnce(port, four[begun % 4]!, random)
      }
      const cutting = Promise.all(range(1, 50).map(cutMany)).finally(() => (over = true))
      while (!over) await send(four[0], `${name}-${sent++}`)
      await cutting
    }
    // What is made once, at the first of anything, is no leak.
    await round('first', 500)
    const before = held()
    const heap = await heapMb()
    await round('amid', 2000)
    await comesBackTo(before)
    expect((await heapMb()) - heap).toBeLessThan(3)
    await allHear([listener], 'after-all-that')
    expect(listener.endings).toEqual([])
  })

  test('and if 100 streams stayed, it would be seen', async () => {
    const before = held()
    const heap = await heapMb()
    await openStreams(server, 100)
    expect(held().descriptors).toBeGreaterThan(before.descriptors + 50)
    expect((await heapMb()) - heap).toBeGreaterThan(3)
  })

  test('of a reader that does not read: it is cut, misses nothing when it comes back, and disturbs no one', async () => {
    const { cursor } = await must(server, 'GET', '/api/me', { token: four[2].token })
    const others = [follow(server, bearer(four[0]), cursor), follow(server, bearer(four[1]), cursor)]
    await Promise.all(others.map(follower => follower.ready()))
    const socket = connect(Number(new URL(server.url).port), 'localhost')
    await once(socket, 'connect')
    socket.on('error', () => {})
    socket.pause().write(streamRequest(four[2], cursor))
    const isHeld = () => holdsPeer(server.child.pid!, socket.localPort!)
    await until(isHeld, 'it is connected')

    // More than the kernel takes for a reader, and the server keeps for one.
    const content = '🌍'.repeat(5000)
    const sent = 800
    let begun = 0
    const write = async (from: Person) => {
      while (begun++ < sent) await send(from, `large-${begun}`, content)
    }
    await Promise.all([write(four[0]), write(four[1]), write(four[3])])
    // The session ends at once; its socket, which Next still holds, when it has been still for 20 s.
    await until(() => !isHeld(), 'the server has let go of it', 60_000)

    const first = seqs(others[0]!.frames)[0]!
    const all = range(first, first + sent - 1)
    for (const follower of others) {
      await follower.until(() => seqs(follower.frames).length >= sent, 'all of them')
      expect(faultsOf(all, seqs(follower.frames))).toEqual(faultless)
      expect(follower.endings).toEqual([])
    }
    const parser = createParser(cursor)
    const read: Frame[] = []
    socket.on('data', chunk => read.push(...parser.feed(chunk)))
    socket.resume()
    await once(socket, 'close')
    expect(seqs(read).length).toBeLessThan(sent)
    const back = follow(server, bearer(four[2]), parser.lastEventId)
    await back.until(() => seqs(read).length + seqs(back.frames).length >= sent, 'the rest')
    expect(faultsOf(all, [...seqs(read), ...seqs(back.frames)])).toEqual(faultless)
  })
})

test('SIGTERM with 50 streams open: it ends in good order, and so does each of them', async () => {
  const another = await startServer({ env })
  const postgres = postgresPid(another.dataDir)!
  const followers = await openStreams(another, 50)
  expect(await another.stop()).toEqual({ code: 0, signal: null })
  await stopFollowing()
  expect(followers.map(({ endings }) => endings[0])).toEqual(followers.map(() => 'whole'))
  expect(isRunning(postgres)).toBe(false)
})

const streamRequest = ({ token }: Person, cursor = '') =>
  `GET /api/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nLast-Event-ID: ${cursor}\r\n\r\n`

/** The seqs of the messages among these frames. */
const seqs = (frames: Frame[]): number[] =>
  frames.flatMap(({ event, data }) => (event === 'message-created' ? [JSON.parse(data).payload.seq] : []))

/** One stream that is given up: before it is asked for, half asked for, unread, or in the middle; by RST or by FIN. */
const cutOnce = async (port: number, person: Person, random: ReturnType<typeof randomFrom>) => {
  const socket = connect(port, 'localhost')
  const closed = once(socket, 'close')
  socket.on('error', () => {})
  const request = streamRequest(person)
  const moment = random.pick(['at once', 'half asked', 'unread', 'reading', 'read'])
  if (moment !== 'reading' && moment !== 'read') socket.pause()
  if (moment === 'half asked') socket.write(request.slice(0, random.below(request.length)))
  else if (moment !== 'at once') socket.write(request)
  if (moment === 'read') {
    const enough = random.below(1500)
    while (!socket.closed && socket.bytesRead < enough)
      await Promise.race([once(socket, 'data'), closed, pause(500)])
  } else if (moment !== 'at once') await pause(random.below(30))
  const how = random.pick(['reset', 'destroy', 'end'])
  if (how === 'reset') socket.resetAndDestroy()
  else if (how === 'destroy') socket.destroy()
  else socket.resume().end()
  await closed
}
