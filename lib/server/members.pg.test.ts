// Who is in a conversation and how far they have read: under races, around the width of fifty, and who is told.
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { ask, call } from '../testing/api'
import { randomFrom, range } from '../testing/log-faults'
import {
  add,
  dm,
  group,
  type Made,
  must,
  people,
  person,
  promote,
  publicGroup,
  remove,
  say,
} from '../testing/make'
import { settledCursor } from '../testing/settled'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const readers: StreamReader[] = []
afterEach(() => Promise.all(readers.splice(0).map(reader => reader.cut())))

type Place = { id: string }

const follow = async ({ token }: Made, cursor = '') => {
  const reader = readStream(await ask('GET', `/api/stream?cursor=${cursor}`, { token }))
  readers.push(reader)
  await reader.until(frames => frames.length > 0)
  return reader
}

const cursorOf = (who: Made) => settledCursor(sql, who)

const read = ({ token }: Made, { id }: Place, seq: number) =>
  call('POST', `/api/conversations/${id}/read`, { token, body: { seq } })

/** The receipts of one conversation that came before `last`, a message of it. */
const receiptsBefore = async (reader: StreamReader, { id }: Place, last: { id: string }) => {
  await reader.until(frames => told(frames).some(({ payload }) => payload.id === last.id))
  return told(reader.frames)
    .filter(({ event, payload }) => event === 'receipt-updated' && payload.conversation_id === id)
    .map(({ payload }) => payload)
}

const events = ({ id }: Place) => sql`
  select event, subject_id from events where conversation_id = ${id}
  union all select event, subject_id from outbox where conversation_id = ${id}`

/** People whom nobody has to be: only their rows. */
const crowd = async (size: number): Promise<string[]> => {
  const rows = await sql`insert into users (id, external_id, name, search_name)
    select gen_random_uuid(), gen_random_uuid()::text, 'x', 'x' from generate_series(1, ${size}) returning id`
  return rows.map(({ id }) => id)
}

const addAll = (by: Made, { id }: Place, ids: string[]) =>
  must('POST', `/api/conversations/${id}/members`, { token: by.token, body: { user_ids: ids } })

describe('reading', () => {
  test('S12: is told to the members, and what is unread to the own devices alone', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    for (let n = 0; n < 3; n++) await say(ana, talk)
    const [his, alsoHis, hers, others] = await Promise.all([bruno, bruno, ana, carla].map(who => follow(who)))
    const start = await cursorOf(bruno)
    await must('POST', `/api/conversations/${talk.id}/read`, {
      token: bruno.token,
      headers: { 'x-client-id': 'tab-1' },
      body: { seq: 2 },
    })
    const last = await say(carla, talk)
    const shared = { last_read_seq: 2, last_delivered_seq: 2 }
    const whole = { conversation_id: talk.id, id: bruno.id, originClientId: 'tab-1' }
    const own = { ...whole, partial: { ...shared, unread_count: 2, unread_as_of_seq: 4 } }
    expect(await receiptsBefore(his!, talk, last)).toEqual([own])
    expect(await receiptsBefore(alsoHis!, talk, last)).toEqual([own])
    for (const reader of [hers!, others!])
      expect(await receiptsBefore(reader, talk, last)).toEqual([{ ...whole, partial: shared }])
    // The same by resuming.
    expect(await receiptsBefore(await follow(bruno, start), talk, last)).toEqual([own])
    expect(await receiptsBefore(await follow(carla, start), talk, last)).toEqual([
      { ...whole, partial: shared },
    ])
  })

  test('W4: never moves back, and makes no event where nothing changes', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 4; n++) await say(ana, talk)
    expect((await read(bruno, talk, 4)).body.membership).toMatchObject({ last_read_seq: 4, unread_count: 1 })
    const before = (await events(talk)).length
    for (const seq of [4, 2, 0])
      expect((await read(bruno, talk, seq)).body.membership).toMatchObject({
        last_read_seq: 4,
        last_delivered_seq: 4,
        unread_count: 1,
        unread_as_of_seq: 5,
      })
    expect((await events(talk)).length).toBe(before)
  })

  test('above the newest seq is refused (422), and the newest is not', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk)
    expect((await read(bruno, talk, 3)).status).toBe(422)
    expect((await read(bruno, talk, 2)).body.membership).toMatchObject({ last_read_seq: 2, unread_count: 0 })
  })

  test('at the same time, by many of one person’s tabs, ends at the highest', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 10; n++) await say(ana, talk)
    const { below } = randomFrom(5)
    const seqs = range(1, 30).map(() => below(10))
    await Promise.all([...seqs, 11].map(seq => read(bruno, talk, seq)))
    const rows = await sql`select payload #> '{partial,last_read_seq}' as seq, id from (
      select position as id, payload from events where conversation_id = ${talk.id} and event = 'receipt-updated'
      union all select 1e9 + id, payload from outbox where conversation_id = ${talk.id} and event = 'receipt-updated') e order by id`
    const told = rows.map(({ seq }) => seq as number)
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(11)
  })
})

