// The stream as the API serves it, and its two twins without a stream: what comes, to whom, and what no longer does.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { storedEvent } from '../../contract/events'
import { getHealth } from '../../contract/session'
import { ask, call } from '../../testing/api'
import { blocked } from '../../testing/blocked'
import { faultless, faultsOf, range } from '../../testing/log-faults'
import {
  add,
  dm,
  group,
  type Made,
  must,
  people,
  person,
  publicGroup,
  remove,
  say,
  signedIn,
} from '../../testing/make'
import { settledCursor } from '../../testing/settled'
import { readStream, type StreamReader, told } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'
import { handle } from '../http/handle'
import { instance } from '../instance'
import { createHub } from './hub'
import { createPump } from './pump'
import { responseSink } from './sink'

const { sql, url } = await testDb()

const readers: StreamReader[] = []
afterEach(() => Promise.all(readers.splice(0).map(reader => reader.cut())))

type Opening = { cursor?: string; lastEventId?: string; cookie?: string }

const open = async (who: Made, { cursor, lastEventId, cookie }: Opening = {}) => {
  const headers = {
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    ...(cookie ? { cookie } : {}),
  }
  const path = cursor === undefined ? '/api/stream' : `/api/stream?cursor=${cursor}`
  const response = await ask('GET', path, { token: cookie ? undefined : who.token, headers })
  expect(response.status).toBe(200)
  const reader = readStream(response, lastEventId)
  readers.push(reader)
  return reader
}

const settled = (who: Made) => settledCursor(sql, who)

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** What came of one conversation. */
const of = (reader: StreamReader, { id }: { id: string }) =>
  told(reader.frames).filter(({ payload }) => payload.conversation_id === id)

const names = (reader: StreamReader, conversation: { id: string }) =>
  of(reader, conversation).map(({ event }) => event)

/** Reads on until something sent now to a conversation of the two has come: all before it has come too, or never will. */
const upToNow = async (reader: StreamReader, who: Made, friend: Made) => {
  const talk = await dm(friend, who)
  const { id } = await say(friend, talk, 'now')
  await reader.until(frames => told(frames).some(({ payload }) => payload.id === id))
}

describe('what comes first', () => {
  test('S1: ready, with where the stream starts: here', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk, 'before')
    const newest = await settled(ana)
    const reader = await open(bruno)
    await say(ana, talk, 'after')
    await reader.until(() => names(reader, talk).length > 0)
    expect(reader.frames[0]).toEqual({
      event: 'ready',
      data: JSON.stringify({ event: 'ready', payload: { cursor: newest } }),
      id: newest,
    })
    expect(of(reader, talk).map(({ payload }) => payload.partial.content)).toEqual(['after'])
    expect(reader.retry).toBe(1000)
  })

  test('S1 S2 S3: ready at the cursor given, then what was missed, then what comes; the header goes before the query', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const places: string[] = []
    for (const content of ['one', 'two', 'three']) {
      await say(ana, talk, content)
      places.push(await settled(ana))
    }
    const [first, second] = places as [string, string]
    const byQuery = await open(bruno, { cursor: first })
    const byHeader = await open(bruno, { cursor: first, lastEventId: second })
    await say(ana, talk, 'four')
    for (const [reader, start, wanted] of [
      [byQuery, first, ['two', 'three', 'four']],
      [byHeader, second, ['three', 'four']],
    ] as const) {
      await reader.until(() => names(reader, talk).length === wanted.length)
      expect(reader.frames[0]).toMatchObject({ event: 'ready', id: start })
      expect(of(reader, talk).map(({ payload }) => payload.partial.content)).toEqual(wanted)
    }
  })

  test('the headers of a stream that nothing on the way holds back', async () => {
    const { token } = await person()
    const { headers, body } = await ask('GET', '/api/stream', { token })
    await body!.cancel()
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(headers.get('x-accel-buffering')).toBe('no')
    expect(headers.get('content-encoding')).toBeNull()
  })
})

