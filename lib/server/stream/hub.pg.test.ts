// Who joins a log that moves: the hub over a real log, published to by hand so that every interleaving can be had.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Sql } from '../../../db/client'
import { faultless, faultsOf, randomFrom, range } from '../../testing/log-faults'
import { add, dm, group, type Made, people, person, remove, say } from '../../testing/make'
import { readStream, told } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'
import type { Person } from '../caller'
import { formatCursor, type Place, parseCursor } from './cursor'
import { type Entry, entryColumns } from './entry'
import { createHub, type Hub } from './hub'
import { newest } from './replay'
import { responseSink } from './sink'

const { sql } = await testDb()

const hubs: Hub[] = []
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.stop()
})

/** A hub that stands at the end of the log, and `take`: what the log has gained since, once all of it has a position. */
const startHub = async (database: Sql = sql) => {
  const clock = { now: Date.UTC(2030, 0, 1) }
  const hub = createHub({ sql: database, now: () => clock.now, random: () => 0.5 })
  hubs.push(hub)
  await sequenced()
  const { epoch, ...place } = await newest(sql)
  hub.startAt(epoch, place)
  let at = place.position
  const take = async (): Promise<Entry[]> => {
    await sequenced()
    const entries = await sql<Entry[]>`
      select ${entryColumns(sql)} from events e where position > ${at} order by position`
    at = entries.at(-1)?.position ?? at
    return entries
  }
  const pass = async () => {
    const entries = await take()
    if (entries.length) await hub.publish(entries)
    return entries
  }
  return {
    hub,
    clock,
    take,
    pass,
    cursor: ({ position, nonce }: Place) => formatCursor(epoch, { position, nonce }),
  }
}

const sequenced = async () => {
  for (;;) {
    await sql`select sequence_batch()`
    const [row] = await sql`select exists (select from outbox) as more`
    if (!row!.more) return
  }
}

const viewer = ({ id }: { id: string }, exp = Date.UTC(2040, 0, 1) / 1000): Person => ({
  kind: 'person',
  id,
  credential: { kind: 'bearer', exp },
})

const open = (hub: Hub, who: { id: string }, from: Place | null = null) => {
  const { sink, response } = responseSink(new AbortController().signal, () => session.end('broken'))
  const session = hub.open(viewer(who), sink, from)
  return { session, reader: readStream(response) }
}

const rest = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

const closedGate = () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => {
    release = resolve
  })
  return { gate, release: () => release() }
}

/** Lets the gate hold back a replay's question, or its answer. */
const slowReplay = (what: 'asks' | 'answers', gate: Promise<void>, read = () => {}) =>
  Object.assign((...given: Parameters<Sql>) => {
    const query = sql(...given)
    if (!String(given[0]).includes('left join members')) return query
    if (what === 'asks') return gate.then(() => query)
    return query.then(rows => {
      read()
      return gate.then(() => rows)
    })
  }, sql) as Sql

/** Seqs of the log events of one conversation, as they came. */
const seqsOf = (reader: ReturnType<typeof readStream>, id: string): number[] =>
  told(reader.frames)
    .filter(({ payload }) => payload.conversation_id === id && payload.seq)
    .map(({ payload }) => payload.seq)

const kinds = (reader: ReturnType<typeof readStream>, id: string) =>
  told(reader.frames)
    .filter(({ payload }) => payload.conversation_id === id)
    .map(({ event }) => event)

/** Writes to a conversation without the API's ceremony: `count` messages of `who`. */
const chatter = async (who: Made, { id }: { id: string }, count: number, content = 'x') => {
  await sql`select send_message(gen_random_uuid(), ${id}, ${who.id}, gen_random_uuid()::text, ${content}, null, '\\x00', null)
    from generate_series(1, ${count})`
}