test('who comes while others write stands among the messages by time as by seq', async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno])
  const talking = [ana, bruno, ana, bruno].map(async who => {
    for (let n = 0; n < 5; n++) await say(who, talk)
  })
  await say(ana, talk)
  await Promise.all([add(ana, talk, carla), ...talking])
  await say(ana, talk)
  const rows = await sql`
    select m.seq > c.joined_seq as was_there, m.created_at - c.joined_at >= '0' as is_after,
      m.created_at - c.joined_at <= '0' as is_before
    from messages m join members c using (conversation_id)
    where conversation_id = ${talk.id} and c.user_id = ${carla.id}`
  expect(rows.filter(({ was_there }) => was_there).length).toBeGreaterThan(0)
  for (const { was_there, is_after, is_before } of rows) expect(was_there ? is_after : is_before).toBe(true)
})

describe('what has come to a device', () => {
  const deliver = ({ token }: Made, { id }: Place, seq: number, headers: Record<string, string> = {}) =>
    call('POST', `/api/conversations/${id}/delivered`, { token, body: { seq }, headers })

  const marksOf = async (who: Made, { id }: Place) => {
    const { members } = await must('GET', `/api/conversations/${id}/members`, { token: who.token })
    const { last_read_seq, last_delivered_seq } = members.find(
      ({ user_id }: { user_id: string }) => user_id === who.id,
    )
    return [last_read_seq, last_delivered_seq]
  }

  test('S12: is told to the members, reads nothing and says nothing of what is unread', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 3; n++) await say(ana, talk)
    const [his, hers] = await Promise.all([bruno, ana].map(who => follow(who)))
    expect((await deliver(bruno, talk, 4, { 'x-client-id': 'tab-1' })).status).toBe(204)
    expect(await marksOf(bruno, talk)).toEqual([1, 4])
    const last = await say(ana, talk)
    const receipt = {
      conversation_id: talk.id,
      id: bruno.id,
      originClientId: 'tab-1',
      partial: { last_read_seq: 1, last_delivered_seq: 4 },
    }
    for (const reader of [his!, hers!]) expect(await receiptsBefore(reader, talk, last)).toEqual([receipt])
    const { conversation } = await must('GET', `/api/conversations/${talk.id}`, { token: bruno.token })
    expect(conversation.membership).toMatchObject({ last_read_seq: 1, unread_count: 4 })
  })

  test('W4: never moves back, and makes no event where nothing changes', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let n = 0; n < 4; n++) await say(ana, talk)
    await deliver(bruno, talk, 3)
    await read(bruno, talk, 4)
    const before = (await events(talk)).length
    for (const seq of [4, 3, 0]) expect((await deliver(bruno, talk, seq)).status).toBe(204)
    expect([await marksOf(bruno, talk), (await events(talk)).length]).toEqual([[4, 4], before])
  })

  test('W9: is not said by the server, which knows of no device; a read says it, and sending to who sends', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const his = await follow(bruno)
    const last = await say(ana, talk)
    await his.until(frames => told(frames).some(({ payload }) => payload.id === last.id))
    expect([await marksOf(ana, talk), await marksOf(bruno, talk)]).toEqual([
      [2, 2],
      [1, 1],
    ])
    await read(bruno, talk, 2)
    expect(await marksOf(bruno, talk)).toEqual([2, 2])
  })

  test('above the newest seq is refused (422), and the newest is not', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    await say(ana, talk)
    const refusal = await deliver(bruno, talk, 3)
    expect([refusal.status, refusal.body.errors[0].path]).toEqual([422, ['seq']])
    expect([(await deliver(bruno, talk, 2)).status, await marksOf(bruno, talk)]).toEqual([204, [1, 2]])
  })
})

