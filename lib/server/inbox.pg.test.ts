// The inbox against what one would work out by hand: order, pages, filters, and what is unread.
import { describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import { blocked } from '../testing/blocked'
import { faultless, faultsOf, randomFrom } from '../testing/log-faults'
import { dm, group, type Made, must, people, person, report, say } from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Row = {
  id: string
  seq: number
  report_id: string | null
  pinned_at: Date | null
  archived_at: Date | null
  muted: boolean
  marked_unread_at: Date | null
  activity: Date
  unread: number
}

/** Everything somebody is in, with what is unread counted one by one. */
const rowsOf = ({ id }: Made) => sql<Row[]>`
  select c.id, c.seq, c.report_id, m.pinned_at, m.archived_at, coalesce(m.muted_until > now(), false) as muted,
    m.marked_unread_at, coalesce(c.last_message_at, c.created_at) as activity,
    (select count(*)::int from messages s where s.conversation_id = c.id and s.seq > m.last_read_seq
      and s.sender_id <> ${id} and s.type <> 'system' and s.deleted_at is null) as unread
  from members m join conversations c on c.id = m.conversation_id
  where m.user_id = ${id} and m.left_seq is null`

const filters = {
  all: (row: Row) => !row.archived_at,
  archived: (row: Row) => row.archived_at !== null,
  unread: (row: Row) => !row.archived_at && (row.unread > 0 || row.marked_unread_at !== null),
}
type Filter = keyof typeof filters

/** The order of the contract: pinned ahead, then newest activity, ties by id. */
const inOrder = (rows: Row[]) =>
  [...rows]
    .sort(
      (a, b) =>
        Number(b.pinned_at !== null) - Number(a.pinned_at !== null) ||
        b.activity.getTime() - a.activity.getTime() ||
        (a.id < b.id ? 1 : -1),
    )
    .map(({ id }) => id)

const pages = async ({ token }: Made, filter: Filter, size: number, about = '') => {
  const conversations: Conversation[] = []
  for (let before = ''; ; ) {
    const path = `/api/conversations?filter=${filter}&limit=${size}${before}${about}`
    const page = await must('GET', path, { token })
    expect(page.ids).toEqual(page.conversations.map(({ id }: Conversation) => id))
    expect(page.ids.length).toBeLessThanOrEqual(size)
    conversations.push(...page.conversations)
    if (page.next === null) return conversations
    before = `&before=${page.next}`
  }
}

/** What /api/unread-count should say. */
const totalOf = (rows: Row[]) => {
  const counted = rows.filter(row => !row.archived_at && !row.muted && row.unread > 0)
  return {
    unread_count: counted.reduce((sum, { unread }) => sum + Math.min(unread, 100), 0),
    conversations: counted.length,
  }
}

const total = async ({ token }: Made) => {
  const { unread_count, conversations } = await must('GET', '/api/unread-count', { token })
  return { unread_count, conversations }
}

/** What one sees of one conversation. */
const shown = async ({ token }: Made, { id }: { id: string }): Promise<Conversation> =>
  (await must('GET', `/api/conversations/${id}`, { token })).conversation

const crowd = async (size: number): Promise<string[]> => {
  const rows = await sql`insert into users (id, external_id, name, search_name)
    select gen_random_uuid(), gen_random_uuid()::text, 'x', 'x' from generate_series(1, ${size}) returning id`
  return rows.map(({ id }) => id)
}

/**
 * An inbox of some fifty conversations, narrow and wide, with and without messages, pinned, archived, muted, marked and
 * read up to anywhere, many of them active in the same millisecond.
 */
const furnished = async (seed: number) => {
  const { next, below, pick } = randomFrom(seed)
  const [ana, bruno] = await people('Ana', 'Bruno')
  const about = await report(bruno)
  const many = await crowd(50)
  for (let n = 0; n < 50; n++) {
    const others = [bruno.id, ...(next() < 0.2 ? many : [])]
    const [made] = await sql`select (create_conversation(gen_random_uuid(), 'group', 'private',
      ${next() < 0.2 ? about.id : null}, null, null, ${ana.id}, ${[ana.id, ...others]}, null, null)).id`
    const id = made!.id as string
    for (let count = below(4); count > 0; count--)
      await sql`select send_message(gen_random_uuid(), ${id}, ${pick([ana.id, bruno.id])}, gen_random_uuid()::text, 'x', null, '\\x00', null)`
    const at = new Date(Date.UTC(2029, 0, 1) + below(8))
    await sql`update conversations set created_at = ${at}, last_message_at = case when last_message_at is not null then ${at}::timestamptz end where id = ${id}`
    const maybe = (share: number, ms = 0) => (next() < share ? new Date(Date.now() + ms) : null)
    await sql`update members set activity_at = case when activity_at is not null then ${at}::timestamptz end,
      pinned_at = ${maybe(0.2)}, archived_at = ${maybe(0.2)}, marked_unread_at = ${maybe(0.1)},
      muted_until = ${maybe(0.5, next() < 0.5 ? 3_600_000 : -3_600_000)},
      last_read_seq = (select floor(${next()}::float8 * (seq + 1)) from conversations where id = ${id})
      where conversation_id = ${id} and user_id = ${ana.id}`
  }
  return { ana, about }
}

describe('pages', () => {
  test.each([1, 2, 3])(
    'hold every conversation of their filter once and in order, at any size (seed %i)',
    async seed => {
      const { ana, about } = await furnished(seed)
      const rows = await rowsOf(ana)
      for (const filter of ['all', 'unread', 'archived'] as const) {
        const wanted = inOrder(rows.filter(filters[filter]))
        expect(wanted.length).toBeGreaterThan(3)
        for (const size of [1, 2, 7, 20, 100]) {
          const got = await pages(ana, filter, size)
          expect({
            filter,
            size,
            ...faultsOf(
              wanted,
              got.map(({ id }) => id),
            ),
          }).toEqual({ filter, size, ...faultless })
          for (const { id, membership } of got)
            expect(membership!.unread_count).toBe(rows.find(row => row.id === id)!.unread)
        }
      }
      const linked = rows.filter(row => row.report_id === about.id)
      for (const size of [1, 3, 100]) {
        const ofIt = async (filter: Filter) =>
          (await pages(ana, filter, size, `&report_id=${about.id}`)).map(({ id }) => id)
        expect(await ofIt('all')).toEqual(inOrder(linked))
        for (const filter of ['unread', 'archived'] as const)
          expect(await ofIt(filter)).toEqual(inOrder(linked.filter(filters[filter])))
      }
      expect(await total(ana)).toEqual(totalOf(rows))
      // Control: there was something to get wrong.
      const careless = rows.filter(filters.all).sort((a, b) => b.activity.getTime() - a.activity.getTime())
      expect(careless.map(({ id }) => id)).not.toEqual(inOrder(rows.filter(filters.all)))
      expect(totalOf(rows.map(row => ({ ...row, muted: false })))).not.toEqual(totalOf(rows))
    },
  )

  test('bring what they name: last messages, people and reports', async () => {
    const { ana } = await furnished(4)
    const page = await must('GET', '/api/conversations?limit=100', { token: ana.token })
    const ids = (list: { id: string }[]) => new Set(list.map(({ id }) => id))
    const [messages, users, reports] = [ids(page.messages), ids(page.users), ids(page.reports)]
    const missing: unknown[] = []
    for (const {
      last_message_id,
      preview_member_ids,
      created_by,
      report_id,
    } of page.conversations as Conversation[]) {
      if (last_message_id && !messages.has(last_message_id)) missing.push(last_message_id)
      if (report_id && !reports.has(report_id)) missing.push(report_id)
      for (const id of [...preview_member_ids, created_by]) if (!users.has(id)) missing.push(id)
    }
    for (const { sender_id } of page.messages) if (!users.has(sender_id)) missing.push(sender_id)
    for (const { owner_id } of page.reports) if (!users.has(owner_id)) missing.push(owner_id)
    expect(missing).toEqual([])
    expect([messages.size > 0, reports.size > 0]).toEqual([true, true])
  })
})

describe('what is unread', () => {
  test('is what one counts by hand, in random histories', async () => {
    let careless = 0
    for (let seed = 1; seed <= 6; seed++) {
      const { next, pick, below } = randomFrom(seed)
      const crew = await people('Ana', 'Bruno', 'Carla')
      const talk = await group(crew[0], [crew[1], crew[2]])
      for (let step = 0; step < 40; step++) {
        const who = pick(crew)
        const dice = next()
        const { seq } = await shown(who, talk)
        if (dice < 0.6) await say(who, talk)
        else if (dice < 0.8)
          await must('POST', `/api/conversations/${talk.id}/read`, {
            token: who.token,
            body: { seq: below(seq + 1) },
          })
        else if (dice < 0.9)
          await sql`update messages set deleted_at = now() where conversation_id = ${talk.id} and seq = ${below(seq + 1)}`
        else
          await sql`update messages set type = 'system' where conversation_id = ${talk.id} and seq = ${below(seq + 1)}`
        for (const viewer of crew) {
          const { membership, seq: now } = await shown(viewer, talk)
          const [row] = (await rowsOf(viewer)) as unknown as [Row]
          expect({ seed, step, ...membership }).toMatchObject({
            unread_count: row.unread,
            unread_as_of_seq: now,
          })
          if (now - membership!.last_read_seq !== row.unread) careless += 1
        }
      }
      for (const viewer of crew) expect(await total(viewer)).toEqual(totalOf(await rowsOf(viewer)))
    }
    // Control: the distance of two seqs is not it.
    expect(careless).toBeGreaterThan(0)
  })

  test('is exact up to 100 and stays there', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const more = (count: number) => sql`
      select send_message(gen_random_uuid(), ${talk.id}, ${ana.id}, gen_random_uuid()::text, 'x', null, '\\x00', null)
      from generate_series(1, ${count})`
    const counts: number[] = []
    for (const count of [99, 1, 1, 50]) {
      await more(count)
      counts.push((await shown(bruno, talk)).membership!.unread_count)
    }
    expect(counts).toEqual([99, 100, 100, 100])
    expect(await total(bruno)).toEqual({ unread_count: 100, conversations: 1 })
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 52 } })
    expect((await shown(bruno, talk)).membership!.unread_count).toBe(100)
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 53 } })
    expect((await shown(bruno, talk)).membership!.unread_count).toBe(99)
  })

  test('begins at nothing for who is new, and one’s own message reads up to it', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno])
    for (let n = 0; n < 3; n++) await say(ana, talk)
    await must('POST', `/api/conversations/${talk.id}/members`, {
      token: ana.token,
      body: { user_ids: [carla.id] },
    })
    expect((await shown(carla, talk)).membership).toMatchObject({ last_read_seq: 5, unread_count: 0 })
    expect((await shown(bruno, talk)).membership).toMatchObject({ last_read_seq: 1, unread_count: 3 })
    await say(bruno, talk)
    expect((await shown(bruno, talk)).membership).toMatchObject({
      last_read_seq: 7,
      last_delivered_seq: 7,
      unread_count: 0,
    })
    expect((await shown(carla, talk)).membership).toMatchObject({ unread_count: 1 })
  })
})