describe('events', () => {
  test('S6: are what the contract says, each under its own cursor and in seq order', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const start = await settled(ana)
    const talk = await group(ana, [bruno], { name: 'A' })
    await say(ana, talk)
    await add(ana, talk, carla)
    await must('PATCH', `/api/conversations/${talk.id}`, { token: ana.token, body: { name: 'B' } })
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 2 } })
    await remove(ana, talk, carla)
    const reader = await open(bruno, { cursor: start })
    await reader.until(() => names(reader, talk).includes('member-removed'))
    expect(names(reader, talk)).toEqual([
      'conversation-created',
      'message-created',
      'member-added',
      'message-created',
      'conversation-updated',
      'message-created',
      'receipt-updated',
      'message-created',
      'member-removed',
    ])
    for (const event of of(reader, talk)) expect(storedEvent.parse(event)).toEqual(event)
    expect(of(reader, talk).flatMap(({ payload }) => payload.seq ?? [])).toEqual(range(1, 8))
    const ids = reader.frames.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { event, data } of reader.frames) expect(JSON.parse(data).event).toBe(event)
  })

  test('S14: carry the client id of the tab that caused them, and null for what is none', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const reader = await open(bruno)
    const given = ['V1StGXR8_Z5jdHi6B-myT', 'x'.repeat(64), 'x'.repeat(65), 'a b', 'a.b', '"', '']
    for (const [n, client] of [...given, null].entries())
      await must('POST', `/api/conversations/${talk.id}/messages`, {
        token: ana.token,
        headers: client === null ? {} : { 'x-client-id': client },
        body: { client_message_id: `origin-${n}`, content: 'x' },
      })
    const sent = () => of(reader, talk).filter(({ event }) => event === 'message-created')
    await reader.until(() => sent().length === given.length + 1)
    expect(sent().map(({ payload }) => payload.originClientId)).toEqual([
      given[0],
      given[1],
      ...range(3, given.length + 1).map(() => null),
    ])
  })

  test('S10: of others never come to a stranger, nor of a public conversation to who has not joined', async () => {
    const [ana, bruno, elena] = await people('Ana', 'Bruno', 'Elena')
    const start = await settled(elena)
    const talks = [await dm(ana, bruno), await group(ana, [bruno]), await publicGroup(ana, [bruno])]
    const reader = await open(elena, { cursor: start })
    for (const talk of talks) await say(ana, talk)
    await upToNow(reader, elena, ana)
    const later = await open(elena, { cursor: start })
    await upToNow(later, elena, ana)
    for (const talk of talks) expect([...of(reader, talk), ...of(later, talk)]).toEqual([])
    // Control: they did pass.
    const members = await open(bruno, { cursor: start })
    await members.until(() => talks.every(talk => names(members, talk).includes('message-created')))
  })
})

describe('a member who is removed', () => {
  test('S11: gets that and nothing after it, on an open stream, by resuming and without a stream', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const start = await settled(ana)
    const talk = await group(ana, [bruno, carla])
    const [his, hers] = [await open(bruno, { cursor: start }), await open(carla, { cursor: start })]
    await his.until(() => names(his, talk).includes('conversation-created'))
    await say(ana, talk)
    await remove(ana, talk, bruno)
    await say(ana, talk)
    await must('POST', `/api/conversations/${talk.id}/read`, { token: carla.token, body: { seq: 4 } })
    await upToNow(his, bruno, ana)
    expect(names(his, talk)).toEqual([
      'conversation-created',
      'message-created',
      'message-created',
      'member-removed',
    ])
    expect(of(his, talk).at(-1)!.payload).toMatchObject({ id: bruno.id, seq: 4 })

    const resumed = await open(bruno, { lastEventId: start })
    await upToNow(resumed, bruno, ana)
    expect(names(resumed, talk)).toEqual(['member-removed'])
    const { events } = await must('GET', `/api/events?cursor=${start}`, { token: bruno.token })
    expect(
      events
        .filter(({ payload }: ReturnType<typeof told>[number]) => payload.conversation_id === talk.id)
        .map(({ event }: { event: string }) => event),
    ).toEqual(['member-removed'])

    // Control: who stayed got all of it.
    await hers.until(() => names(hers, talk).includes('receipt-updated'))
    expect(names(hers, talk)).toEqual([
      'conversation-created',
      'message-created',
      'message-created',
      'member-removed',
      'message-created',
      'receipt-updated',
    ])
  })

  test('S13: and is added again sees everything again', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const start = await settled(ana)
    const talk = await group(ana, [bruno])
    const reader = await open(bruno, { cursor: start })
    await reader.until(() => names(reader, talk).includes('conversation-created'))
    await say(ana, talk, 'one')
    await remove(ana, talk, bruno)
    await say(ana, talk, 'two')
    await upToNow(reader, bruno, ana)
    await add(ana, talk, bruno)
    await say(ana, talk, 'three')
    await reader.until(() => of(reader, talk).at(-1)?.payload.partial.content === 'three')
    expect(names(reader, talk)).toEqual([
      'conversation-created',
      'message-created',
      'message-created',
      'member-removed',
      'member-added',
      'message-created',
      'message-created',
    ])
    // What came in between is in the page that the added one loads, and in the log from an old cursor.
    const { messages } = await must('GET', `/api/conversations/${talk.id}/messages`, { token: bruno.token })
    expect(messages.map(({ content }: { content: string }) => content)).toEqual([
      'one',
      '',
      'two',
      '',
      'three',
    ])
    const resumed = await open(bruno, { lastEventId: start })
    await resumed.until(() => of(resumed, talk).at(-1)?.payload.partial.content === 'three')
    expect(of(resumed, talk).map(({ payload }) => payload.seq)).toEqual(range(1, 8))
  })
})

