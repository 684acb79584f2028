// What a cursor stands for in a real log, and what becomes of one that stands for nothing.
import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../../../db/client'
import { migrate } from '../../../db/migrate'
import { ask } from '../../testing/api'
import { dm, type Made, must, people, person, say } from '../../testing/make'
import { databaseUrl, template } from '../../testing/postgres'
import { readStream, told } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'
import { instance, nudge } from '../instance'
import { parseCursor } from './cursor'
import { missed } from './replay'

const { sql, url } = await testDb()
const base = inject('postgresUrl')
const admin = connect(base, { max: 1 })
const others: string[] = []
afterAll(async () => {
  await instance().stop()
  for (const name of others) await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end()
})

const newName = () => {
  const name = `test_${randomBytes(6).toString('hex')}`
  others.push(name)
  return name
}

/** A copy of a database as it is now, as a backup is: nobody may be connected to it meanwhile. */
const copyOf = async (name: string) => {
  const copy = newName()
  for (let patience = 0; ; patience++) {
    try {
      await admin.unsafe(`create database ${copy} template ${name}`)
      return copy
    } catch (error) {
      // Connections that were just closed may not be gone yet.
      if (patience > 100) throw error
      await rest(20)
    }
  }
}

/** From here on this process serves that database. */
const serve = async (address: string) => {
  await instance().stop()
  process.env.DATABASE_URL = address
  while (!instance().pump.healthy) await rest(5)
}

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** The cursor of the newest event, once all that is committed has its position. */
const now = async (who: Made): Promise<string> => {
  const { sql } = instance()
  nudge()
  for (;;) {
    const [row] = await sql`select exists (select from outbox) as more`
    if (!row!.more) return (await must('GET', '/api/me', { token: who.token })).cursor
    await rest(5)
  }
}

const opened = async ({ token }: Made, cursor: string) =>
  readStream(await ask('GET', '/api/stream', { token, headers: { 'last-event-id': cursor } }), cursor)

/** How the stream and /api/events refuse a cursor: both for the same reason, or the test ends here. */
const refusal = async (who: Made, cursor: string): Promise<string> => {
  const reader = await opened(who, cursor)
  await reader.toEnd()
  const [only, ...more] = told(reader.frames)
  expect({
    event: only?.event,
    more,
    ended: reader.ended,
    next: reader.lastEventId,
    open: instance().hub.size,
  }).toEqual({ event: 'reset', more: [], ended: 'whole', next: '', open: 0 })
  const answer = await must('GET', `/api/events?cursor=${encodeURIComponent(cursor)}`, { token: who.token })
  expect(answer).toEqual({ reset: true, reason: only!.payload.reason })
  const byQuery = readStream(
    await ask('GET', `/api/stream?cursor=${encodeURIComponent(cursor)}`, { token: who.token }),
  )
  await byQuery.toEnd()
  expect(told(byQuery.frames)[0]!.payload).toEqual(only!.payload)
  return only!.payload.reason
}

/** The contents that come from there. */
const contents = async (who: Made, cursor: string, count: number) => {
  const reader = await opened(who, cursor)
  const messages = () => told(reader.frames).filter(({ event }) => event === 'message-created')
  await reader.until(() => messages().length >= count)
  await reader.cut()
  const { events } = await must('GET', `/api/events?cursor=${cursor}`, { token: who.token })
  const got = messages().map(({ payload }) => payload.partial.content)
  type Told = ReturnType<typeof told>[number]
  expect(events.map(({ payload }: Told) => payload.partial.content)).toEqual(got)
  return got
}

test('a cursor of this log is gone on from', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  const start = await now(ana)
  await say(ana, talk, 'one')
  const middle = await now(ana)
  await say(bruno, talk, 'two')
  await now(ana)
  expect(await contents(ana, start, 2)).toEqual(['one', 'two'])
  expect(await contents(bruno, middle, 1)).toEqual(['two'])
})

describe('a cursor that is none', () => {
  test.each([
    ['a word', 'hello'],
    ['half of one', 'e.1'],
    ['a number', '0'],
    ['one without a nonce', '1234567890.999999999999999.'],
    ['a long one', `e.1.${'n'.repeat(200)}`],
    ['a very long one', 'x'.repeat(5000)],
    ['one with a quote', "e.1.n'--"],
    ['one with an accent', 'é.1.n'],
  ])('%s: unknown', async (_, cursor) => {
    expect(await refusal(await person(), cursor)).toBe('unknown')
  })

  test('S3: an empty one is as good as none: the stream starts now', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    await say(ana, await dm(ana, bruno))
    const newest = await now(ana)
    for (const path of ['/api/stream?cursor=', '/api/stream']) {
      const reader = readStream(
        await ask('GET', path, { token: ana.token, headers: { 'last-event-id': '' } }),
      )
      await reader.until(frames => frames.length === 1)
      expect(told(reader.frames)).toEqual([{ event: 'ready', payload: { cursor: newest } }])
      await reader.cut()
    }
    expect(await must('GET', '/api/events', { token: ana.token })).toEqual({ events: [], cursor: newest })
  })
})

