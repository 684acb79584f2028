// Sending: a key is one message however often and whenever it comes, and nothing is said after a removal. Then the pages.
import { describe, expect, test } from 'vitest'
import { call } from '../testing/api'
import { blocked } from '../testing/blocked'
import { randomFrom, range } from '../testing/log-faults'
import { add, dm, group, type Made, must, people, person, publicGroup, remove, say } from '../testing/make'
import { testDb } from '../testing/test-db'

const limit = 40
const { sql } = await testDb({ RATE_LIMIT_MESSAGES_PER_MINUTE: String(limit) })

type Body = { client_message_id: string; content: string; reply_to_id?: string | null }
type Place = { id: string }

const send = ({ token }: Made, { id }: Place, body: Body) =>
  call('POST', `/api/conversations/${id}/messages`, { token, body })

const seqOf = async ({ id }: Place) => (await sql`select seq from conversations where id = ${id}`)[0]!.seq

/** What the log of one conversation says, sequenced or not. */
const logOf = ({ id }: Place) => sql`
  select seq, event from events where conversation_id = ${id} and seq is not null
  union all select seq, event from outbox where conversation_id = ${id} and seq is not null order by seq`

/** How much of their minute somebody has used. */
const counted = async ({ id }: Made) =>
  (await sql`select points from rate_limits where key like ${`%${id}`}`)[0]?.points ?? 0

describe('the same key', () => {
  test('W5: 16 times at once: one message, one 201, no seq burned', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    for (let round = 0; round < 5; round++) {
      const body = { client_message_id: `at-once-${round}`, content: 'Hola' }
      const answers = await Promise.all(range(1, 16).map(() => send(ana, talk, body)))
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([...range(1, 15).map(() => 200), 201])
      for (const answer of answers) expect(answer.body).toEqual(answers[0]!.body)
      expect(await seqOf(talk)).toBe(2 + round)
    }
    expect((await logOf(talk)).map(({ seq }) => seq)).toEqual(range(1, 6))
  })

  test('control: an upsert that counts first burns a seq for each retry', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const upsert = () => sql`
      with counted as (update conversations set seq = seq + 1 where id = ${talk.id} returning seq)
      insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, created_at, sent_hash)
      select gen_random_uuid(), ${talk.id}, seq, ${ana.id}, 'upserted', 'text', 'x', now(), '' from counted
      on conflict (sender_id, client_message_id) do update set content = excluded.content`
    await Promise.all(range(1, 16).map(upsert))
    expect(await seqOf(talk)).toBe(17)
  })

  test('with other content, another reply or in another conversation: 409, and nothing is written', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [talk, other] = [await dm(ana, bruno), await group(ana, [bruno])]
    const about = await say(bruno, talk)
    const body = { client_message_id: 'taken', content: 'Hola' }
    const first = await send(ana, talk, body)
    const before = [await seqOf(talk), await seqOf(other)]
    expect((await send(ana, talk, { ...body, content: 'Adiós' })).status).toBe(409)
    expect((await send(ana, talk, { ...body, reply_to_id: about.id })).status).toBe(409)
    expect((await send(ana, other, body)).status).toBe(409)
    // The same as far as it counts: trimmed, and no reply is no reply.
    for (const same of [
      { ...body, content: '  Hola\n' },
      { ...body, reply_to_id: null },
    ])
      expect(await send(ana, talk, same)).toMatchObject({ status: 200, body: first.body })
    expect([await seqOf(talk), await seqOf(other)]).toEqual(before)
  })

  test('is one name space per sender: another may use it too', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const body = { client_message_id: 'shared', content: 'Hola' }
    expect([(await send(ana, talk, body)).status, (await send(bruno, talk, body)).status]).toEqual([201, 201])
  })

  test('is answered with the message as it stands now, compared by what was first sent', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const body = { client_message_id: 'edited', content: 'Hola' }
    const { message } = (await send(ana, talk, body)).body
    await sql`update messages set content = 'Adiós', edited_at = now() where id = ${message.id}`
    const again = await send(ana, talk, body)
    expect([again.status, again.body.message.content]).toEqual([200, 'Adiós'])
    expect((await send(ana, talk, { ...body, content: 'Adiós' })).status).toBe(409)
  })

  test('is answered also to who was removed since, and to them alone', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno])
    const body = { client_message_id: 'before', content: 'Hola' }
    const first = await send(bruno, talk, body)
    await remove(ana, talk, bruno)
    expect(await send(bruno, talk, body)).toMatchObject({ status: 200, body: first.body })
    expect((await send(bruno, talk, { ...body, client_message_id: 'after' })).status).toBe(404)
    expect((await send(carla, talk, body)).status).toBe(404)
    expect((await logOf(talk)).at(-1)!.event).toBe('member-removed')
  })

  test('is answered also when the first was stored while the retry waited, and a removal came between', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    const body = { client_message_id: 'racing', content: 'Hola' }
    const waiting: Promise<unknown>[] = []
    // In the order in which they wait: the send, the removal, the retry.
    await sql.begin(async tx => {
      await tx`select from conversations where id = ${talk.id} for update`
      for (const action of [
        () => send(bruno, talk, body),
        () => remove(ana, talk, bruno),
        () => send(bruno, talk, body),
      ]) {
        waiting.push(action())
        await blocked(sql, waiting.length)
      }
    })
    const [first, , retry] = (await Promise.all(waiting)) as [
      { body: unknown },
      null,
      { status: number; body: unknown },
    ]
    expect(first).toMatchObject({ status: 201 })
    expect(retry).toMatchObject({ status: 200, body: first.body })
  })
})

