// Changes in a group are told by system messages: which, where in the log, and that they are nobody's news but to be read.
import { describe, expect, test } from 'vitest'
import type { Conversation } from '../contract/conversation'
import { happening, type Message } from '../contract/message'
import { call } from '../testing/api'
import {
  add,
  dm,
  group,
  join,
  type Made,
  must,
  people,
  promote,
  publicGroup,
  remove,
  say,
} from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

type Event = {
  event: string
  payload: { seq: number; partial: Message; related?: { users: { id: string }[] } }
}

const logOf = async ({ token }: Made, { id }: Conversation): Promise<Event[]> =>
  (await must('GET', `/api/conversations/${id}/events?after=1`, { token })).events
const change = ({ token }: Made, { id }: Conversation, body: object) =>
  must('PATCH', `/api/conversations/${id}`, { token, body })
const shown = async ({ token }: Made, { id }: Conversation) =>
  must('GET', `/api/conversations/${id}`, { token })
const messagesOf = ({ token }: Made, { id }: Conversation) =>
  must('GET', `/api/conversations/${id}/messages`, { token })

describe('W11: what happens in a group is told', () => {
  /** The events after the founding, a system message by what it tells. */
  const told = async (who: Made, talk: Conversation) =>
    (await logOf(who, talk)).map(({ event, payload }) =>
      event === 'message-created' ? happening.parse(payload.partial.metadata) : event,
    )

  test('who was added, by whom, each after their own event', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana)
    await add(ana, talk, bruno, carla)
    await add(ana, talk, bruno)
    expect(await told(ana, talk)).toEqual([
      'member-added',
      { event: 'member-added', user_id: bruno.id, by: ana.id },
      'member-added',
      { event: 'member-added', user_id: carla.id, by: ana.id },
    ])
  })

  test('who joined by themself, and who left, before their own event', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await publicGroup(ana)
    await join(bruno, talk)
    await remove(bruno, talk, bruno)
    expect(await told(ana, talk)).toEqual([
      'member-added',
      { event: 'member-joined', user_id: bruno.id },
      { event: 'member-left', user_id: bruno.id },
      'member-removed',
    ])
  })

  test('who was removed, and what roles were given', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await promote(ana, talk, bruno, 'admin')
    await promote(ana, talk, bruno, 'admin')
    await remove(bruno, talk, carla)
    expect(await told(ana, talk)).toEqual([
      'member-updated',
      { event: 'role-changed', user_id: bruno.id, role: 'admin', by: ana.id },
      { event: 'member-removed', user_id: carla.id, by: bruno.id },
      'member-removed',
    ])
  })

  test('each thing that was changed about the group, and nothing that was not', async () => {
    const [ana] = await people('Ana')
    const talk = await group(ana, [], { name: 'Plaza' })
    await change(ana, talk, { name: 'Plaza', icon: '🏮', visibility: 'public' })
    await change(ana, talk, { name: null })
    await change(ana, talk, { name: null })
    expect(await told(ana, talk)).toEqual([
      'conversation-updated',
      { event: 'icon-changed', icon: '🏮', by: ana.id },
      { event: 'visibility-changed', visibility: 'public', by: ana.id },
      'conversation-updated',
      { event: 'name-changed', name: null, by: ana.id },
    ])
  })

  test('in a message like others: of its own seq and id, without a word, under a key of its own', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const talk = await group(ana)
    await must('POST', `/api/conversations/${talk.id}/members`, {
      token: ana.token,
      headers: { 'x-client-id': 'tab-1' },
      body: { user_ids: [bruno.id] },
    })
    const { messages } = await messagesOf(ana, talk)
    const [message] = messages as [Message]
    expect(message).toMatchObject({ seq: 3, sender_id: ana.id, type: 'system', content: '', edited_at: null })
    expect(message.client_message_id).toBe(message.id)
    // A UUIDv7 of now.
    expect(message.id[14]).toBe('7')
    expect(Math.abs(Number.parseInt(message.id.replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(
      60_000,
    )
    const { reacted: _, ...shared } = message
    const [, { payload }] = (await logOf(ana, talk)) as [Event, Event]
    expect(payload).toMatchObject({ id: message.id, originClientId: 'tab-1', partial: shared })
    const { conversation } = await shown(ana, talk)
    expect(conversation).toMatchObject({
      seq: 3,
      last_message_id: message.id,
      last_message_at: message.created_at,
    })
    // Nothing that a person sends under that key is taken for it.
    const sent = await call('POST', `/api/conversations/${talk.id}/messages`, {
      token: ana.token,
      body: { client_message_id: message.id, content: 'x' },
    })
    expect(sent.status).toBe(409)
    expect((await messagesOf(ana, talk)).messages).toHaveLength(1)
  })

  test('with the people whom it names, wherever it comes from', async () => {
    const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
    const talk = await group(ana, [bruno, carla])
    await remove(ana, talk, carla)
    const ids = ({ users }: { users: { id: string }[] }) => users.map(({ id }) => id)
    const page = await messagesOf(bruno, talk)
    const one = await must('GET', `/api/messages/${page.ids.at(-1)}`, { token: bruno.token })
    const inbox = await must('GET', '/api/conversations', { token: bruno.token })
    const event = (await logOf(bruno, talk)).find(told => told.event === 'message-created')!
    for (const answer of [page, one, inbox, await shown(bruno, talk), event.payload.related!])
      expect(ids(answer)).toEqual(expect.arrayContaining([ana.id, carla.id]))
  })
})

