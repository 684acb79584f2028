// One open stream over a sink that remembers: order, cursors, bounds and ends, without a database.
import { describe, expect, test } from 'vitest'
import { randomFrom, range } from '../../testing/log-faults'
import { createParser } from '../../testing/stream-reader'
import type { Person } from '../caller'
import { parseCursor } from './cursor'
import type { Entry } from './entry'
import { createSession, type Session } from './session'
import type { Sink } from './sink'

const viewer: Person = { kind: 'person', id: 'ana', credential: { kind: 'bearer', exp: 2e9 } }

const at = (position: number, payload = '{"id":"m"}'): Entry => ({
  position,
  nonce: `n${position}`,
  event: 'message-created',
  audience: 'members',
  conversation_id: 'c',
  seq: position,
  message_seq: null,
  subject_id: 'bruno',
  payload,
  own: null,
})

/** A sink that takes everything; `queued` and `fail` are the reader's and the socket's whims. */
const fakeSink = () => {
  const chunks: Uint8Array[] = []
  const state = { queued: 0, fail: false, ends: [] as string[] }
  const sink: Sink = {
    write(chunk) {
      if (state.fail) throw new Error('write EPIPE')
      chunks.push(chunk)
    },
    queued: () => state.queued,
    drained: async () => {},
    end: how => void state.ends.push(how),
  }
  const read = () => {
    const parser = createParser()
    const frames = chunks.flatMap(chunk => parser.feed(chunk))
    const positions = frames.slice(1).map(({ id }) => parseCursor(id)!.position)
    return { frames, positions, lastEventId: parser.lastEventId, retry: parser.retry, chunks: chunks.length }
  }
  return { sink, state, read }
}

const started = (from = 10) => {
  const { sink, state, read } = fakeSink()
  const left = { times: 0 }
  const session = createSession({
    viewer,
    sink,
    epoch: 'e',
    from: { position: from, nonce: `n${from}` },
    onEnd: () => void left.times++,
  })
  session.open()
  return { session, state, read, left }
}

describe('order', () => {
  test('S1: ready comes first, with where the stream starts as its payload and id', () => {
    const { read } = started()
    const [first] = read().frames
    expect(first).toMatchObject({ event: 'ready', id: 'e.10.n10' })
    expect(JSON.parse(first!.data)).toEqual({ event: 'ready', payload: { cursor: 'e.10.n10' } })
    expect(read().retry).toBe(1000)
  })

  test('what comes while the missed is still being sent waits for it', () => {
    const { session, read } = started()
    session.deliver(at(13))
    session.passed(at(14))
    session.flush()
    session.replay([at(11), at(12)])
    expect(read().positions).toEqual([11, 12])
    session.goLive(at(12))
    session.deliver(at(15))
    session.flush()
    expect(read().positions).toEqual([11, 12, 13, 15])
  })

  test('an entry that comes twice is sent once', () => {
    const { session, read } = started()
    session.deliver(at(12))
    session.deliver(at(12))
    session.replay([at(11), at(12)])
    session.goLive(at(12))
    session.deliver(at(12))
    session.deliver(at(13))
    session.deliver(at(13))
    session.flush()
    expect(read().positions).toEqual([11, 12, 13])
  })

  test('a stream that starts ahead of this process takes nothing from before its cursor', () => {
    const { session, read } = started(20)
    session.goLive(at(12))
    for (const position of [13, 20, 21]) session.deliver(at(position))
    session.flush()
    expect(read().positions).toEqual([21])
    expect(session.place.position).toBe(21)
  })

  test('what is ready together goes out in one chunk', () => {
    const { session, read } = started()
    session.goLive(at(10))
    for (const position of [11, 12, 13]) session.deliver(at(position))
    session.flush()
    expect(read().chunks).toBe(2)
  })
})

describe('cursors', () => {
  test('a heartbeat carries how far everything was sent, or was not for this viewer', () => {
    const { session, read } = started()
    session.goLive(at(10))
    session.beat()
    expect(read().lastEventId).toBe('e.10.n10')
    session.passed(at(17))
    session.beat()
    expect(read().lastEventId).toBe('e.17.n17')
    expect(read().frames).toHaveLength(1)
  })

  test('S8: no id runs ahead of what was sent, in any order of replay, live entries and heartbeats', () => {
    for (let seed = 1; seed <= 300; seed++) expect(aheadIn(seed)).toEqual([])
  })

  test('control: an id that ran ahead would be found', () => {
    const found = Array.from({ length: 50 }, (_, seed) => aheadIn(seed + 1, 'passes while it replays'))
    expect(found.flat().length).toBeGreaterThan(0)
  })
})