describe.each([
  ['narrow', 0],
  ['wide', 50],
])('in a %s conversation', (_, extra) => {
  const settled = async (settings: {
    archived: boolean
    muted: 'until later' | 'until before' | 'never'
  }) => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [made] =
      await sql`select (create_conversation(gen_random_uuid(), 'group', 'private', null, null, null,
      ${ana.id}, ${[ana.id, bruno.id, ...(await crowd(extra))]}, null, null)).id`
    const talk = { id: made!.id as string } as Conversation
    const muted = { 'until later': '1 hour', 'until before': '-1 hour', never: null }[settings.muted]
    await sql`update members set archived_at = ${settings.archived ? new Date() : null},
      muted_until = now() + ${muted}::interval where conversation_id = ${talk.id} and user_id = ${bruno.id}`
    await say(ana, talk)
    return { ana, bruno, talk }
  }
  const lists = async (who: Made) => {
    const found = []
    for (const filter of ['all', 'unread', 'archived'] as const)
      if ((await pages(who, filter, 50)).length) found.push(filter)
    return found
  }

  test('a new message takes it out of the archive', async () => {
    const { bruno } = await settled({ archived: true, muted: 'never' })
    expect(await lists(bruno)).toEqual(['all', 'unread'])
    expect(await total(bruno)).toEqual({ unread_count: 1, conversations: 1 })
  })

  test('and also when it was muted until a while ago', async () => {
    const { bruno } = await settled({ archived: true, muted: 'until before' })
    expect(await lists(bruno)).toEqual(['all', 'unread'])
  })

  test('but not while it is muted, and then it counts for nothing', async () => {
    const { bruno, talk } = await settled({ archived: true, muted: 'until later' })
    expect(await lists(bruno)).toEqual(['archived'])
    expect(await total(bruno)).toEqual({ unread_count: 0, conversations: 0 })
    expect((await shown(bruno, talk)).membership!.unread_count).toBe(1)
  })

  test('one that is muted is listed as unread and not counted', async () => {
    const { bruno } = await settled({ archived: false, muted: 'until later' })
    expect(await lists(bruno)).toEqual(['all', 'unread'])
    expect(await total(bruno)).toEqual({ unread_count: 0, conversations: 0 })
  })

  test('one that is marked unread is listed, and read it is not', async () => {
    const { ana, bruno, talk } = await settled({ archived: false, muted: 'never' })
    await must('POST', `/api/conversations/${talk.id}/read`, { token: bruno.token, body: { seq: 2 } })
    expect(await lists(bruno)).toEqual(['all'])
    await sql`update members set marked_unread_at = now() where conversation_id = ${talk.id} and user_id = ${bruno.id}`
    expect(await lists(bruno)).toEqual(['all', 'unread'])
    expect(await total(bruno)).toEqual({ unread_count: 0, conversations: 0 })
    expect(await lists(ana)).toEqual(['all'])
    await say(bruno, talk)
    expect(await lists(bruno)).toEqual(['all'])
  })

  test('a message brings it to the top', async () => {
    const { ana, bruno, talk } = await settled({ archived: false, muted: 'never' })
    const other = await dm(ana, bruno)
    await say(ana, other)
    const order = async () => (await pages(bruno, 'all', 50)).map(({ id }) => id)
    expect(await order()).toEqual([other.id, talk.id])
    await say(ana, talk)
    expect(await order()).toEqual([talk.id, other.id])
  })
})

