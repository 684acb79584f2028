// What was said before somebody came, where the group hides it: by no address, on no stream, in no quote do they get a word of it.
import { afterEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import type { Message } from '../contract/message'
import { ask, call } from '../testing/api'
import { add, group, join, type Made, must, people, publicGroup, react, remove, say } from '../testing/make'
import { settled, settledCursor } from '../testing/settled'
import { readStream, type StreamReader, told } from '../testing/stream-reader'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const readers: StreamReader[] = []
afterEach(() => Promise.all(readers.splice(0).map(reader => reader.cut())))

const hide = ({ token }: Made, { id }: Conversation, history = 'since-joining') =>
  must('PATCH', `/api/conversations/${id}`, { token, body: { history } })
const get = ({ token }: Made, path: string) => must('GET', path, { token })
const edit = ({ token }: Made, { id }: Message, content: string) =>
  must('PATCH', `/api/messages/${id}`, { token, body: { content } })
const erase = ({ token }: Made, { id }: Message) => must('DELETE', `/api/messages/${id}`, { token })
/** What a client that stood at this cursor is told. */
const since = async (who: Made, cursor: string) => {
  await settled(sql)
  return (await get(who, `/api/events?cursor=${cursor}`)).events
}
const cursorOf = (who: Made) => settledCursor(sql, who)

/** A group in which ana and bruno have talked, and carla has come since, who is not to see it. */
const scene = async () => {
  const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
  const talk = await group(ana, [bruno], { name: 'Vecinos' })
  const secrets = []
  for (const word of ['secreto-uno', 'secreto-dos', 'secreto-tres'])
    secrets.push(await say(bruno, talk, word))
  await react(ana, secrets[0]!)
  const [uno, dos, tres] = secrets as [Message, Message, Message]
  await hide(ana, talk)
  const cursor = await cursorOf(carla)
  await add(ana, talk, carla)
  const path = `/api/conversations/${talk.id}`
  const { membership } = (await get(carla, path)).conversation
  return {
    ana,
    bruno,
    carla,
    talk,
    uno,
    dos,
    tres,
    cursor,
    path,
    from: membership.visible_from_seq as number,
  }
}

describe('S10: who came in where what was before is hidden', () => {
  test('sees from their coming on, and nothing before, whichever way they page', async () => {
    const { bruno, carla, talk, path, from } = await scene()
    await say(bruno, talk, 'hola Carla')
    for (const query of ['', '?before=1000', '?after=0', '?around=2', '?around=0', `?before=${from + 3}`]) {
      const { messages, has_before } = await get(carla, `${path}/messages${query}`)
      expect(messages.map(({ content, metadata }: Message) => content || metadata.event)).toEqual([
        'member-added',
        'hola Carla',
      ])
      expect(has_before).toBe(false)
    }
    for (const query of [`?before=${from}`, '?before=3']) {
      const page = await get(carla, `${path}/messages${query}`)
      expect([page.messages, page.has_before, page.has_after]).toEqual([[], false, true])
    }
  })

  test('is answered 404 for every message from before, in the words of what does not exist', async () => {
    const { carla, uno, talk } = await scene()
    const { token } = carla
    const tries = [
      call('GET', `/api/messages/${uno.id}`, { token }),
      call('GET', `/api/messages/${uno.id}/reactions`, { token }),
      call('PATCH', `/api/messages/${uno.id}`, { token, body: { content: 'x' } }),
      call('DELETE', `/api/messages/${uno.id}`, { token }),
      call('PUT', `/api/messages/${uno.id}/reactions/%F0%9F%91%8D`, { token }),
      call('DELETE', `/api/messages/${uno.id}/reactions/%F0%9F%91%8D`, { token }),
      call('POST', `/api/conversations/${talk.id}/messages`, {
        token,
        body: { client_message_id: 'reply', content: 'x', reply_to_id: uno.id },
      }),
    ]
    for (const { status } of await Promise.all(tries)) expect(status).toBe(404)
  })

  test('is told nothing of it by any address, stream or replay, whatever is done with it', async () => {
    const { ana, bruno, carla, talk, uno, dos, tres, cursor, path, from } = await scene()
    const live = readStream(await ask('GET', '/api/stream', { token: carla.token }))
    readers.push(live)
    await edit(bruno, uno, 'secreto-editado')
    await react(ana, dos, '🎉')
    const answer = await say(ana, talk, 'a la vista', dos)
    await erase(ana, tres)
    await edit(ana, answer, 'muy a la vista')
    await say(bruno, talk, 'fin')
    await live.until(frames => told(frames).some(({ payload }) => payload.partial?.content === 'fin'))
    const replayed = await since(carla, cursor)
    const log = (await get(carla, `${path}/events?after=0`)).events
    const seen = [
      ...(await Promise.all(
        [
          path,
          `${path}/messages`,
          `${path}/members`,
          `${path}/unread`,
          '/api/conversations',
          '/api/conversations?filter=unread',
          '/api/unread-count',
        ].map(one => get(carla, one)),
      )),
      told(live.frames),
      replayed,
      log,
    ]
    const text = JSON.stringify(seen)
    for (const hidden of ['secreto', '🎉', uno.id, tres.id]) expect(text, hidden).not.toContain(hidden)
    // The answer says what it answers, and no more of it.
    expect(text.split(dos.id).length - 1).toBe(text.split(`"reply_to_id":"${dos.id}"`).length - 1)
    expect(text).toContain('a la vista')

    // And yet no seq is missing to them.
    const { seq } = (await get(carla, path)).conversation
    const dense = Array.from({ length: seq - from + 1 }, (_, n) => from + n)
    const seqs = (events: { payload: { seq?: number } }[]) =>
      events.flatMap(({ payload }) => payload.seq ?? [])
    expect(seqs(log)).toEqual(dense)
    expect(seqs(replayed)).toEqual(dense)
    const veiled = log.filter(({ payload }: { payload: { seq: number } }) => payload.seq === from + 2)
    expect(veiled).toEqual([
      {
        event: 'conversation-updated',
        payload: { id: talk.id, conversation_id: talk.id, seq: from + 2, partial: {}, originClientId: null },
      },
    ])
    const others = (await get(ana, `${path}/events?after=${from + 1}`)).events[0]
    expect(others.event).toBe('message-updated')
  })

  test('is not told either who said what an answer quotes, or reacted to it', async () => {
    const [ana, bruno, carla, elena] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez', 'Elena Ida')
    const talk = await group(ana, [bruno, elena])
    const secret = await say(elena, talk, 'secreto')
    await react(elena, secret)
    await remove(elena, talk, elena)
    await hide(ana, talk)
    await add(ana, talk, carla)
    const cursor = await cursorOf(carla)
    await say(ana, talk, 'a la vista', secret)
    const replayed = await since(carla, cursor)
    expect(JSON.stringify(replayed)).toContain('a la vista')
    expect(JSON.stringify(replayed)).not.toContain(elena.id)
  })

  test('control: who sees the history is told all of it', async () => {
    const { bruno, ana, uno, path } = await scene()
    const cursor = await cursorOf(ana)
    await edit(bruno, uno, 'secreto-editado')
    expect(JSON.stringify(await since(ana, cursor))).toContain('secreto-editado')
    expect(JSON.stringify(await get(ana, `${path}/messages`))).toContain('secreto-editado')
  })

  test('starts with nothing unread, and their coming brings a row without a word', async () => {
    const { carla, talk, cursor, path, from } = await scene()
    const [{ event, payload }] = await since(carla, cursor)
    expect([event, payload.seq]).toEqual(['member-added', from])
    const { conversations, messages } = payload.related
    expect([conversations[0].last_message_id, conversations[0].last_message_at, messages]).toEqual([
      null,
      null,
      [],
    ])
    expect(conversations[0].membership).toMatchObject({ visible_from_seq: from, unread_count: 0 })
    const unread = await get(carla, `${path}/unread`)
    expect([unread.unread_count, unread.messages]).toEqual([0, []])
    expect(talk.id).toBe(conversations[0].id)
  })
})

describe('the setting', () => {
  test('W11: is told, and is no other’s than an owner’s or admin’s to change', async () => {
    const { ana, bruno, path } = await scene()
    const { messages } = await get(ana, `${path}/messages`)
    const [what] = messages.filter(({ metadata }: Message) => metadata.event === 'history-changed')
    expect(what.metadata).toEqual({ event: 'history-changed', history: 'since-joining', by: ana.id })
    const refused = await call('PATCH', path, { token: bruno.token, body: { history: 'all' } })
    expect(refused.status).toBe(403)
    expect((await get(bruno, path)).conversation.history).toBe('since-joining')
  })

  test('concerns those who come from then on: who was there sees all, who came late never what was before', async () => {
    const { ana, bruno, carla, talk, path, from } = await scene()
    await hide(ana, talk, 'all')
    expect((await get(bruno, path)).conversation.membership.visible_from_seq).toBe(0)
    expect((await get(carla, path)).conversation.membership.visible_from_seq).toBe(from)
    const [diego] = await people('Diego Soto')
    await add(ana, talk, diego)
    expect(JSON.stringify(await get(diego, `${path}/messages`))).toContain('secreto-uno')
    expect(JSON.stringify(await get(carla, `${path}/messages`))).not.toContain('secreto')
  })

  test('who leaves and comes back begins anew: by the setting of then', async () => {
    const { ana, bruno, carla, talk, path } = await scene()
    const cursor = await cursorOf(bruno)
    await remove(ana, talk, bruno)
    await add(ana, talk, bruno)
    expect(JSON.stringify(await get(bruno, `${path}/messages`))).not.toContain('secreto')
    expect(JSON.stringify(await since(bruno, cursor))).not.toContain('secreto')
    await hide(ana, talk, 'all')
    await remove(carla, talk, carla)
    await add(ana, talk, carla)
    expect(JSON.stringify(await get(carla, `${path}/messages`))).toContain('secreto-uno')
  })

  test('holds for who joins an open group, or by a link', async () => {
    const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
    const open = await publicGroup(ana)
    await say(ana, open, 'secreto')
    await hide(ana, open)
    await join(bruno, open)
    const { token } = await must('POST', `/api/conversations/${open.id}/invitations`, {
      token: ana.token,
      body: {},
    })
    await must('POST', `/api/invitations/${token}`, { token: carla.token })
    for (const who of [bruno, carla])
      expect(JSON.stringify(await get(who, `/api/conversations/${open.id}/messages`))).not.toContain(
        'secreto',
      )
    const rows = await sql`select visible_from_seq = joined_seq as late from members
      where conversation_id = ${open.id} and user_id <> ${ana.id}`
    expect(rows.map(({ late }) => late)).toEqual([true, true])
  })
})

describe('with the history to be seen', () => {
  test('who joins has the last fifty at once, read already, with one request', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const open = await publicGroup(ana)
    for (let n = 1; n <= 60; n++) await say(ana, open, `Word ${n}`)
    const { members } = await join(bruno, open)
    expect(members[0].last_read_seq).toBeGreaterThan(60)
    const page = await get(bruno, `/api/conversations/${open.id}/messages`)
    expect(page.messages.map(({ content }: Message) => content).slice(0, -1)).toEqual(
      Array.from({ length: 49 }, (_, n) => `Word ${n + 12}`),
    )
    expect(page.has_before).toBe(true)
    expect((await get(bruno, '/api/unread-count')).unread_count).toBe(0)
  })
})
