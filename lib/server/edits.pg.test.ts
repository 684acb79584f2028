// Editing and deleting: who may, what it makes, that nothing of a deleted message stays, and who wins when two want it at once.
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { sentHash } from '../../db/derived'
import { logEventSchema } from '../contract/events'
import type { Message } from '../contract/message'
import { call } from '../testing/api'
import { blocked } from '../testing/blocked'
import {
  add,
  dm,
  group,
  type Made,
  must,
  people,
  promote,
  react,
  remove,
  say,
  unique,
  unreact,
} from '../testing/make'
import { settled } from '../testing/settled'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Named = { id: string }

const edit = ({ token }: Made, { id }: Named, content: string) =>
  call('PATCH', `/api/messages/${id}`, { token, body: { content } })
const unsay = ({ token }: Made, { id }: Named) => call('DELETE', `/api/messages/${id}`, { token })
const look = async ({ token }: Made, { id }: Named): Promise<Message> =>
  (await must('GET', `/api/messages/${id}`, { token })).message

/** What the log of a conversation says after its founding, sequenced or not. */
const logOf = async ({ id }: Named) =>
  (
    await sql<{ event: string }[]>`
      select seq, event from events where conversation_id = ${id} and seq > 1
      union all select seq, event from outbox where conversation_id = ${id} and seq > 1 order by seq`
  ).map(({ event }) => event)

const seqOf = async ({ id }: Named) => (await sql`select seq from conversations where id = ${id}`)[0]!.seq

/** The tables in which a text still stands. */
const placesOf = async (text: string) => {
  const places = []
  for (const table of ['messages', 'events', 'outbox', 'conversations', 'members']) {
    const [row] = await sql.unsafe(`select count(*)::int as count from ${table} t where t::text like $1`, [
      `%${text}%`,
    ])
    if (row!.count) places.push(table)
  }
  return places
}

const talking = async () => {
  const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
  const talk = await group(ana, [bruno, carla])
  return { ana, bruno, carla, talk }
}

describe('editing', () => {
  test('W8: is answered with the message as it is now, and told once', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk, 'Hola')
    const { status, body } = await edit(bruno, first, '  Adiós ')
    expect([status, body.message]).toEqual([
      200,
      { ...first, content: 'Adiós', edited_at: expect.any(String) },
    ])
    expect(await look(ana, first)).toEqual(body.message)
    expect(await logOf(talk)).toEqual(['message-created', 'message-updated'])
  })

  test('W4: the same content again takes no seq and is not told', async () => {
    const { bruno, talk } = await talking()
    const first = await say(bruno, talk, 'Hola')
    expect(await edit(bruno, first, ' Hola')).toMatchObject({ status: 200, body: { message: first } })
    expect([await seqOf(talk), await logOf(talk)]).toEqual([2, ['message-created']])
  })

  test('is for who wrote it alone, also where somebody administers the group', async () => {
    const { ana, bruno, carla, talk } = await talking()
    await promote(ana, talk, carla, 'admin')
    const first = await say(bruno, talk)
    for (const other of [ana, carla]) expect((await edit(other, first, 'x')).status).toBe(403)
    expect((await edit(bruno, { id: uuidv7() }, 'x')).status).toBe(404)
  })

  test('what is deleted, or tells what happened, is a conflict that says so', async () => {
    const { bruno, talk } = await talking()
    const [first, event] = [await say(bruno, talk), await say(bruno, talk)]
    await unsay(bruno, first)
    await sql`update messages set type = 'system' where id = ${event.id}`
    const before = await seqOf(talk)
    for (const [message, why] of [
      [first, /deleted/],
      [event, /happened/],
    ] as const) {
      const { status, body } = await edit(bruno, message, 'x')
      expect([status, body.detail]).toEqual([409, expect.stringMatching(why)])
    }
    expect(await seqOf(talk)).toBe(before)
  })

  test('what was said before one may see is not there', async () => {
    const { ana, bruno, carla, talk } = await talking()
    const first = await say(carla, talk)
    await remove(ana, talk, carla)
    await add(ana, talk, carla)
    await sql`update members set visible_from_seq = ${first.seq + 1} where user_id = ${carla.id}`
    expect([(await edit(carla, first, 'x')).status, (await unsay(carla, first)).status]).toEqual([404, 404])
    expect((await look(bruno, first)).content).toBe('Hola')
  })
})