describe('joining', () => {
  test('S2: while a batch passes, at any moment and from any place: each event once and in order', async () => {
    const { hub, take } = await startHub()
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await chatter(ana, talk, 299)
    const entries = await take()
    const { below, next } = randomFrom(7)
    const joined: { reader: ReturnType<typeof readStream>; from: number }[] = []
    const joinNow = () => {
      const head = entries.findIndex(({ position }) => position === hub.head.position)
      // From now, from a place behind, or from one that this hub has not reached yet.
      const from = next() < 0.3 ? null : entries[Math.min(299, below(head + 40))]!
      joined.push({ reader: open(hub, bruno, from).reader, from: from ? from.seq! : head + 1 })
    }
    for (let at = 0; at < entries.length; ) {
      const size = 1 + below(12)
      const passing = hub.publish(entries.slice(at, at + size))
      at += size
      joinNow()
      await Promise.resolve()
      joinNow()
      await passing
      if (next() < 0.3) await rest(below(4))
      joinNow()
    }
    for (const { reader, from } of joined)
      await reader.until(() => reader.frames.length > 0 && (seqsOf(reader, talk.id).at(-1) ?? from) === 300)
    const found = joined.map(({ reader, from }) => ({
      ended: reader.ended,
      ...faultsOf(range(from + 1, 300), seqsOf(reader, talk.id)),
    }))
    expect(joined.length).toBeGreaterThan(100)
    expect(found).toEqual(joined.map(() => ({ ended: 'open', ...faultless })))
  })

  test('a backlog larger than any queue arrives page by page, as fast as its reader takes it', async () => {
    let asked = 0
    const counted = Object.assign((...given: Parameters<Sql>) => {
      if (String(given[0]).includes('left join members')) asked += 1
      return sql(...given)
    }, sql) as Sql
    const { hub, pass } = await startHub(counted)
    const start = hub.head
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 3; n++) await chatter(ana, talk, 400, 'x'.repeat(5000))
    await pass()
    const { reader } = open(hub, bruno, start)
    await rest(50)
    expect(asked).toBe(1)
    await reader.until(() => seqsOf(reader, talk.id).at(-1) === 1201)
    expect(faultsOf(range(1, 1201), seqsOf(reader, talk.id))).toEqual(faultless)
    expect(asked).toBe(3)
  })

  test('a replay that fails ends the stream: what is missing is never passed over', async () => {
    const broken = Object.assign((...given: Parameters<Sql>) => {
      if (String(given[0]).includes('left join members')) return Promise.reject(new Error('connection lost'))
      return sql(...given)
    }, sql) as Sql
    const { hub, pass } = await startHub(broken)
    const start = hub.head
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk)
    await pass()
    const { reader } = open(hub, bruno, start)
    await reader.toEnd()
    expect([kinds(reader, talk.id), reader.ended, hub.size]).toEqual([[], 'broken', 0])
  })
})

test('what is pruned while a replay is on its way is not passed over in silence', async () => {
  const { gate, release } = closedGate()
  const { hub, pass } = await startHub(slowReplay('asks', gate))
  const start = hub.head
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  await chatter(ana, talk, 5)
  await pass()
  const { reader } = open(hub, bruno, start)
  await sql`update events set created_at = now() - interval '1 day' where position < ${hub.head.position - 1}`
  await sql`select prune_events('1 hour', 100000)`
  release()
  await reader.toEnd()
  expect([reader.ended, kinds(reader, talk.id)]).toEqual(['broken', []])
})

describe('a batch that comes again', () => {
  test('after it failed half-way is delivered once, to everyone', async () => {
    const { hub, take } = await startHub()
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await chatter(ana, talk, 5)
    const readers = [ana, bruno, carla].map(who => open(hub, who).reader)
    const entries = await take()
    const poisoned = entries.map((entry, n) =>
      n === 3 ? { ...entry, event: 'conversation-created', payload: 'not JSON' } : entry,
    )
    await expect(hub.publish(poisoned)).rejects.toThrow()
    const late = open(hub, bruno).reader
    await hub.publish(entries)
    for (const reader of [...readers, late]) {
      await reader.until(() => seqsOf(reader, talk.id).at(-1) === 6)
      expect(faultsOf(range(1, 6), seqsOf(reader, talk.id))).toEqual(faultless)
    }
  })

  test('a removal in it still reaches the removed, and nothing after it does', async () => {
    const { hub, take, pass } = await startHub()
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [talk, other] = [await group(ana, [bruno]), await dm(ana, bruno)]
    await pass()
    const { reader } = open(hub, bruno)
    await say(ana, talk)
    await remove(ana, talk, bruno)
    await say(ana, talk)
    await say(ana, other)
    const entries = await take()
    const poisoned = entries.map((entry, n) =>
      n === 4 ? { ...entry, own: '{', subject_id: bruno.id } : entry,
    )
    await expect(hub.publish(poisoned)).rejects.toThrow()
    await hub.publish(entries)
    await reader.until(() => kinds(reader, other.id).length > 0)
    expect(kinds(reader, talk.id)).toEqual(['message-created', 'message-created', 'member-removed'])
  })
})

