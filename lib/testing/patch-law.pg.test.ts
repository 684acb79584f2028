import { describe, expect, test } from 'vitest'
import { endpoints } from '../contract/all'
import { type Asked, call as attempt, tokenFor, type Verb } from './api'
import { testDb } from './test-db'
import { type Viewer, verifyAction } from './verify-action'

const { sql } = await testDb()

/** Every step of a scene works, or the law would be held against nothing. */
const call = async (verb: Verb, path: string, asked: Asked = {}) => {
  const answer = await attempt(verb, path, asked)
  expect(answer.status, `${verb} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer
}

let keys = 0
const person = async (sub: string, name = sub): Promise<Viewer> => {
  const token = await tokenFor({ sub, name })
  return { token, id: (await call('GET', '/api/me', { token })).body.user.id }
}

const edit = (who: Viewer, id: string, content = 'otra cosa') =>
  call('PATCH', `/api/messages/${id}`, { token: who.token, body: { content } })
const unsay = (who: Viewer, id: string) => call('DELETE', `/api/messages/${id}`, { token: who.token })

let scenes = 0
/** A group about a report: ana owns it, bruno is a member, carla was one, diego never. Elena owns the report. */
const scene = async () => {
  const n = ++scenes
  const [ana, bruno, carla, diego, elena] = await Promise.all(
    ['ana', 'bruno', 'carla', 'diego', 'elena'].map(name => person(`${name}-${n}`, name)),
  )
  const viewers = { author: ana!, member: bruno!, former: carla!, outsider: diego! }
  const service = await tokenFor({ role: 'service' })
  const listing = {
    kind: 'listing',
    title: 'Piso en Lavapiés',
    url: '/reports/x',
    owner_external_id: `elena-${n}`,
  }
  const put = (more = {}) =>
    call('PUT', `/api/reports/listing-${n}`, { token: service, body: { ...listing, ...more } })
  const report = (await put()).body.report
  const create = (body: object) => call('POST', '/api/conversations', { token: ana!.token, body })
  const member_ids = [bruno!.id, carla!.id]
  const id = (await create({ type: 'group', name: 'Vecinos', member_ids, report_id: report.id })).body
    .conversation.id
  const at = `/api/conversations/${id}`
  const send = (who: Viewer, content: string, to = at, reply_to_id: string | null = null) =>
    call('POST', `${to}/messages`, {
      token: who.token,
      body: { client_message_id: `key-${++keys}`, content, reply_to_id },
    })
  const uno = await send(bruno!, 'uno')
  const dos = await send(ana!, 'dos')
  const tres = await send(bruno!, 'tres')
  const [first, own, last] = [uno, dos, tres].map(({ body }) => body.message.id as string)
  const react = (who: Viewer, message: string, emoji = '👍', verb: Verb = 'PUT') =>
    call(verb, `/api/messages/${message}/reactions/${encodeURIComponent(emoji)}`, { token: who.token })
  const invite = async (who: Viewer) =>
    (await call('POST', `${at}/invitations`, { token: who.token, body: {} })).body.token as string
  const set = (who: Viewer, body: object, of = at) =>
    call('PATCH', `${of}/membership`, { token: who.token, body })
  // Not everything is done for the first time.
  await react(bruno!, own!, '🎉')
  await react(carla!, last!, '👍')
  await react(ana!, last!, '🙏')
  await call('DELETE', `${at}/members/${carla!.id}`, { token: ana!.token })
  /** Somebody flags a message, and a moderator takes it up: does one thing after another about it. */
  const moderate = async (reporter: Viewer, message_id: string) => {
    const token = await tokenFor({ sub: `irene-${n}`, role: 'moderator' })
    await call('POST', '/api/flags', { token: reporter.token, body: { message_id, reason: 'spam' } })
    const { concerns } = (await call('GET', '/api/moderation/concerns', { token })).body
    const { id } = concerns.find((one: { message_id: string }) => one.message_id === message_id)
    return (act: string) =>
      call('POST', `/api/moderation/concerns/${id}/acts`, { token, body: { act, why: 'Spam' } })
  }
  return {
    viewers,
    moderate,
    /** Bruno's first and last message, and ana's between them. */
    said: { first: first!, own: own!, last: last! },
    ana: ana!,
    bruno: bruno!,
    carla: carla!,
    diego: diego!,
    elena: elena!,
    at,
    id,
    put,
    create,
    send,
    react,
    invite,
    set,
    n,
    service,
  }
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const comingBack = [
  ...['member-added', 'message-created', 'reaction-updated'],
  ...['message-created', 'member-removed', 'reaction-updated'],
  ...['member-added', 'message-created'],
]

const hiding = ['conversation-updated', 'message-created']
const lateComing = [
  ...hiding,
  ...['member-added', 'message-created', 'message-updated', 'reaction-updated'],
  ...['message-created', 'message-deleted', 'message-created'],
]

type Scene = Awaited<ReturnType<typeof scene>>
type Names = Record<'author' | 'member' | 'former' | 'outsider', string[]>
type Case = {
  case: string
  act: (scene: Scene) => Promise<unknown>
  expected: Names
  asks?: Parameters<typeof verifyAction<keyof Names>>[0]['asks']
}

/** Each writing endpoint: what is done, and which events each kind of viewer gets of it. */
const law: Record<string, Case[]> = {
  sendMessage: [
    {
      case: 'W2: the author sends',
      act: ({ send, ana }) => send(ana, 'hola'),
      expected: { author: ['message-created'], member: ['message-created'], former: [], outsider: [] },
    },
    {
      case: 'a reply, and to a reply, and the first of them is edited and deleted',
      act: async ({ send, ana, bruno, said, at }) => {
        const { message } = (await send(ana, 'sí', at, said.first)).body
        await send(bruno, 'no', at, message.id)
        await edit(bruno, said.first)
        return unsay(bruno, said.first)
      },
      expected: {
        author: ['message-created', 'message-created', 'message-updated', 'message-deleted'],
        member: ['message-created', 'message-created', 'message-updated', 'message-deleted'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'another sends twice',
      act: async ({ send, bruno }) => [await send(bruno, 'a'), await send(bruno, 'b')],
      expected: {
        author: ['message-created', 'message-created'],
        member: ['message-created', 'message-created'],
        former: [],
        outsider: [],
      },
    },
  ],
  editMessage: [
    {
      case: 'the last message and an older one',
      act: async ({ said, ana, bruno }) => [await edit(bruno, said.last), await edit(ana, said.own)],
      expected: {
        author: ['message-updated', 'message-updated'],
        member: ['message-updated', 'message-updated'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'W4: the same words again say nothing',
      act: async ({ said, ana }) => [await edit(ana, said.own, 'dos'), await edit(ana, said.own, ' tres ')],
      expected: { author: ['message-updated'], member: ['message-updated'], former: [], outsider: [] },
    },
  ],
  deleteMessage: [
    {
      case: 'one that is unread, and the last one, by the owner and by who wrote it',
      act: async ({ said, ana, bruno }) => [
        await unsay(ana, said.first),
        await unsay(bruno, said.last),
        await unsay(bruno, said.last),
      ],
      expected: {
        author: ['message-deleted', 'message-deleted'],
        member: ['message-deleted', 'message-deleted'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'one that was just sent and edited',
      act: async ({ ana, bruno, send }) => {
        const { message } = (await send(bruno, 'cuatro')).body
        await edit(bruno, message.id)
        return unsay(ana, message.id)
      },
      expected: {
        author: ['message-created', 'message-updated', 'message-deleted'],
        member: ['message-created', 'message-updated', 'message-deleted'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'the last one, after somebody was added who was told of it',
      act: async ({ at, said, ana, diego, bruno }) => {
        await call('POST', `${at}/members`, { token: ana.token, body: { user_ids: [diego.id] } })
        return unsay(bruno, said.last)
      },
      expected: {
        author: ['member-added', 'message-created', 'message-deleted'],
        member: ['member-added', 'message-created', 'message-deleted'],
        former: [],
        outsider: ['member-added', 'message-created', 'message-deleted'],
      },
    },
  ],
  createConversation: [
    {
      case: 'W1: a dm',
      act: ({ create, bruno }) => create({ type: 'dm', member_ids: [bruno.id] }),
      expected: {
        author: ['conversation-created'],
        member: ['conversation-created'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'a group with who was in another, and a first message',
      act: async ({ create, carla, ana, send }) => {
        const made = await create({ type: 'group', name: 'Nuevo', icon: '💡', member_ids: [carla.id] })
        return send(ana, 'hola', `/api/conversations/${made.body.conversation.id}`)
      },
      expected: {
        author: ['conversation-created', 'message-created'],
        member: [],
        former: ['conversation-created', 'message-created'],
        outsider: [],
      },
    },
  ],
  openReportConversation: [
    {
      case: 'the author writes to the owner',
      act: ({ ana, n }) => call('POST', `/api/reports/listing-${n}/conversation`, { token: ana.token }),
      expected: { author: ['conversation-created'], member: [], former: [], outsider: [] },
    },
  ],
  patchConversation: [
    {
      case: 'name and icon',
      act: ({ at, ana }) =>
        call('PATCH', at, { token: ana.token, body: { name: 'Calle Mayor', icon: '🏮' } }),
      expected: {
        author: ['conversation-updated', 'message-created', 'message-created'],
        member: ['conversation-updated', 'message-created', 'message-created'],
        former: [],
        outsider: [],
      },
    },
  ],
  addMembers: [
    {
      case: 'S10: who comes in where what was before is hidden, while that is edited, reacted to, answered and deleted',
      act: async ({ at, ana, bruno, diego, said, react, send }) => {
        await call('PATCH', at, { token: ana.token, body: { history: 'since-joining' } })
        await call('POST', `${at}/members`, { token: ana.token, body: { user_ids: [diego.id] } })
        await edit(bruno, said.first)
        await react(ana, said.last)
        await send(bruno, 'sí', at, said.own)
        await unsay(bruno, said.last)
        return send(diego, 'hola')
      },
      expected: {
        author: lateComing,
        member: lateComing,
        former: [],
        outsider: [
          ...['member-added', 'message-created', 'conversation-updated', 'conversation-updated'],
          ...['message-created', 'conversation-updated', 'message-created'],
        ],
      },
    },
    {
      case: 'who was there before comes back where what was before is hidden',
      act: async ({ at, ana, bruno, carla, said }) => {
        await call('PATCH', at, { token: ana.token, body: { history: 'since-joining' } })
        await call('POST', `${at}/members`, { token: ana.token, body: { user_ids: [carla.id] } })
        return edit(bruno, said.last)
      },
      expected: {
        author: [...hiding, 'member-added', 'message-created', 'message-updated'],
        member: [...hiding, 'member-added', 'message-created', 'message-updated'],
        former: ['member-added', 'message-created', 'conversation-updated'],
        outsider: [],
      },
    },
    {
      case: 'W3: two at once, one of whom was there before',
      act: ({ at, ana, carla, elena }) =>
        call('POST', `${at}/members`, { token: ana.token, body: { user_ids: [carla.id, elena.id] } }),
      // Who is a member now sees the whole history again, their own removal included where the cursor is from before.
      expected: {
        author: ['member-added', 'message-created', 'member-added', 'message-created'],
        member: ['member-added', 'message-created', 'member-added', 'message-created'],
        former: ['member-added', 'message-created', 'member-added', 'message-created'],
        outsider: [],
      },
    },
    {
      case: 'joining what has become public',
      act: async ({ at, ana, diego }) => {
        await call('PATCH', at, { token: ana.token, body: { visibility: 'public' } })
        return call('POST', `${at}/members`, { token: diego.token, body: { user_ids: [diego.id] } })
      },
      expected: {
        author: ['conversation-updated', 'message-created', 'member-added', 'message-created'],
        member: ['conversation-updated', 'message-created', 'member-added', 'message-created'],
        former: [],
        outsider: ['conversation-updated', 'message-created', 'member-added', 'message-created'],
      },
      // Who was away when they joined hears first what was told before, of a conversation that they do not know yet.
      asks: { outsider: ['conversation'] },
    },
  ],
  acceptInvitation: [
    {
      case: 'who was removed comes back by a newer link, and it is nothing the second time',
      act: async ({ ana, carla, invite }) => {
        const token = await invite(ana)
        await call('POST', `/api/invitations/${token}`, { token: carla.token })
        return call('POST', `/api/invitations/${token}`, { token: carla.token })
      },
      expected: {
        author: ['member-added', 'message-created'],
        member: ['member-added', 'message-created'],
        former: ['member-added', 'message-created'],
        outsider: [],
      },
    },
    {
      case: 'who was never there comes by a link',
      act: async ({ ana, diego, invite }) =>
        call('POST', `/api/invitations/${await invite(ana)}`, { token: diego.token }),
      expected: {
        author: ['member-added', 'message-created'],
        member: ['member-added', 'message-created'],
        former: [],
        outsider: ['member-added', 'message-created'],
      },
    },
  ],
  patchMember: [
    {
      case: 'a member becomes an admin, and no more',
      act: async ({ at, ana, bruno }) => {
        const to = (by: Viewer, role: string) =>
          call('PATCH', `${at}/members/${bruno.id}`, { token: by.token, body: { role } })
        await to(ana, 'admin')
        await to(ana, 'admin')
        return to(bruno, 'member')
      },
      expected: {
        author: ['member-updated', 'message-created', 'member-updated', 'message-created'],
        member: ['member-updated', 'message-created', 'member-updated', 'message-created'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'W3: the owner hands over and leaves',
      act: async ({ at, ana, bruno }) => {
        await call('PATCH', `${at}/members/${bruno.id}`, { token: ana.token, body: { role: 'owner' } })
        return call('DELETE', `${at}/members/${ana.id}`, { token: ana.token })
      },
      expected: {
        author: ['member-removed'],
        member: ['member-updated', 'message-created', 'message-created', 'member-removed'],
        former: [],
        outsider: [],
      },
    },
  ],
  removeMember: [
    {
      case: 'a member is removed',
      act: ({ at, ana, bruno }) => call('DELETE', `${at}/members/${bruno.id}`, { token: ana.token }),
      expected: {
        author: ['message-created', 'member-removed'],
        member: ['member-removed'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'a member says goodbye and leaves',
      act: async ({ at, bruno, send }) => {
        await send(bruno, 'adiós')
        return call('DELETE', `${at}/members/${bruno.id}`, { token: bruno.token })
      },
      expected: {
        author: ['message-created', 'message-created', 'member-removed'],
        member: ['member-removed'],
        former: [],
        outsider: [],
      },
    },
  ],
  addReaction: [
    {
      case: 'W7: with an emoji that is there, with another, twice, and each with their own',
      act: async ({ react, ana, bruno, said }) => {
        await react(ana, said.last, '👍')
        await react(bruno, said.last, '👍')
        await react(ana, said.last, '👍')
        await react(ana, said.own, '👩🏿‍❤️‍💋‍👩🏿')
        return react(bruno, said.own, '1️⃣')
      },
      expected: {
        author: Array(4).fill('reaction-updated'),
        member: Array(4).fill('reaction-updated'),
        former: [],
        outsider: [],
      },
    },
    {
      case: 'who comes back finds what they gave before',
      act: async ({ at, react, ana, carla, said }) => {
        const add = () => call('POST', `${at}/members`, { token: ana.token, body: { user_ids: [carla.id] } })
        await add()
        await react(carla, said.last, '😂')
        await call('DELETE', `${at}/members/${carla.id}`, { token: ana.token })
        await react(ana, said.last, '😂')
        return add()
      },
      expected: {
        author: comingBack,
        member: comingBack,
        former: comingBack,
        outsider: [],
      },
    },
  ],
  removeReaction: [
    {
      case: 'the last of an emoji, one of two, what was never given, and given once more',
      act: async ({ react, ana, bruno, said }) => {
        await react(bruno, said.own, '🎉', 'DELETE')
        await react(ana, said.last, '🙏', 'DELETE')
        await react(ana, said.last, '👍', 'DELETE')
        await react(ana, said.own)
        await react(bruno, said.own)
        await react(ana, said.own, '👍', 'DELETE')
        return react(ana, said.last, '🙏')
      },
      expected: {
        author: Array(6).fill('reaction-updated'),
        member: Array(6).fill('reaction-updated'),
        former: [],
        outsider: [],
      },
    },
  ],
  markRead: [
    {
      case: 'the author reads everything',
      act: ({ at, ana }) => call('POST', `${at}/read`, { token: ana.token, body: { seq: 4 } }),
      expected: { author: ['receipt-updated'], member: ['receipt-updated'], former: [], outsider: [] },
    },
    {
      case: 'the author reads again what they had marked unread',
      act: async ({ at, ana, set }) => {
        await call('POST', `${at}/read`, { token: ana.token, body: { seq: 4 } })
        await set(ana, { marked_unread: true })
        return call('POST', `${at}/read`, { token: ana.token, body: { seq: 4 } })
      },
      expected: {
        author: ['receipt-updated', 'membership-updated', 'membership-updated'],
        member: ['receipt-updated'],
        former: [],
        outsider: [],
      },
    },
  ],
  patchMembership: [
    ...Object.entries({
      'archives, and what is archived already': [{ archived: true }, { archived: true }],
      pins: [{ pinned: true }],
      mutes: [{ muted_until: '9999-12-31T23:59:59.999Z' }],
      'marks unread': [{ marked_unread: true }],
      'does all of it at once': [
        { archived: true, pinned: true, marked_unread: true, muted_until: inAnHour() },
      ],
    }).map(([what, changes]) => ({
      case: `the author ${what}`,
      act: async ({ ana, set }: Scene) => {
        for (const change of changes) await set(ana, change)
      },
      expected: { author: ['membership-updated'], member: [], former: [], outsider: [] },
    })),
    ...Object.entries({
      'brings back from the archive': [{ archived: true }, { archived: false }],
      unpins: [{ pinned: true }, { pinned: false }],
      unmutes: [{ muted_until: inAnHour() }, { muted_until: null }],
      'takes the mark away': [{ marked_unread: true }, { marked_unread: false }],
      'mutes for longer': [{ muted_until: inAnHour() }, { muted_until: '9999-12-31T23:59:59.999Z' }],
    }).map(([what, changes]) => ({
      case: `the author ${what}`,
      act: async ({ ana, set }: Scene) => {
        for (const change of changes) await set(ana, change)
      },
      expected: {
        author: ['membership-updated', 'membership-updated'],
        member: [],
        former: [],
        outsider: [],
      },
    })),
    {
      case: 'what is archived comes back with a message, and what is muted does not',
      act: async ({ ana, bruno, set, send }) => {
        await set(ana, { archived: true })
        await set(bruno, { archived: true, muted_until: inAnHour() })
        return send(ana, 'hola')
      },
      expected: {
        author: ['membership-updated', 'message-created'],
        member: ['membership-updated', 'message-created'],
        former: [],
        outsider: [],
      },
    },
  ],
  readAll: [
    {
      case: 'the author reads everything, what is muted and marked too, but not what is archived',
      act: async ({ ana, bruno, create, send, set }) => {
        const others = []
        for (const name of ['muted', 'archived', 'marked']) {
          const made = await create({ type: 'group', name, member_ids: [bruno.id] })
          others.push(`/api/conversations/${made.body.conversation.id}`)
        }
        const [muted, archived, marked] = others as [string, string, string]
        await send(bruno, 'a', muted)
        await send(bruno, 'b', archived)
        await set(ana, { muted_until: inAnHour() }, muted)
        await set(ana, { archived: true }, archived)
        await set(ana, { marked_unread: true }, marked)
        return call('POST', '/api/read', { token: ana.token })
      },
      expected: {
        author: [
          ...Array(3).fill('conversation-created'),
          ...Array(2).fill('message-created'),
          ...Array(3).fill('membership-updated'),
          ...Array(2).fill('receipt-updated'),
          'membership-updated',
        ],
        member: [
          ...Array(3).fill('conversation-created'),
          ...Array(2).fill('message-created'),
          ...Array(2).fill('receipt-updated'),
        ],
        former: [],
        outsider: [],
      },
    },
  ],
  putDraft: [
    {
      case: 'the author writes, goes on, says the same again and takes it away',
      act: async ({ at, ana }) => {
        for (const content of ['Hol', 'Hola', 'Hola', ''])
          await call('PUT', `${at}/draft`, { token: ana.token, body: { content } })
      },
      expected: { author: Array(3).fill('draft-updated'), member: [], former: [], outsider: [] },
    },
  ],
  markDelivered: [
    {
      case: 'a member has got everything',
      act: ({ at, bruno }) => call('POST', `${at}/delivered`, { token: bruno.token, body: { seq: 5 } }),
      expected: { author: ['receipt-updated'], member: ['receipt-updated'], former: [], outsider: [] },
    },
    {
      case: 'the author has got everything, and reads some of it',
      act: async ({ at, ana }) => {
        await call('POST', `${at}/delivered`, { token: ana.token, body: { seq: 5 } })
        return call('POST', `${at}/read`, { token: ana.token, body: { seq: 4 } })
      },
      expected: {
        author: ['receipt-updated', 'receipt-updated'],
        member: ['receipt-updated', 'receipt-updated'],
        former: [],
        outsider: [],
      },
    },
  ],
  addBlock: [
    {
      case: 'the author blocks a member, once more, and somebody whom they do not know',
      act: async ({ ana, bruno, diego }) => {
        for (const { id } of [bruno, bruno, diego])
          await call('PUT', `/api/blocks/${id}`, { token: ana.token })
      },
      expected: { author: ['block-updated', 'block-updated'], member: [], former: [], outsider: [] },
    },
  ],
  removeBlock: [
    {
      case: 'the author blocks somebody no longer, and again not',
      act: async ({ ana, bruno }) => {
        await call('PUT', `/api/blocks/${bruno.id}`, { token: ana.token })
        for (const _ of [1, 2]) await call('DELETE', `/api/blocks/${bruno.id}`, { token: ana.token })
      },
      expected: { author: ['block-updated', 'block-updated'], member: [], former: [], outsider: [] },
    },
  ],
  patchMe: [
    {
      case: 'S19: the author keeps to themself what they read, says so again, reads and writes, and another reads',
      act: async ({ ana, bruno, send, at, id }) => {
        const mine = (body: object) => call('PATCH', '/api/me', { token: ana.token, body })
        await mine({ receipts: false, typing: false, presence: false })
        await mine({ receipts: false })
        await send(bruno, 'four')
        await call('POST', `${at}/delivered`, { token: ana.token, body: { seq: 4 } })
        await call('POST', `${at}/read`, { token: ana.token, body: { seq: 4 } })
        const read = async ({ token }: Viewer) => {
          const { seq } = (await call('GET', `/api/conversations/${id}`, { token })).body.conversation
          await call('POST', `${at}/read`, { token, body: { seq } })
        }
        await send(ana, 'five')
        await read(bruno)
        await send(bruno, 'six')
        await read(ana)
      },
      expected: {
        author: [
          ...['settings-updated', 'message-created', 'receipt-updated', 'receipt-updated'],
          ...['message-created', 'receipt-updated', 'message-created', 'receipt-updated'],
        ],
        // That Ana has read `four` is no news to anybody else.
        member: [
          ...['message-created', 'receipt-updated', 'message-created'],
          ...['receipt-updated', 'message-created', 'receipt-updated'],
        ],
        former: [],
        outsider: [],
      },
    },
  ],
  createAct: [
    {
      case: 'the moderators delete what was flagged, bar who said it, and let them in again',
      act: async ({ ana, said, moderate }) => {
        const act = await moderate(ana, said.last)
        for (const one of ['delete', 'bar', 'lift']) await act(one)
      },
      expected: {
        author: ['message-deleted', 'message-created', 'member-removed'],
        member: ['member-removed'],
        former: [],
        outsider: [],
      },
    },
    {
      case: 'the only owner is barred, and somebody else is one then',
      act: async ({ bruno, said, moderate }) => {
        const act = await moderate(bruno, said.own)
        await act('bar')
      },
      expected: {
        author: ['member-removed'],
        member: ['member-updated', 'message-created', 'message-created', 'member-removed'],
        former: [],
        outsider: [],
      },
    },
  ],
  putReport: [
    {
      case: 'the price falls',
      act: ({ put }) => put({ metadata: { price: 850 } }),
      expected: { author: ['report-updated'], member: ['report-updated'], former: [], outsider: [] },
    },
    {
      case: 'it gets an owner whom nobody here has met',
      act: ({ put, n }) => put({ owner_external_id: `heir-${n}` }),
      expected: { author: ['report-updated'], member: ['report-updated'], former: [], outsider: [] },
    },
    {
      case: 'the price falls twice, and somebody asks in between',
      act: async ({ put, send, bruno }) => {
        await put({ metadata: { price: 850 } })
        await send(bruno, '¿850?')
        return put({ metadata: { price: 800 } })
      },
      expected: {
        author: ['report-updated', 'message-created', 'report-updated'],
        member: ['report-updated', 'message-created', 'report-updated'],
        former: [],
        outsider: [],
      },
    },
  ],
  deleteReport: [
    {
      case: 'it has gone',
      act: ({ ana, send, n, service }) =>
        send(ana, 'lástima').then(() => call('DELETE', `/api/reports/listing-${n}`, { token: service })),
      expected: {
        author: ['message-created', 'report-updated'],
        member: ['message-created', 'report-updated'],
        former: [],
        outsider: [],
      },
    },
  ],
  createSession: [
    {
      case: 'the host gives a new name',
      act: async ({ n }) =>
        call('POST', '/api/session', {
          body: { token: await tokenFor({ sub: `bruno-${n}`, name: 'Bruno Díaz' }) },
        }),
      expected: { author: ['user-updated'], member: ['user-updated'], former: [], outsider: [] },
    },
  ],
}

/** Writes nothing that anybody but a moderator could see, or that stays. */
const unseen = new Set([
  ...['deleteSession', 'setTyping', 'setPresence', 'createInvitation', 'deleteInvitation'],
  'createFlag',
])

describe.each(Object.entries(law))('patch law: %s', (_name, cases) => {
  test.each(cases)('$case', async ({ act, ...given }) => {
    const set = await scene()
    await verifyAction({ sql, viewers: set.viewers, action: () => act(set), ...given })
  })
})

test('patch law: every writing endpoint has a case', () => {
  const writing = Object.entries(endpoints).filter(
    ([name, { method }]) => method !== 'GET' && !unseen.has(name),
  )
  expect(writing.map(([name]) => name).sort()).toEqual(Object.keys(law).sort())
})

test('control: an event that is not sent breaks the law', async () => {
  const set = await scene()
  const action = () => set.send(set.ana, 'hola')
  const expected: Names = { author: [], member: [], former: [], outsider: [] }
  await expect(
    verifyAction({
      sql,
      viewers: set.viewers,
      action,
      expected,
      lose: ({ event }) => event === 'message-created',
    }),
  ).rejects.toThrow(/the world of/)
})

test('control: an action that nobody notices fails', async () => {
  const set = await scene()
  const expected: Names = { author: [], member: [], former: [], outsider: [] }
  await expect(verifyAction({ sql, viewers: set.viewers, action: async () => {}, expected })).rejects.toThrow(
    /viewers who noticed/,
  )
})