describe('deleting', () => {
  test('W8: leaves the row and its place: the last message stays the last', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk)
    expect((await unsay(bruno, first)).status).toBe(204)
    const { conversation, messages } = await must('GET', `/api/conversations/${talk.id}`, {
      token: ana.token,
    })
    expect(conversation).toMatchObject({ last_message_id: first.id, last_message_at: first.created_at })
    expect(messages).toEqual([{ ...first, content: '', metadata: {}, deleted_at: expect.any(String) }])
    expect(await logOf(talk)).toEqual(['message-created', 'message-deleted'])
  })

  test('W4: again is 204 and is not told', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk)
    for (const who of [bruno, bruno, ana]) expect((await unsay(who, first)).status).toBe(204)
    expect(await logOf(talk)).toEqual(['message-created', 'message-deleted'])
  })

  test('is for who wrote it and for who administers the group; in a dm nobody does', async () => {
    const { ana, bruno, carla, talk } = await talking()
    const [first, second] = [await say(bruno, talk), await say(ana, talk)]
    expect((await unsay(carla, first)).status).toBe(403)
    await promote(ana, talk, carla, 'admin')
    expect([(await unsay(carla, first)).status, (await unsay(carla, second)).status]).toEqual([204, 204])
    const direct = await say(bruno, await dm(ana, bruno))
    expect([(await unsay(ana, direct)).status, (await unsay(bruno, direct)).status]).toEqual([403, 204])
  })

  test('what happened stays told', async () => {
    const { ana, bruno, talk } = await talking()
    const event = await say(bruno, talk)
    await sql`update messages set type = 'system' where id = ${event.id}`
    for (const who of [ana, bruno]) expect((await unsay(who, event)).status).toBe(409)
  })

  test('what was unread is not unread any more', async () => {
    const { ana, bruno, carla, talk } = await talking()
    const [first, second] = [await say(bruno, talk), await say(bruno, talk)]
    const unread = async (who: Made) =>
      (await must('GET', `/api/conversations/${talk.id}`, { token: who.token })).conversation.membership
    await must('POST', `/api/conversations/${talk.id}/read`, { token: carla.token, body: { seq: first.seq } })
    await unsay(bruno, first)
    const seq = await seqOf(talk)
    expect(await unread(ana)).toMatchObject({ unread_count: 1, unread_as_of_seq: seq })
    expect(await unread(carla)).toMatchObject({ unread_count: 1, unread_as_of_seq: seq })
    await unsay(bruno, second)
    expect(await unread(ana)).toMatchObject({ unread_count: 0, unread_as_of_seq: seq + 1 })
    expect(await must('GET', '/api/unread-count', { token: ana.token })).toMatchObject({
      unread_count: 0,
      conversations: 0,
    })
  })

  test('a retry under its key is answered with what stands now', async () => {
    const { bruno, talk } = await talking()
    const body = { client_message_id: unique('key'), content: 'Hola' }
    const send = () => call('POST', `/api/conversations/${talk.id}/messages`, { token: bruno.token, body })
    const { message } = (await send()).body
    await edit(bruno, message, 'Adiós')
    expect(await send()).toMatchObject({ status: 200, body: { message: { content: 'Adiós' } } })
    await unsay(bruno, message)
    expect(await send()).toMatchObject({
      status: 200,
      body: { message: { content: '', deleted_at: expect.any(String) } },
    })
  })
})