describe('the limit of a minute', () => {
  /** Somebody who has used up their minute, and the body of their first message. */
  const exhausted = async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const body = { client_message_id: 'limited', content: 'Hola' }
    const first = await send(ana, talk, body)
    for (let n = 1; n < limit; n++) await say(ana, talk)
    return { ana, talk, body, first }
  }

  test('refuses one more (429, with when to come back), and no retry of what is stored', async () => {
    const { ana, talk, body, first } = await exhausted()
    for (let n = 0; n < 3; n++) {
      const refused = await send(ana, talk, { client_message_id: 'more', content: 'x' })
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await send(ana, talk, body)).toMatchObject({ status: 200, body: first.body })
    }
    expect(await seqOf(talk)).toBe(1 + limit)
  })

  test('counts no retry, and a retry gives nothing back that was not taken', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    const body = { client_message_id: 'counted', content: 'Hola' }
    await send(bruno, talk, body)
    expect(await counted(bruno)).toBe(1)
    for (let n = 0; n < 5; n++) await send(bruno, talk, body)
    expect(await counted(bruno)).toBe(1)
    await remove(ana, talk, bruno)
    for (let n = 0; n < 5; n++) expect((await send(bruno, talk, body)).status).toBe(200)
    expect(await counted(bruno)).toBe(1)
  })

  test('is not got round by retries when it is used up', async () => {
    const { ana, talk, body } = await exhausted()
    expect((await send(ana, talk, { client_message_id: 'over', content: 'x' })).status).toBe(429)
    const used = await counted(ana)
    for (let n = 0; n < 5; n++) await send(ana, talk, body)
    expect(await counted(ana)).toBeGreaterThanOrEqual(used)
  })
})