describe('around fifty members', () => {
  test('S12: so is what has come to a device', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await addAll(ana, talk, await crowd(49))
    await say(ana, talk)
    const [hers, his] = [await follow(ana), await follow(bruno)]
    const seq = (await sql`select seq from conversations where id = ${talk.id}`)[0]!.seq
    await must('POST', `/api/conversations/${talk.id}/delivered`, { token: bruno.token, body: { seq } })
    const last = await say(ana, talk)
    expect(await receiptsBefore(hers, talk, last)).toEqual([])
    expect(await receiptsBefore(his, talk, last)).toMatchObject([{ partial: { last_delivered_seq: seq } }])
  })

  test('S12: receipts of others come up to fifty, and above it only one’s own', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    await addAll(ana, talk, await crowd(48))
    await say(ana, talk)
    const start = await cursorOf(ana)
    const [hers, his] = [await follow(ana), await follow(bruno)]
    const seq = async () => (await sql`select seq from conversations where id = ${talk.id}`)[0]!.seq
    const narrow = await seq()
    await read(bruno, talk, narrow)
    await addAll(ana, talk, await crowd(1))
    const wide = await seq()
    await read(bruno, talk, wide)
    const last = await say(ana, talk)
    const reads = (receipts: { partial: { last_read_seq: number } }[]) =>
      receipts.map(({ partial }) => partial.last_read_seq)
    expect(reads(await receiptsBefore(his, talk, last))).toEqual([narrow, wide])
    expect(reads(await receiptsBefore(hers, talk, last))).toEqual([narrow])
    expect(reads(await receiptsBefore(await follow(bruno, start), talk, last))).toEqual([narrow, wide])
    expect(reads(await receiptsBefore(await follow(ana, start), talk, last))).toEqual([narrow])
  })

  /** What is wrong with what a conversation and its member rows keep for others to read. */
  const untrue = ({ id }: Place) => sql`
    with c as (select * from conversations where id = ${id}),
    present as (select m.* from members m where m.conversation_id = ${id} and left_seq is null),
    last as (select coalesce(max(seq), 0) as seq from messages where conversation_id = ${id} and type <> 'system')
    select 'member_count' as what from c where member_count <> (select count(*) from present)
    union all select 'preview' from c where preview_member_ids <>
      array(select user_id from present order by joined_seq, join_order limit 3)
    union all select 'place of a wide one' from present, c
      where c.member_count > 50 and (activity_at is not null or activity_seq is not null)
    union all select 'place of a narrow one' from present, c, last
      where c.member_count <= 50 and (activity_at is distinct from coalesce(c.last_message_at, c.created_at)
        or activity_seq is distinct from last.seq)
    union all select 'place of one who left' from members
      where conversation_id = ${id} and left_seq is not null and activity_at is not null`

  test('counts, previews and places in the inbox stay true, up and down across it', async () => {
    const ana = await person()
    const talk = await group(ana)
    const others = await crowd(54)
    await addAll(ana, talk, others.slice(0, 46))
    const inside = new Set(others.slice(0, 46))
    const { below, next, pick } = randomFrom(11)
    let crossed = 0
    for (let step = 0; step < 120; step++) {
      const up = Math.floor(step / 12) % 2 === 0
      const who = pick(others.filter(id => inside.has(id) !== up))
      const wide = inside.size >= 50
      if (next() < 0.25) await say(ana, talk)
      else if (up && who) {
        const some = [...new Set([who, ...others.filter(id => !inside.has(id)).slice(0, below(3))])]
        await addAll(ana, talk, some)
        for (const id of some) inside.add(id)
      } else if (!up) {
        await must('DELETE', `/api/conversations/${talk.id}/members/${who}`, { token: ana.token })
        inside.delete(who)
      }
      if (inside.size >= 50 !== wide) crossed += 1
      expect({ step, untrue: await untrue(talk) }).toEqual({ step, untrue: [] })
    }
    expect(crossed).toBeGreaterThan(3)
  })

  test('control: a place that was left behind would be found', async () => {
    const ana = await person()
    const talk = await group(ana)
    await addAll(ana, talk, await crowd(50))
    await sql`update members set activity_at = now() where conversation_id = ${talk.id} and user_id = ${ana.id}`
    expect((await untrue(talk)).map(({ what }) => what)).toEqual(['place of a wide one'])
  })
})