describe('a removed member', () => {
  /** Bruno is removed while his replay is on its way; `when` says whether its answer was read before or after that. */
  const removedMeanwhile = async (when: 'asked before' | 'asked after') => {
    const { gate, release } = closedGate()
    const read = closedGate()
    const asks = when === 'asked before' ? 'answers' : 'asks'
    const { hub, pass } = await startHub(slowReplay(asks, gate, read.release))
    const start = hub.head
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [talk, other] = [await group(ana, [bruno]), await dm(ana, bruno)]
    await say(ana, talk)
    await pass()
    const { reader } = open(hub, bruno, start)
    await reader.until(frames => frames.length > 0)
    if (when === 'asked before') await read.gate
    await say(ana, talk)
    await remove(ana, talk, bruno)
    await say(ana, talk)
    await say(ana, other)
    await pass()
    release()
    await reader.until(() => kinds(reader, other.id).includes('message-created'))
    return kinds(reader, talk.id)
  }

  test('S11: gets the removal and nothing after it, though the replay was read before it', async () => {
    expect(await removedMeanwhile('asked before')).toEqual([
      'conversation-created',
      'message-created',
      'message-created',
      'message-created',
      'member-removed',
    ])
  })

  test('S11: gets the removal and nothing after it, though the replay was read after it', async () => {
    expect((await removedMeanwhile('asked after')).at(-1)).toBe('member-removed')
  })
})

describe('a reader that never reads', () => {
  test('S16: is cut at its bound, and the others get everything meanwhile', async () => {
    const { hub, pass } = await startHub()
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await pass()
    const asleep = open(hub, bruno)
    const awake = open(hub, carla)
    let batches = 0
    while (!asleep.session.ended && batches < 50) {
      await chatter(ana, talk, 40, 'x'.repeat(5000))
      await pass()
      batches += 1
      await awake.reader.until(() => seqsOf(awake.reader, talk.id).at(-1) === 1 + batches * 40)
    }
    expect([asleep.session.ended, awake.session.ended, hub.size]).toEqual([true, false, 1])
    // 40 such messages are above 200 KB: about 1 MB waits for the sleeper, then it is over.
    expect(batches).toBeLessThan(10)
    expect(faultsOf(range(2, 1 + batches * 40), seqsOf(awake.reader, talk.id))).toEqual(faultless)
    await asleep.reader.toEnd()
    expect(asleep.reader.ended).toBe('broken')
  })

  test('a socket that throws takes nobody with it', async () => {
    const { hub, pass } = await startHub()
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await pass()
    const bad = hub.open(
      viewer(ana),
      {
        write() {
          throw new Error('write EPIPE')
        },
        queued: () => 0,
        drained: async () => {},
        end() {},
      },
      null,
    )
    const { reader } = open(hub, bruno)
    await say(ana, talk)
    await pass()
    await reader.until(() => seqsOf(reader, talk.id).length === 1)
    expect([bad.ended, hub.size]).toEqual([true, 1])
  })
})

describe('ends and heartbeats', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const pass = (clock: { now: number }, seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      clock.now += 1000
      vi.advanceTimersByTime(1000)
    }
  }

  test('S17: whichever way a stream ends, the hub forgets it once and keeps no timer', async () => {
    const { hub, clock } = await startHub()
    const ana = await person()
    const opened = (signal = new AbortController().signal, exp?: number) => {
      const { sink, response } = responseSink(signal, () => session.end('broken'))
      const session = hub.open(viewer(ana, exp), sink, null)
      return { session, reader: readStream(response) }
    }
    const abort = new AbortController()
    const expires = clock.now / 1000 + 600
    const streams = {
      aborted: opened(abort.signal),
      cancelled: opened(),
      expired: opened(undefined, expires),
      old: opened(),
      stopped: opened(),
    }
    expect(hub.size).toBe(5)
    abort.abort()
    await streams.cancelled.reader.cut()
    expect(hub.size).toBe(3)
    pass(clock, 599)
    expect(hub.size).toBe(3)
    pass(clock, 1)
    expect([streams.expired.session.ended, hub.size]).toEqual([true, 2])
    // Not older than an hour, and not all at the same moment.
    pass(clock, 3000)
    expect(hub.size).toBe(0)
    const last = opened()
    hub.stop()
    expect([last.session.ended, hub.size, vi.getTimerCount()]).toEqual([true, 0, 0])
    for (const { session } of Object.values(streams)) session.end()
    abort.abort()
    for (const { reader } of Object.values(streams)) await reader.toEnd()
    expect(
      Object.fromEntries(Object.entries(streams).map(([how, { reader }]) => [how, reader.ended])),
    ).toEqual({ aborted: 'broken', cancelled: 'whole', expired: 'whole', old: 'whole', stopped: 'whole' })
  })

  test('a stream opened while the hub stops ends at once', async () => {
    const { hub } = await startHub()
    hub.stop()
    const { reader } = open(hub, await person())
    await reader.toEnd()
    expect([reader.frames.map(({ event }) => event), hub.size]).toEqual([['ready'], 0])
  })

  test('S9: every 15 s at least a heartbeat brings the cursor of what has passed, though none of it was for this viewer', async () => {
    const { hub, clock, pass: next, cursor } = await startHub()
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await dm(ana, bruno)
    await next()
    const { reader } = open(hub, carla)
    await reader.until(frames => frames.length === 1)
    const seen = new Set([reader.lastEventId])
    for (let round = 0; round < 5; round++) {
      await say(ana, talk)
      await next()
      pass(clock, 15)
      await reader.until(() => reader.lastEventId === cursor(hub.head))
      seen.add(reader.lastEventId)
    }
    expect([seen.size, reader.frames.length]).toEqual([6, 1])
  })
})

