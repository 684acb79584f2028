// What each viewer gets to see of one stored event.
import { expect, test } from 'vitest'
import { createParser } from '../../testing/stream-reader'
import { type Entry, frameFor, payloadFor } from './entry'

const [ana, bruno, carla] = ['ana', 'bruno', 'carla'] as const

const entry = (given: Partial<Entry> = {}): Entry => ({
  position: 7,
  nonce: 'n7',
  event: 'message-created',
  audience: 'members',
  conversation_id: 'c',
  seq: 3,
  message_seq: null,
  subject_id: ana,
  payload: '{"id":"m","partial":{"content":"Hola"}}',
  own: null,
  ...given,
})

const dataOf = (bytes: Buffer) => createParser().feed(bytes)[0]!

test('a frame says the event, its payload and the cursor behind it', () => {
  const { event, data, id } = dataOf(frameFor(entry(), bruno, 'e'))
  expect({ event, id }).toEqual({ event: 'message-created', id: 'e.7.n7' })
  expect(JSON.parse(data)).toEqual({
    event: 'message-created',
    payload: { id: 'm', partial: { content: 'Hola' } },
  })
})

test('S19: of what others have read there is 0 for who keeps it to themself', () => {
  const partialFor = (viewer: string, partial: object, event = 'receipt-updated') =>
    JSON.parse(payloadFor(entry({ event, payload: JSON.stringify({ id: bruno, partial }) }), viewer, true))
      .partial
  expect(partialFor(ana, { last_read_seq: 7, last_delivered_seq: 8 })).toEqual({
    ...{ last_read_seq: 0, last_delivered_seq: 8 },
  })
  expect(partialFor(bruno, { last_read_seq: 7 })).toEqual({ last_read_seq: 7 })
  expect(partialFor(ana, { last_read_seq: 7, role: 'member' }, 'member-added').last_read_seq).toBe(0)
  const members = [ana, bruno].map(user_id => ({ user_id, last_read_seq: 1 }))
  expect(
    partialFor(ana, { members }, 'conversation-created').members.map(
      ({ last_read_seq }: { last_read_seq: number }) => last_read_seq,
    ),
  ).toEqual([1, 0])
})

test('what all get alike is encoded once', () => {
  const one = entry()
  expect(frameFor(one, bruno, 'e')).toBe(frameFor(one, carla, 'e'))
})

test('what is their own is added for the person the event is about, and for nobody else', () => {
  const receipt = entry({
    event: 'receipt-updated',
    seq: null,
    payload: '{"id":"ana","partial":{"last_read_seq":3}}',
    own: '{"partial":{"last_read_seq":3,"unread_count":0}}',
  })
  // The others first: what they share must not come to hold it, nor must hers replace it.
  const theirs = frameFor(receipt, bruno, 'e')
  const hers = frameFor(receipt, ana, 'e')
  expect(JSON.parse(dataOf(theirs).data).payload.partial).toEqual({ last_read_seq: 3 })
  expect(JSON.parse(dataOf(hers).data).payload.partial).toEqual({ last_read_seq: 3, unread_count: 0 })
  expect(frameFor(receipt, carla, 'e')).toBe(theirs)
  expect(payloadFor(receipt, ana)).not.toContain('related')
})

test('S13: to an added person their own related entities come on top of what all get', () => {
  const added = entry({
    event: 'member-added',
    payload: '{"id":"ana","partial":{},"related":{"users":["ana"]}}',
    own: '{"related":{"users":["ana","bruno"],"conversations":["c"]}}',
  })
  expect(JSON.parse(payloadFor(added, ana)).related).toEqual({
    users: ['ana', 'bruno'],
    conversations: ['c'],
  })
  expect(JSON.parse(payloadFor(added, bruno)).related).toEqual({ users: ['ana'] })
})

const founded = (type: 'dm' | 'group', people: string[]) =>
  entry({
    event: 'conversation-created',
    seq: 1,
    message_seq: null,
    subject_id: null,
    payload: JSON.stringify({
      id: 'c',
      partial: {
        id: 'c',
        type,
        seq: 1,
        members: people.map(user_id => ({
          user_id,
          role: 'member',
          joined_at: 't',
          last_read_seq: 1,
          last_delivered_seq: 1,
        })),
      },
      related: { users: people, reports: [] },
    }),
  })

test.each([
  ['dm', ana, bruno],
  ['dm', bruno, ana],
  ['group', ana, null],
] as const)('a new %s comes to %s with their own membership and counterpart', (type, viewer, counterpart) => {
  const { partial, related } = JSON.parse(payloadFor(founded(type, [ana, bruno]), viewer))
  expect(partial.members).toHaveLength(2)
  expect(related.users).toEqual([ana, bruno])
  expect(related.messages).toEqual([])
  expect(related.conversations).toEqual([
    expect.objectContaining({
      id: 'c',
      counterpart_id: counterpart,
      membership: expect.objectContaining({ last_read_seq: 1, unread_count: 0, unread_as_of_seq: 1 }),
    }),
  ])
  expect(related.conversations[0]).not.toHaveProperty('members')
})

test('to who joined later the founding comes as all see it', () => {
  const event = founded('group', [ana, bruno])
  expect(payloadFor(event, carla)).toBe(event.payload)
})