describe('who sends what is refused', () => {
  test('waits for nobody in a conversation that they are not in', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const [talk, open] = [await dm(ana, bruno), await publicGroup(ana)]
    await sql.begin(async tx => {
      await tx`select lock_conversation(id) from conversations where id in (${talk.id}, ${open.id})`
      const body = { client_message_id: 'stranger', content: 'x' }
      expect([(await send(carla, talk, body)).status, (await send(carla, open, body)).status]).toEqual([
        404, 403,
      ])
    })
  })

  test('is given it back as often as they may send, and no more', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const [talk, own] = [await dm(ana, bruno), await dm(carla, ana)]
    const statuses = []
    for (const n of range(1, 2 * limit + 5))
      statuses.push((await send(carla, talk, { client_message_id: `no-${n}`, content: 'x' })).status)
    expect(statuses).toEqual([...Array(2 * limit).fill(404), ...Array(5).fill(429)])
    expect((await send(carla, own, { client_message_id: 'mine', content: 'x' })).status).toBe(429)
  })
})

describe('a send that waits behind a removal', () => {
  const removing = async (meanwhile: (bruno: Made, talk: Place) => Promise<unknown>) => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana, [bruno])
    let waiting: Promise<unknown> = Promise.resolve()
    await sql.begin(async tx => {
      await tx`select from conversations where id = ${talk.id} for update`
      await tx`select remove_member(${ana.id}, ${talk.id}, ${bruno.id}, null)`
      waiting = meanwhile(bruno, talk)
      await blocked(sql, 1)
    })
    const answer = await waiting
    return { answer, events: (await logOf(talk)).map(({ event }) => event).slice(1) }
  }

  test('W6: is refused, and nothing comes after member-removed', async () => {
    const { answer, events } = await removing((bruno, talk) =>
      send(bruno, talk, { client_message_id: 'late', content: 'x' }),
    )
    expect(answer).toMatchObject({ status: 404 })
    expect(events).toEqual(['member-removed'])
  })

  test('and so is everything else that a member does', async () => {
    const read = await removing((bruno, { id }) =>
      call('POST', `/api/conversations/${id}/read`, { token: bruno.token, body: { seq: 1 } }),
    )
    expect(read).toMatchObject({ answer: { status: 404 }, events: ['member-removed'] })
    const leave = await removing((bruno, { id }) =>
      call('DELETE', `/api/conversations/${id}/members/${bruno.id}`, { token: bruno.token }),
    )
    expect(leave).toMatchObject({ answer: { status: 404 }, events: ['member-removed'] })
  })

  test('control: with the membership checked in the statement that locks, it gets through', async () => {
    await sql.unsafe(`create function send_checked_early(p_conversation uuid, p_sender uuid) returns void language plpgsql as $$
      declare c conversations;
      begin
        select v.* into c from conversations v join members m on m.conversation_id = v.id
        where v.id = p_conversation and m.user_id = p_sender and m.left_seq is null for update of v;
        if not found then raise exception 'not a member'; end if;
        perform append_event('message-created', 'members', p_conversation, next_seq(p_conversation), p_sender, p_sender,
          '{}', null);
      end $$`)
    const { events } = await removing(async (bruno, talk) => {
      await sql`select send_checked_early(${talk.id}, ${bruno.id})`
    })
    expect(events).toEqual(['member-removed', 'message-created'])
  })
})