/**
 * Plays a stream that misses 1 to 20 and sees the even ones, with 21 to 40 coming live at any time; after each step,
 * which even positions a client that resumes from its Last-Event-ID would never get.
 */
const aheadIn = (seed: number, fault?: 'passes while it replays') => {
  const { next, below } = randomFrom(seed)
  const { session, read } = started(0)
  let replayed = 0
  let live = 20
  const lost: string[] = []
  while (replayed < 20 || live < 40) {
    const dice = next()
    if (dice < 0.3) session.beat()
    else if (dice < 0.65 && replayed < 20) {
      replayed += 1 + below(4)
      const stretch = range(1, Math.min(20, replayed)).filter(n => n % 2 === 0)
      session.replay(stretch.map(n => at(n)))
      if (replayed >= 20) session.goLive(at(20))
    } else if (live < 40) {
      const batch = Array.from({ length: 1 + below(4) }, () => ++live).filter(n => n <= 40)
      for (const n of batch) if (n % 2 === 0) session.deliver(at(n))
      session.passed(at(batch.at(-1)!))
      if (fault && replayed < 20) session.goLive(at(batch.at(-1)!))
      session.flush()
    }
    const { positions, lastEventId } = read()
    const reached = parseCursor(lastEventId)!.position
    for (let n = 2; n <= reached; n += 2) if (!positions.includes(n)) lost.push(`${seed}: ${n} at ${reached}`)
  }
  return lost
}

describe('ends', () => {
  test('S16: a reader that takes nothing is cut when too much waits for it', () => {
    const { session, state, left } = started()
    session.goLive(at(10))
    state.queued = 1024 * 1024
    session.deliver(at(11))
    session.flush()
    expect(session.ended).toBe(false)
    state.queued += 1
    session.deliver(at(12))
    session.flush()
    expect([session.ended, state.ends, left.times]).toEqual([true, ['broken'], 1])
  })

  test('however large one batch is, who has taken the one before gets it', () => {
    const { session, read } = started()
    session.goLive(at(10))
    session.deliver(at(11, JSON.stringify({ id: 'x'.repeat(3 * 1024 * 1024) })))
    session.flush()
    expect([session.ended, read().positions]).toEqual([false, [11]])
  })

  test('a reader that takes nothing while it catches up is waited for, until the next heartbeat', () => {
    const { session, state } = started()
    state.queued = 2 * 1024 * 1024
    session.replay([at(11)])
    session.deliver(at(30))
    session.flush()
    expect(session.ended).toBe(false)
    session.beat()
    expect(state.ends).toEqual(['broken'])
  })

  test('a replay that falls too far behind what comes live ends the stream', () => {
    const { session, state, left } = started()
    for (let n = 0; n <= 20_000 && !session.ended; n++) session.deliver(at(11 + n))
    expect([session.ended, state.ends, left.times]).toEqual([true, ['broken'], 1])
  })

  test('it ends once, however often and after whatever it is told to', () => {
    const { session, state, left, read } = started()
    session.end()
    session.end('broken')
    session.deliver(at(11))
    session.replay([at(11)])
    session.goLive(at(12))
    session.passed(at(12))
    session.beat()
    session.flush()
    session.end()
    expect([state.ends, left.times, read().frames.length]).toEqual([['whole'], 1, 1])
  })

  test.each<[string, (session: Session) => void]>([
    ['a live entry', session => session.flush()],
    ['a heartbeat', session => session.beat()],
    ['the replay', session => session.replay([at(12)])],
  ])('a write that fails at %s ends this stream and throws at nobody', (_, act) => {
    const { session, state, left } = started()
    session.goLive(at(10))
    session.deliver(at(11))
    state.fail = true
    expect(() => act(session)).not.toThrow()
    expect([session.ended, state.ends, left.times]).toEqual([true, ['broken'], 1])
  })
})