test('nobody’s inbox shows what they have left or were never in', async () => {
  const [ana, bruno] = [await person(), await person('Bruno')]
  const talk = await group(ana, [bruno])
  await say(ana, talk)
  await must('DELETE', `/api/conversations/${talk.id}/members/${bruno.id}`, { token: ana.token })
  for (const filter of ['all', 'unread', 'archived'] as const)
    expect(await pages(bruno, filter, 50)).toEqual([])
  expect(await total(bruno)).toEqual({ unread_count: 0, conversations: 0 })
  // Control: who stayed sees it.
  expect(await pages(ana, 'all', 50)).toHaveLength(1)
})

test('what one is removed from while everything is read is passed over, and the rest is read', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talks = await Promise.all(Array.from({ length: 5 }, () => group(ana, [bruno])))
  for (const talk of talks) await say(ana, talk)
  const [gone] = talks
  let reading: Promise<unknown> = Promise.resolve()
  await sql.begin(async tx => {
    await tx`select lock_conversation(${gone!.id}), remove_member(${ana.id}, ${gone!.id}, ${bruno.id}, null)`
    reading = must('POST', '/api/read', { token: bruno.token })
    await blocked(sql, 1)
  })
  expect(await reading).toEqual({ conversations: 4, more: false })
  const { unread_count } = await must('GET', '/api/unread-count', { token: bruno.token })
  expect(unread_count).toBe(0)
})