describe('a cursor of another log', () => {
  test('S5: from the future of this one: unknown', async () => {
    const ana = await person()
    const [epoch, position, nonce] = (await now(ana)).split('.')
    expect(await refusal(ana, `${epoch}.${Number(position) + 1}.${nonce}`)).toBe('unknown')
    expect(await refusal(ana, `${epoch}.999999999999999.${nonce}`)).toBe('unknown')
  })

  test('S5: with another nonce: foreign', async () => {
    const ana = await person()
    const [epoch, position] = (await now(ana)).split('.')
    expect(await refusal(ana, `${epoch}.${position}.00000000`)).toBe('foreign')
  })

  test('S5: from another database: foreign, also where position and nonce are the same', async () => {
    const ana = await person()
    const here = await now(ana)
    const name = newName()
    await admin.unsafe(`create database ${name} encoding 'UTF8' template template0`)
    await migrate(databaseUrl(base, name), process.cwd())
    const other = connect(databaseUrl(base, name), { max: 1 })
    const [row] = await other`select log_cursor() as cursor`
    await other.end()
    expect(row!.cursor).not.toBe(here)
    expect(await refusal(ana, row!.cursor)).toBe('foreign')
    const [, position, nonce] = here.split('.')
    expect(await refusal(ana, `${row!.cursor.split('.')[0]}.${position}.${nonce}`)).toBe('foreign')
  })

  test('S5: from after a backup that was restored: reset, and from before it goes on', async ({
    onTestFinished,
  }) => {
    onTestFinished(() => serve(url))
    const home = newName()
    await admin.unsafe(`create database ${home} template ${template}`)
    await serve(databaseUrl(base, home))
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk, 'kept')
    const before = await now(ana)
    await instance().stop()
    const backup = await copyOf(home)
    const lost: string[] = []
    for (const content of ['lost 1', 'lost 2', 'lost 3']) {
      await say(ana, talk, content)
      lost.push(await now(ana))
    }
    await serve(databaseUrl(base, backup))
    // Nothing has been said yet where they were, then other things are.
    expect(await refusal(ana, lost[1]!)).toBe('unknown')
    await say(ana, talk, 'new 1')
    await say(ana, talk, 'new 2')
    await now(ana)
    expect(await refusal(ana, lost[0]!)).toBe('foreign')
    expect(await refusal(ana, lost[1]!)).toBe('foreign')
    expect(await refusal(bruno, lost[2]!)).toBe('unknown')
    expect(await contents(bruno, before, 2)).toEqual(['new 1', 'new 2'])
    // Control: by its position alone it would have been taken for this log's, and 'new 1' passed over.
    const { position } = parseCursor(lost[0]!)!
    const { entries } = await missed(instance().sql, bruno.id, position, position + 10, 10)
    expect(entries.map(({ payload }) => JSON.parse(payload).partial.content)).toEqual(['new 2'])
  })
})

describe('retention', () => {
  const age = (below: number) =>
    sql`update events set created_at = now() - interval '2 hours' where position < ${below}`
  const positionOf = (cursor: string) => Number(cursor.split('.')[1])

  test('S5: a cursor from before what is kept: pruned; the first that is kept goes on', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const places: string[] = []
    for (const content of ['a', 'b', 'c', 'd']) {
      await say(ana, talk, content)
      places.push(await now(ana))
    }
    await age(positionOf(places[2]!))
    await sql`select prune_events('1 hour', 100000)`
    expect(await refusal(bruno, places[0]!)).toBe('pruned')
    expect(await refusal(bruno, places[1]!)).toBe('pruned')
    expect(await contents(bruno, places[2]!, 1)).toEqual(['d'])
  })

  test('a cursor on the newest event outlives everything', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk, 'old')
    const newest = await now(ana)
    await age(positionOf(newest) + 1)
    await sql`select prune_events('1 hour', 100000)`
    expect((await sql`select position from events`).map(({ position }) => position)).toEqual([
      positionOf(newest),
    ])
    await say(ana, talk, 'new')
    await now(ana)
    expect(await contents(bruno, newest, 1)).toEqual(['new'])
  })
})