describe('at the same time', () => {
  test('W3: adding the same people many times makes one event for each', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana)
    await Promise.all(range(1, 8).map(() => add(ana, talk, bruno, carla)))
    expect((await events(talk)).map(({ event }) => event).sort()).toEqual([
      'conversation-created',
      'member-added',
      'member-added',
      'message-created',
      'message-created',
    ])
  })

  test('removing and leaving makes one event, and who came second finds nobody', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    const gone = (by: Made) =>
      call('DELETE', `/api/conversations/${talk.id}/members/${bruno.id}`, { token: by.token })
    const answers = await Promise.all([ana, bruno, ana, bruno].map(gone))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404])
    expect((await events(talk)).filter(({ event }) => event === 'member-removed')).toHaveLength(1)
  })

  test('of two owners who leave, one stays while others do', async () => {
    for (let round = 0; round < 5; round++) {
      const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
      const talk = await group(ana, [bruno, carla])
      await promote(ana, talk, bruno, 'owner')
      const leaves = (who: Made) =>
        call('DELETE', `/api/conversations/${talk.id}/members/${who.id}`, { token: who.token })
      const answers = await Promise.all([leaves(ana), leaves(bruno)])
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    }
  })

  test('a dm of two who both ask is one', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const asked = await Promise.all(range(1, 10).map(n => (n % 2 ? dm(ana, bruno) : dm(bruno, ana))))
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    expect(await events(asked[0]!)).toHaveLength(1)
  })

  test('joins and leaves leave seqs dense and everybody where they ended', async () => {
    const [ana, ...others] = await people('Ana', 'Bruno', 'Carla', 'Diego', 'Elena')
    const talk = await publicGroup(ana)
    const last = await Promise.all(
      others.map(async (who, n) => {
        const { below } = randomFrom(n)
        let inside = false
        for (let step = 0; step < 6 + below(3); step++) {
          if (inside) await remove(who, talk, who)
          else await add(who, talk, who)
          inside = !inside
        }
        return inside
      }),
    )
    const { conversation } = await must('GET', `/api/conversations/${talk.id}`, { token: ana.token })
    const { members } = await must('GET', `/api/conversations/${talk.id}/members`, { token: ana.token })
    expect(conversation.member_count).toBe(1 + last.filter(Boolean).length)
    const present = members.map(({ user_id }: { user_id: string }) => user_id)
    expect(others.map(({ id }) => present.includes(id))).toEqual(last)
    const { events: log } = await must('GET', `/api/conversations/${talk.id}/events`, { token: ana.token })
    expect(log.map(({ payload }: ReturnType<typeof told>[number]) => payload.seq)).toEqual(
      range(1, conversation.seq),
    )
    // The last event of a person says what they are now.
    const comings = log.filter(({ event }: { event: string }) => event.startsWith('member-'))
    expect(comings.at(-1).payload.partial.member_count).toBe(conversation.member_count)
  })
})