describe('a system message is news to nobody', () => {
  const settings = async (who: Made, talk: Conversation) => {
    const { last_read_seq, last_delivered_seq, unread_count, archived_at, marked_unread_at } = (
      await shown(who, talk)
    ).conversation.membership
    return {
      last_read_seq,
      last_delivered_seq,
      unread_count,
      archived: archived_at !== null,
      marked: marked_unread_at !== null,
    }
  }

  test.each([
    ['narrow', 0],
    ['wide', 60],
  ])(
    'in a %s group: nothing is unread, read, unmarked or taken out of an archive by it',
    async (_, extra) => {
      const [ana, bruno, carla] = await people('Ana', 'Bruno', 'Carla')
      const crowd = await sql`insert into users (id, external_id, name, search_name)
      select gen_random_uuid(), gen_random_uuid()::text, 'x', 'x' from generate_series(1, ${extra}) returning id`
      const talk = await group(ana, [bruno, carla, ...(crowd as unknown as Made[])])
      await say(bruno, talk)
      await sql`update members set archived_at = now(), marked_unread_at = now()
      where conversation_id = ${talk.id} and user_id = any(${[ana.id, bruno.id]})`
      const before = [await settings(ana, talk), await settings(bruno, talk)]
      expect(before[0]).toEqual({
        last_read_seq: 1,
        last_delivered_seq: 1,
        unread_count: 1,
        archived: true,
        marked: true,
      })
      await change(ana, talk, { name: 'Plaza' })
      await remove(ana, talk, carla)
      await promote(ana, talk, bruno, 'admin')
      expect([await settings(ana, talk), await settings(bruno, talk)]).toEqual(before)
      const { unread_count } = await must('GET', '/api/unread-count', { token: bruno.token })
      expect(unread_count).toBe(0)
      const unread = await must('GET', '/api/conversations?filter=unread', { token: bruno.token })
      expect(unread.ids).toEqual([])
      // Control: what somebody says is news.
      await say(ana, talk)
      expect(await settings(bruno, talk)).toMatchObject({ unread_count: 1, archived: false })
    },
  )

  test('but it is the last message, and moves the conversation up', async () => {
    const [ana, bruno] = await people('Ana', 'Bruno')
    const [first, second] = [await group(ana, [bruno]), await group(ana, [bruno])]
    await say(ana, first)
    await say(ana, second)
    const order = async () => (await must('GET', '/api/conversations', { token: bruno.token })).ids
    expect(await order()).toEqual([second.id, first.id])
    await change(ana, first, { icon: '🌳' })
    expect(await order()).toEqual([first.id, second.id])
  })
})

test('a dm tells of nothing', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await dm(ana, bruno)
  await say(ana, talk)
  expect((await logOf(ana, talk)).map(({ payload }) => payload.partial.type)).toEqual(['text'])
})