describe('of what is deleted', () => {
  test('W8: no word stays: not as it was sent, as it was edited, or as it was told to who came', async () => {
    const { ana, bruno, talk } = await talking()
    const [secret, edited, next] = [unique('secret'), unique('edited'), unique('next')]
    const first = await say(bruno, talk, secret)
    await edit(bruno, first, edited)
    const [diego] = await people('Diego')
    await add(ana, talk, diego)
    const answer = await say(ana, talk, next, first)
    await settled(sql)
    expect([await placesOf(secret), await placesOf(edited)]).toEqual([['events'], ['messages', 'events']])
    await unsay(bruno, first)
    expect([await placesOf(secret), await placesOf(edited)]).toEqual([[], []])
    // What others say stays.
    expect(await placesOf(next)).toEqual(['messages', 'events'])
    await unsay(ana, answer)
    expect(await placesOf(next)).toEqual([])
  })

  test('nor does it say who thought what of it', async () => {
    const { ana, bruno, carla, talk } = await talking()
    const first = await say(bruno, talk)
    await react(ana, first, '🦩')
    await react(carla, first, '🦩')
    await unreact(ana, first, '🦩')
    const next = await say(bruno, talk)
    await react(ana, next, '🐢')
    await settled(sql)
    expect(await placesOf('🦩')).toEqual(['messages', 'events'])
    await unsay(bruno, first)
    expect(await placesOf('🦩')).toEqual([])
    expect(await placesOf('🐢')).toEqual(['messages', 'events'])
    // They stay events, and of the contract's shape.
    const { events } = await must('GET', `/api/conversations/${talk.id}/events`, { token: ana.token })
    const told = events.map((event: unknown) => logEventSchema.parse(event))
    const reactions = told.filter(({ event }: { event: string }) => event === 'reaction-updated')
    expect(reactions.map(({ payload }: { payload: unknown }) => payload)).toMatchObject([
      ...Array(3).fill({ partial: { reactions: [], emoji: '', is_reacted: false }, related: { users: [] } }),
      { partial: { emoji: '🐢', is_reacted: true } },
    ])
  })

  test('nor in what has no place in the log yet', async () => {
    const { bruno, talk } = await talking()
    const secret = unique('secret')
    const [id, hash] = [uuidv7(), sentHash(secret, null)]
    await sql.begin(async tx => {
      await tx`select send_message(${id}, ${talk.id}, ${bruno.id}, ${unique('key')}, ${secret}, null, ${hash}, null)`
      await tx`select edit_message_as(${bruno.id}, ${id}, ${`${secret}!`}, null)`
      const waiting = () => tx`select from outbox where payload::text like ${`%${secret}%`}`
      expect((await waiting()).length).toBe(2)
      await tx`select delete_message_as(${bruno.id}, ${id}, null)`
      expect((await waiting()).length).toBe(0)
    })
    expect(await placesOf(secret)).toEqual([])
  })

  test('nor where it gets its place just then', async () => {
    const { bruno, talk } = await talking()
    const secret = unique('secret')
    const first = await say(bruno, talk, secret)
    let gone: Promise<unknown> = Promise.resolve()
    await sql.begin(async tx => {
      // As the sequencer does, and slower.
      await tx`select pg_advisory_xact_lock(7468726, 1)`
      await tx`insert into outbox (event, audience, conversation_id, seq, subject_id, payload)
        select event, audience, conversation_id, seq, subject_id, payload from events
        where conversation_id = ${talk.id} and payload ->> 'id' = ${first.id}`
      gone = unsay(bruno, first)
      await blocked(sql, 1)
    })
    await gone
    await settled(sql)
    expect(await placesOf(secret)).toEqual([])
  })

  test('what was said many times at once is deleted while it gets its place', async () => {
    const { bruno, talk } = await talking()
    const secret = unique('secret')
    const all = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const message = await say(bruno, talk, secret)
        await edit(bruno, message, `${secret}!`)
        return (await unsay(bruno, message)).status
      }),
    )
    expect(all).toEqual(all.map(() => 204))
    await settled(sql)
    expect(await placesOf(secret)).toEqual([])
    expect(await seqOf(talk)).toBe(1 + 3 * 24)
  })

  test('control: what is not deleted stands in the log', async () => {
    const { bruno, talk } = await talking()
    const words = unique('words')
    await say(bruno, talk, words)
    await settled(sql)
    expect(await placesOf(words)).toEqual(['messages', 'events'])
  })
})

describe('at the same time', () => {
  /** What these are answered when they wait behind each other in this order. */
  const inOrder = async ({ id }: Named, actions: (() => Promise<{ status: number }>)[]) => {
    const waiting: Promise<{ status: number }>[] = []
    await sql.begin(async tx => {
      await tx`select from conversations where id = ${id} for update`
      for (const action of actions) {
        waiting.push(action())
        await blocked(sql, waiting.length)
      }
    })
    return (await Promise.all(waiting)).map(({ status }) => status)
  }

  test('what is deleted first is not edited any more', async () => {
    const { bruno, talk } = await talking()
    const first = await say(bruno, talk)
    const statuses = await inOrder(talk, [() => unsay(bruno, first), () => edit(bruno, first, 'x')])
    expect(statuses).toEqual([204, 409])
    expect(await logOf(talk)).toEqual(['message-created', 'message-deleted'])
    expect(await placesOf('"content": "x"')).toEqual([])
  })

  test('what is edited first is deleted with its new words', async () => {
    const { bruno, talk } = await talking()
    const first = await say(bruno, talk)
    const words = unique('words')
    const statuses = await inOrder(talk, [() => edit(bruno, first, words), () => unsay(bruno, first)])
    expect(statuses).toEqual([200, 204])
    expect(await logOf(talk)).toEqual(['message-created', 'message-updated', 'message-deleted'])
    expect(await placesOf(words)).toEqual([])
  })

  test('W6: who is removed first deletes and edits nothing', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk)
    const gone = async () => ({ status: (await remove(ana, talk, bruno)) === null ? 204 : 0 })
    const statuses = await inOrder(talk, [gone, () => unsay(bruno, first), () => edit(bruno, first, 'x')])
    expect(statuses).toEqual([204, 404, 404])
    expect(await logOf(talk)).toEqual(['message-created', 'message-created', 'member-removed'])
  })

  test('who deletes first and is removed then has deleted', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk)
    const gone = async () => ({ status: (await remove(ana, talk, bruno)) === null ? 204 : 0 })
    expect(await inOrder(talk, [() => unsay(bruno, first), gone])).toEqual([204, 204])
    expect(await logOf(talk)).toEqual([
      'message-created',
      'message-deleted',
      'message-created',
      'member-removed',
    ])
  })

  test('two who delete it delete it once', async () => {
    const { ana, bruno, talk } = await talking()
    const first = await say(bruno, talk)
    expect(await inOrder(talk, [() => unsay(bruno, first), () => unsay(ana, first)])).toEqual([204, 204])
    expect(await logOf(talk)).toEqual(['message-created', 'message-deleted'])
  })
})