test('who comes is counted without looking at all who are there', async () => {
  const ana = await person()
  const id = randomUUID()
  const [last, ...others] = await crowd(1000)
  await sql`select found_group(${id}, 'private', null, 'Plaza', null, ${ana.id}, ${[ana.id, ...others]}, null)`
  await sql`analyze members`
  const looked = await sql.begin(async tx => {
    const before = await rowsRead(tx)
    await tx`select add_member(${id}, ${last!}, null)`
    return (await rowsRead(tx)) - before
  })
  expect(looked).toBeLessThan(100)
})

/** Rows of members that this connection has looked at. */
const rowsRead = async (tx: Pick<typeof sql, 'unsafe'>): Promise<number> => {
  const [row] = await tx.unsafe(
    `select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables where relname = 'members'`,
  )
  return Number(row!.rows)
}

test('members come page by page in the order in which they joined, each once', async () => {
  const ana = await person()
  const talk = await group(ana)
  const first = await crowd(7)
  await addAll(ana, talk, first)
  const gone = first[2]!
  await must('DELETE', `/api/conversations/${talk.id}/members/${gone}`, { token: ana.token })
  await addAll(ana, talk, [gone])
  const wanted = [ana.id, ...first.filter(id => id !== gone), gone]
  for (const limit of range(1, 9)) {
    const got: string[] = []
    for (let after = ''; ; ) {
      const page = await must('GET', `/api/conversations/${talk.id}/members?limit=${limit}${after}`, {
        token: ana.token,
      })
      got.push(...page.members.map(({ user_id }: { user_id: string }) => user_id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(got).toEqual(wanted)
  }
})

describe('joining', () => {
  const answered = (who: Made, talk: Place, ids: string[]) =>
    must('POST', `/api/conversations/${talk.id}/members`, { token: who.token, body: { user_ids: ids } })
  const asked = async ({ token }: Made, { id }: Place) => {
    const at = `/api/conversations/${id}`
    const [detail, messages, members] = await Promise.all(
      [at, `${at}/messages`, `${at}/members`].map(path => must('GET', path, { token })),
    )
    return { detail, messages, members }
  }

  test('is answered with what the conversation opens with, as its GETs answer it, and so again', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await publicGroup(ana)
    const first = await say(ana, talk, 'Uno')
    await say(ana, talk, 'Dos', first)
    const { joined } = await answered(bruno, talk, [bruno.id])
    expect(joined).toEqual(await asked(bruno, talk))
    expect(joined.messages.messages.map(({ content }: { content: string }) => content)).toEqual([
      'Uno',
      'Dos',
      '',
    ])
    expect((await answered(bruno, talk, [bruno.id])).joined).toEqual(joined)
  })

  test('S10: has nothing of what was before where that is hidden', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await publicGroup(ana)
    await say(ana, talk, 'secreto')
    await must('PATCH', `/api/conversations/${talk.id}`, {
      token: ana.token,
      body: { history: 'since-joining' },
    })
    const answer = await answered(bruno, talk, [bruno.id])
    expect(answer.joined.messages).toMatchObject({ has_before: false, messages: [{ type: 'system' }] })
    expect(JSON.stringify(answer)).not.toContain('secreto')
  })

  test('who brings others gets no more than who they are', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana)
    expect(Object.keys(await answered(ana, talk, [bruno.id, ana.id])).sort()).toEqual(['members', 'users'])
  })
})