describe('pages', () => {
  type Listed = { id: string; seq: number }

  test('are what a list sliced by hand would be, from any place and of any size', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno])
    const { below, next } = randomFrom(3)
    // Seqs that are no messages lie between.
    for (let n = 0; n < 22; n++) {
      if (next() < 0.7) await say(next() < 0.5 ? ana : bruno, talk)
      else {
        await add(ana, talk, carla)
        await remove(ana, talk, carla)
      }
    }
    await add(ana, talk, carla)
    const seq = await seqOf(talk)
    await sql`update members set visible_from_seq = ${seq - 9} where conversation_id = ${talk.id} and user_id = ${carla.id}`
    const messages = (
      await sql<Listed[]>`select id, seq from messages where conversation_id = ${talk.id} order by seq`
    ).map(({ id, seq }) => ({ id, seq }))
    for (const [who, visible] of [
      [bruno, messages],
      [carla, messages.filter(message => message.seq >= seq - 9)],
    ] as const)
      for (let n = 0; n < 120; n++) {
        const size = 1 + below(8)
        const how = (['', 'before', 'after', 'around'] as const)[n % 4]!
        const at = below(seq + 3)
        const query = how && `&${how}=${at}`
        const page = await must('GET', `/api/conversations/${talk.id}/messages?limit=${size}${query}`, {
          token: who.token,
        })
        const shown = sliced(visible, how, at, size)
        expect({ query, size, ids: page.ids, seq: page.seq }).toEqual({
          query,
          size,
          ids: shown.map(({ id }) => id),
          seq,
        })
        expect(page.messages.map(({ id }: Listed) => id)).toEqual(page.ids)
        if (!shown.length) continue
        const [first, last] = [visible.indexOf(shown[0]!), visible.indexOf(shown.at(-1)!)]
        expect({ query, before: page.has_before, after: page.has_after }).toEqual({
          query,
          before: first > 0,
          after: last < visible.length - 1,
        })
      }
  })

  const sliced = (all: Listed[], how: '' | 'before' | 'after' | 'around', at: number, size: number) => {
    const older = all.filter(({ seq }) => seq < at)
    const newer = all.filter(({ seq }) => seq >= at)
    if (how === 'before') return older.slice(-size)
    if (how === 'after') return all.filter(({ seq }) => seq > at).slice(0, size)
    if (how === '') return all.slice(-size)
    const half = Math.floor(size / 2)
    return [...(half ? older.slice(-half) : []), ...newer.slice(0, size - half)]
  }
})

describe('what is replied to', () => {
  test('comes with the page of the reply, with who said it, and takes no place in it', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const first = await say(bruno, talk, 'Hola')
    for (let n = 0; n < 3; n++) await say(ana, talk)
    const reply = await say(ana, talk, 'Sí', first)
    const page = (query: string) =>
      must('GET', `/api/conversations/${talk.id}/messages?${query}`, { token: ana.token })
    const newest = await page('limit=2')
    expect(newest.ids.length).toBe(2)
    expect(newest.messages.map(({ id }: Place) => id)).toEqual(newest.ids)
    expect(newest.quoted).toEqual([first])
    expect(newest.users.map(({ id }: Place) => id).sort()).toEqual([ana.id, bruno.id].sort())
    expect(newest.has_before).toBe(true)
    const whole = await page('limit=50')
    expect([whole.quoted, whole.ids.at(-1)]).toEqual([[], reply.id])
  })

  test('comes with the event of the reply, as it is then, but not to who may not see it', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await dm(ana, bruno)
    const said = await say(bruno, talk, 'Hola')
    const { reacted: _, ...first } = said
    const brought = async () => {
      const { id } = await say(ana, talk, 'Sí', said)
      const rows = await sql`select payload -> 'related' as related from events where payload ->> 'id' = ${id}
        union all select payload -> 'related' from outbox where payload ->> 'id' = ${id}`
      return rows[0]!.related.messages
    }
    expect(await brought()).toEqual([first])
    await call('DELETE', `/api/messages/${first.id}`, { token: bruno.token })
    expect(await brought()).toEqual([{ ...first, content: '', deleted_at: expect.any(String) }])
    await sql`update members set visible_from_seq = ${first.seq + 1} where conversation_id = ${talk.id} and user_id = ${bruno.id}`
    expect(await brought()).toBeUndefined()
    const page = await must('GET', `/api/conversations/${talk.id}/messages`, { token: bruno.token })
    expect([page.quoted, page.ids.includes(first.id)]).toEqual([[], false])
  })
})

test('a conversation nobody has spoken in has an empty page that knows it is all', async () => {
  const [ana, bruno] = [await person(), await person('Bruno')]
  const { id } = await dm(ana, bruno)
  const page = await must('GET', `/api/conversations/${id}/messages`, { token: ana.token })
  expect(page).toMatchObject({
    ids: [],
    messages: [],
    users: [],
    has_before: false,
    has_after: false,
    seq: 1,
  })
})
