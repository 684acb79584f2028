// A client that follows the cursor, while others write: through streams that are cut anywhere, and on from snapshots.
import { afterEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../../contract/conversation'
import { ask } from '../../testing/api'
import { faultless, faultsOf, randomFrom, range } from '../../testing/log-faults'
import { dm, group, type Made, must, people, say } from '../../testing/make'
import { settledCursor } from '../../testing/settled'
import { readStream, told } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'

const { sql } = await testDb()

const open = async ({ token }: Made, lastEventId = '', cursor = '') => {
  const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {}
  const response = await ask('GET', `/api/stream?cursor=${cursor}`, { token, headers })
  expect(response.status).toBe(200)
  return readStream(response, lastEventId)
}

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

let writing: { stop(): Promise<void> } | null = null
afterEach(() => writing?.stop())

/** `writers` who send to random ones of `talks`, with short and long texts, until stopped. */
const load = (writers: Made[], talks: Conversation[]) => {
  let stopped = false
  const write = async (writer: Made, seed: number) => {
    const { below, pick } = randomFrom(seed)
    while (!stopped) {
      await say(writer, pick(talks), 'ñ'.repeat(1 + below(below(10) ? 40 : 2000)))
      await rest(below(5))
    }
  }
  const running = Promise.all(writers.map((writer, n) => write(writer, n)))
  // Whoever stops it hears of it.
  running.catch(() => {})
  writing = {
    async stop() {
      stopped = true
      await running
    },
  }
  return writing
}

const newestSeq = async ({ token }: Made, { id }: Conversation): Promise<number> =>
  (await must('GET', `/api/conversations/${id}`, { token })).conversation.seq

describe('cut anywhere', () => {
  /**
   * Reads on from `start` through 80 connections, each hung up after some bytes. `how` says what it opens the next one
   * with. Keeps the seqs that it got of each conversation.
   */
  const follow = async (who: Made, start: string, seed: number, how: 'by the cursor' | 'from now') => {
    const { below } = randomFrom(seed)
    const seqs = new Map<string, number[]>()
    let last = start
    const took = (reader: Awaited<ReturnType<typeof open>>) => {
      for (const { event, payload } of told(reader.frames))
        if (event !== 'ready')
          seqs.set(payload.conversation_id, [...(seqs.get(payload.conversation_id) ?? []), payload.seq])
      if (how === 'by the cursor') last = reader.lastEventId
    }
    for (let cut = 0; cut < 80; cut++) {
      const reader = await open(who, how === 'by the cursor' ? last : '')
      await reader.cutAfter(below(below(4) ? 1500 : 12_000), 5 + below(20))
      took(reader)
    }
    /** On to the last seq of every conversation. */
    const finish = async (wanted: Map<string, number>) => {
      const reader = await open(who, last)
      const there = () => {
        const now = told(reader.frames)
        return [...wanted].every(
          ([id, seq]) =>
            (seqs.get(id)?.at(-1) ?? 0) >= seq ||
            now.some(({ payload }) => payload.conversation_id === id && payload.seq === seq),
        )
      }
      await reader.until(there)
      await reader.cut()
      took(reader)
      return seqs
    }
    return { finish, seqs }
  }

  test('S2: hundreds of times: nothing lost and nothing twice by the cursor, something lost without', async () => {
    const [ana, bruno, carla, diego] = await people('Ana', 'Bruno', 'Carla', 'Diego')
    const talks = [
      await dm(ana, bruno),
      await group(ana, [bruno, carla]),
      await group(diego, [ana, bruno, carla]),
    ]
    const before = new Map<string, number>()
    for (const talk of talks) before.set(talk.id, await newestSeq(ana, talk))
    // Who sends is a member of what they send to; Bruno reads all of it.
    const start = await settledCursor(sql, bruno)
    const writing = load([ana, ana, ana], talks)
    const clients = await Promise.all([
      ...range(1, 4).map(seed => follow(bruno, start, seed, 'by the cursor')),
      follow(bruno, start, 5, 'from now'),
    ])
    await writing.stop()
    const after = new Map<string, number>()
    for (const talk of talks) after.set(talk.id, await newestSeq(ana, talk))

    const forgetful = clients.pop()!
    for (const { finish } of clients) {
      const seqs = await finish(after)
      for (const [id, seq] of after)
        expect(faultsOf(range(before.get(id)! + 1, seq), seqs.get(id)!)).toEqual(faultless)
    }
    // Control: up to the last that it saw, it did not see all.
    const missing = [...forgetful.seqs].flatMap(
      ([id, got]) => faultsOf(range(before.get(id)! + 1, got.at(-1)!), got).lost,
    )
    expect(missing.length).toBeGreaterThan(0)
  })
})

describe('a snapshot taken under load and the stream from its cursor', () => {
  /** What a client makes of a page and the events after it: ids by seq; a seq that is left out is a gap. */
  const grown = (page: { ids: string[]; seq: number }, frames: ReturnType<typeof told>, id: string) => {
    const ids = [...page.ids]
    const gaps: string[] = []
    let seq = page.seq
    for (const { event, payload } of frames) {
      if (payload.conversation_id !== id || !(payload.seq > seq)) continue
      if (payload.seq !== seq + 1) gaps.push(`${payload.seq} after ${seq}`)
      seq = payload.seq
      if (event === 'message-created') ids.push(payload.id)
    }
    return { ids, seq, gaps }
  }

  /** All ids from the first of the page on, as they are now. */
  const idsFrom = async ({ token }: Made, id: string, firstSeq: number) => {
    const ids: string[] = []
    for (let after = firstSeq - 1; ; ) {
      const page = await must('GET', `/api/conversations/${id}/messages?limit=100&after=${after}`, { token })
      ids.push(...page.ids)
      if (!page.has_after) return ids
      after = page.messages.at(-1).seq
    }
  }

  test('S4: a page of messages grows into the page that is there in the end', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await say(ana, talk)
    const path = `/api/conversations/${talk.id}/messages?limit=30`
    const writing = load([ana, carla], [talk])
    const taken: { page: Awaited<ReturnType<typeof must>>; reader: Awaited<ReturnType<typeof open>> }[] = []
    const torn: typeof taken = []
    for (let round = 0; round < 30; round++) {
      const page = await must('GET', path, { token: bruno.token })
      await rest(round % 7)
      taken.push({ page, reader: await open(bruno, '', page.cursor) })
      if (round % 6) continue
      // Control: a cursor that was read a message later than its page.
      for (let isTold = false; !isTold; await rest(1)) {
        const [row] = await sql`
          select exists (select from events where conversation_id = ${talk.id} and seq > ${page.seq}) as is_so`
        isTold = row!.is_so
      }
      const { cursor } = await must('GET', '/api/me', { token: bruno.token })
      torn.push({ page, reader: await open(bruno, '', cursor) })
    }
    await writing.stop()
    const last = await newestSeq(ana, talk)
    const outcome = async ({ page, reader }: (typeof taken)[number]) => {
      await say(ana, talk)
      await reader.until(frames => told(frames).some(({ payload }) => payload.seq > last))
      const { ids, seq, gaps } = grown(page, told(reader.frames), talk.id)
      const all = await idsFrom(bruno, talk.id, page.messages[0].seq)
      await reader.cut()
      return {
        gaps,
        same: JSON.stringify(ids) === JSON.stringify(all.slice(0, ids.length)),
        reached: seq > last,
      }
    }
    for (const one of taken) expect(await outcome(one)).toEqual({ gaps: [], same: true, reached: true })
    for (const one of torn) expect((await outcome(one)).gaps).toHaveLength(1)
  })

  test('S4: an inbox page grows into the inbox that is there in the end', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talks = [await dm(ana, bruno), await group(ana, [bruno]), await group(ana, [bruno, carla])]
    const writing = load([ana, ana], talks)
    const taken: { inbox: Awaited<ReturnType<typeof must>>; reader: Awaited<ReturnType<typeof open>> }[] = []
    for (let round = 0; round < 30; round++) {
      const inbox = await must('GET', '/api/conversations', { token: bruno.token })
      await rest(round % 5)
      taken.push({ inbox, reader: await open(bruno, '', inbox.cursor) })
    }
    await writing.stop()
    const end = await must('GET', '/api/conversations', { token: bruno.token })
    const ends: Conversation[] = end.conversations
    for (const { inbox, reader } of taken) {
      const reached = () =>
        ends.every(({ id, seq }) => {
          const known = inbox.conversations.find((one: Conversation) => one.id === id).seq
          return (
            known >= seq ||
            told(reader.frames).some(({ payload }) => payload.conversation_id === id && payload.seq >= seq)
          )
        })
      await reader.until(reached)
      await reader.cut()
      for (const { id, seq, last_message_id } of ends) {
        const start = inbox.conversations.find((one: Conversation) => one.id === id)
        const page = { ids: [start.last_message_id], seq: start.seq }
        const result = grown(page, told(reader.frames), id)
        expect({ ...result, ids: result.ids.at(-1) }).toEqual({ ids: last_message_id, seq, gaps: [] })
      }
    }
  })
})