describe('a second process', () => {
  /** Another hub with a tail of its own: nothing reaches it but through the database. */
  const another = async () => {
    const hub = createHub({ sql, now: Date.now, random: Math.random })
    const pump = createPump({ url, publish: hub.publish, startAt: hub.startAt })
    pump.start()
    while (!pump.healthy) await rest(5)
    const follow = (id: string, session = '') => {
      const { sink, response } = responseSink(new AbortController().signal, () => opened.end('broken'))
      const credential = session
        ? ({ kind: 'cookie', session } as const)
        : ({ kind: 'bearer', exp: 4e9 } as const)
      const opened = hub.open({ kind: 'person', id, credential }, sink, null)
      const reader = readStream(response)
      readers.push(reader)
      return reader
    }
    const stop = async () => {
      hub.stop()
      await pump.stop()
    }
    return { follow, stop, hub }
  }

  test('tells a removed member the same, and no more', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await settled(ana)
    const there = await another()
    const reader = there.follow(bruno.id)
    await say(ana, talk)
    await reader.until(() => names(reader, talk).length === 1)
    await remove(ana, talk, bruno)
    await say(ana, talk)
    await upToNow(reader, bruno, ana)
    expect(names(reader, talk)).toEqual(['message-created', 'message-created', 'member-removed'])
    await there.stop()
  })

  test('S15: ends the streams of a session that was signed out here, and no others', async () => {
    const ana = await person()
    const [cookie, other] = [await signedIn(ana), await signedIn(ana)]
    const rows = await sql`select id from sessions where user_id = ${ana.id} order by created_at`
    const there = await another()
    const [ends, stays] = [there.follow(ana.id, rows[0]!.id), there.follow(ana.id, rows[1]!.id)]
    const [here, alsoHere] = [await open(ana, { cookie }), await open(ana, { cookie: other })]
    const byToken = await open(ana)
    await must('DELETE', '/api/session', { headers: { cookie } })
    await Promise.all([ends.toEnd(), here.toEnd()])
    expect([ends.ended, here.ended, there.hub.size]).toEqual(['whole', 'whole', 1])
    for (const reader of [stays, alsoHere, byToken]) await upToNow(reader, ana, await person('Bruno'))
    await there.stop()
  })
})

test('a stream that is being opened while its session is signed out does not outlive it', async () => {
  const ana = await person()
  const cookie = await signedIn(ana)
  const cursor = await settled(ana)
  // Opening waits for the log's name, after it was seen who asks.
  let opening: ReturnType<typeof open> | null = null
  await sql.begin(async tx => {
    await tx`lock table logs`
    opening = open(ana, { cookie, lastEventId: cursor })
    await blocked(sql, 1)
    await must('DELETE', '/api/session', { headers: { cookie } })
    for (let more = true; more; await rest(5)) {
      const [row] = await tx`select exists (select from outbox) as more`
      more = row!.more
    }
    await rest(50)
  })
  const reader = await opening!
  await reader.toEnd()
  expect(reader.ended).toBe('whole')
})