describe('two processes on one database', () => {
  test('a reader can go to and fro between hubs that are not equally far', async () => {
    const [first, second] = [await startHub(), await startHub()]
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const got: number[] = []
    let from: Place = first.hub.head
    for (let round = 0; round < 30; round++) {
      await add(ana, await group(ana), bruno)
      await chatter(ana, talk, 3)
      const { hub } = round % 2 ? first : second
      if (round % 3) await (round % 2 ? first : second).pass()
      const { reader } = open(hub, bruno, from)
      await reader.until(frames => frames.length > 0)
      await rest(3)
      if (round === 29) await (round % 2 ? first : second).pass()
      if (round === 29) await reader.until(() => seqsOf(reader, talk.id).at(-1) === 91)
      got.push(...seqsOf(reader, talk.id))
      await reader.cut()
      from = parseCursor(reader.lastEventId)!
    }
    expect(faultsOf(range(1, 91), got)).toEqual(faultless)
  })
})

test('S5: a log that was rewound resets every stream, with reason server and an empty id', async () => {
  const { hub, pass } = await startHub()
  const [ana, bruno] = await people('Ana', 'Bruno')
  await pass()
  const readers = [open(hub, ana).reader, open(hub, bruno).reader]
  const { epoch, ...place } = await newest(sql)
  hub.startAt(epoch, place)
  for (const reader of readers) {
    await reader.toEnd()
    expect(reader.ended).toBe('whole')
    const [ready, ...rest] = reader.frames
    expect(ready!.event).toBe('ready')
    expect(rest).toEqual([
      { event: 'reset', data: '{"event":"reset","payload":{"reason":"server"}}', id: '' },
    ])
  }
  expect(hub.size).toBe(0)
  expect(open(hub, ana).session.ended).toBe(false)
})

test('E5: how somebody is, read before it changed and told after that, is not told', async () => {
  const { gate, release } = closedGate()
  let read = () => {}
  const isRead = new Promise<void>(resolve => {
    read = resolve
  })
  const slow = Object.assign((...given: Parameters<Sql>) => {
    const query = sql(...given)
    if (!String(given[0]).includes('presence_in_inbox')) return query
    return query.then(rows => {
      read()
      return gate.then(() => rows)
    })
  }, sql) as Sql
  const { hub } = await startHub(slow)
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  for (const other of [ana, carla]) {
    await dm(other, bruno)
    await sql`insert into presences values (${other.id}, 'online', null)`
  }
  const { reader } = open(hub, bruno)
  await isRead
  const is = (status: 'offline' | 'away') => hub.presence([{ user_id: ana.id, status, last_seen_at: null }])
  await is('offline')
  release()
  await is('away')
  const heard = () =>
    told(reader.frames).flatMap(({ event, payload }) =>
      event === 'presence-updated' ? [[payload.id, payload.partial.status]] : [],
    )
  await reader.until(() => heard().length >= 3)
  expect(heard()).toEqual([
    [ana.id, 'offline'],
    [carla.id, 'online'],
    [ana.id, 'away'],
  ])
  await reader.cut()
})