test('a stream that is opened too late for its request, which was answered 503, is closed again', async ({
  onTestFinished,
}) => {
  await person()
  let cancelled = false
  const body = new ReadableStream({
    cancel() {
      cancelled = true
    },
  })
  let open = (_: Response) => {}
  const opening = new Promise<Response>(resolve => {
    open = resolve
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(async () => {
    vi.useRealTimers()
    // What it rested by meanwhile has gone with the false clock.
    instance().pump.nudge()
    await instance().pump.caughtUp()
  })
  const answering = handle(getHealth, null, () => opening)(new Request('http://tertulia.test/api/health'))
  await vi.advanceTimersByTimeAsync(11_000)
  expect((await answering).status).toBe(503)
  open(new Response(body))
  await opening
  await vi.advanceTimersByTimeAsync(0)
  expect(cancelled).toBe(true)
})

describe('the events of a conversation', () => {
  const eventsAfter = async (who: Made, { id }: { id: string }, after: number) =>
    (await must('GET', `/api/conversations/${id}/events?after=${after}`, { token: who.token }))
      .events as ReturnType<typeof told>

  test('are dense from any seq on, and the same as the stream tells', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const start = await settled(ana)
    const talk = await group(ana, [bruno])
    for (let n = 0; n < 8; n++) await say(n % 2 ? ana : bruno, talk)
    await add(ana, talk, carla)
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 9 } })
    await remove(ana, talk, carla)
    const reader = await open(bruno, { cursor: start })
    await reader.until(() => of(reader, talk).some(({ payload }) => payload.seq === 13))
    const streamed = of(reader, talk).filter(({ payload }) => payload.seq)
    for (let after = 0; after <= 14; after++)
      expect(await eventsAfter(bruno, talk, after)).toEqual(streamed.slice(after))
  })

  test('reach up to what is committed but has no position yet', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await settled(ana)
    await sql.begin(async tx => {
      // Nobody gives positions while this is held.
      await tx`select pg_advisory_xact_lock(7468726, 1)`
      await say(ana, talk)
      await say(bruno, talk)
      const seqs = (await eventsAfter(ana, talk, 0)).map(({ payload }) => payload.seq)
      expect(seqs).toEqual([1, 2, 3])
      // Control: the log alone would not have known.
      const [row] = await sql`select max(seq) as seq from events where conversation_id = ${talk.id}`
      expect(row!.seq).toBe(1)
    })
  })

  test('leave no gap while others write and positions are given', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    let writing = true
    const writer = (async () => {
      for (let n = 0; n < 80; n++) await say(ana, talk)
      writing = false
    })()
    let looks = 0
    for (; writing; looks++) {
      const { conversation } = await must('GET', `/api/conversations/${talk.id}`, { token: bruno.token })
      const seqs = (await eventsAfter(bruno, talk, 0)).map(({ payload }) => payload.seq as number)
      expect(seqs.at(-1)).toBeGreaterThanOrEqual(conversation.seq)
      expect(faultsOf(range(1, seqs.at(-1)!), seqs)).toEqual(faultless)
    }
    await writer
    expect(looks).toBeGreaterThan(5)
  })

  test('are 500 at most, and fewer at the end', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await sql`select send_message(gen_random_uuid(), ${talk.id}, ${ana.id}, 'bulk-' || n, 'x', null, '\\x00', null)
      from generate_series(1, 599) n`
    const pages = []
    for (let after = 0; ; ) {
      const seqs = (await eventsAfter(bruno, talk, after)).map(({ payload }) => payload.seq as number)
      pages.push(seqs)
      after = seqs.at(-1) ?? after
      if (seqs.length < 500) break
    }
    expect(pages.map(({ length }) => length)).toEqual([500, 100])
    expect(pages.flat()).toEqual(range(1, 600))
  })

  test('are gone (410) from where they are pruned, and go on from there', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 5; n++) await say(ana, talk)
    await settled(ana)
    const [row] = await sql`select position from events where conversation_id = ${talk.id} and seq = 4`
    await sql`update events set created_at = now() - interval '1 day' where position < ${row!.position}`
    await sql`select prune_events('1 hour', 100000)`
    const answers = []
    for (let after = 0; after <= 7; after++) {
      const { status } = await call('GET', `/api/conversations/${talk.id}/events?after=${after}`, {
        token: bruno.token,
      })
      answers.push(status)
    }
    expect(answers).toEqual([410, 410, 410, 200, 200, 200, 200, 200])
    expect((await eventsAfter(bruno, talk, 3)).map(({ payload }) => payload.seq)).toEqual([4, 5, 6])
    expect(await eventsAfter(bruno, talk, 6)).toEqual([])
  })

  test('begin, for who may not see what was before, where they may', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana)
    for (let n = 0; n < 3; n++) await say(ana, talk)
    await add(ana, talk, bruno)
    await sql`update members set visible_from_seq = 5 where conversation_id = ${talk.id} and user_id = ${bruno.id}`
    await say(ana, talk)
    expect((await eventsAfter(bruno, talk, 0)).map(({ payload }) => payload.seq)).toEqual([5, 6, 7])
    expect((await eventsAfter(ana, talk, 0)).map(({ payload }) => payload.seq)).toEqual(range(1, 7))
  })
})
