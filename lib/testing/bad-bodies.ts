// Each endpoint with a body: one that is taken, and for each field what is refused.
import {
  boolean,
  emoji,
  id,
  ids,
  key,
  link,
  name,
  noObjects,
  noStrings,
  note,
  nul,
  oneOf,
  seq,
  text,
  times,
  token,
  written,
} from './bad-values'
import { unique } from './make'
import type { Scene, Viewer } from './scene'

type Field = {
  bad: unknown[]
  required?: true
  /** Null is a value here. */
  nullable?: true
}

export type Target = {
  verb: 'POST' | 'PUT' | 'PATCH'
  route: string
  /** Where an endpoint takes two kinds of body, which one. */
  kind?: string
  viewer: Viewer
  path: (scene: Scene) => string
  /** A body that is accepted, a new one each time. */
  good: (scene: Scene) => Record<string, unknown>
  status: number
  fields: Record<string, Field>
  /** No field must be there, but not none. */
  needsAny?: true
}

export const inClosed =
  (rest = '') =>
  ({ closed }: Scene) =>
    `/api/conversations/${closed.conversation.id}${rest}`

export const targets: Target[] = [
  {
    verb: 'POST',
    route: '/api/session',
    kind: 'token',
    viewer: 'anonymous',
    path: () => '/api/session',
    good: scene => ({ token: scene.token('member') }),
    status: 200,
    fields: { token: { bad: token, required: true } },
  },
  {
    verb: 'POST',
    route: '/api/session',
    kind: 'demo',
    viewer: 'anonymous',
    path: () => '/api/session',
    good: () => ({ demo_user: 'ana' }),
    // No such person in these tests, whatever SEED_DEMO says.
    status: 404,
    fields: { demo_user: { bad: [...noStrings, '', 'x'.repeat(201), nul], required: true } },
  },
  {
    verb: 'POST',
    route: '/api/flags',
    kind: 'message',
    viewer: 'owner',
    path: () => '/api/flags',
    good: ({ closed }) => ({ message_id: closed.concern.message_id, reason: 'spam', note: 'Otra vez' }),
    // It stands already.
    status: 200,
    fields: {
      message_id: { bad: id, required: true },
      reason: { bad: oneOf, required: true },
      note: { bad: note },
    },
  },
  {
    verb: 'POST',
    route: '/api/flags',
    kind: 'person',
    viewer: 'owner',
    path: () => '/api/flags',
    good: ({ closed }) => ({ user_id: closed.newcomer.id, reason: 'other' }),
    status: 200,
    fields: {
      user_id: { bad: id },
      conversation_id: { bad: id },
      reason: { bad: oneOf, required: true },
      note: { bad: note },
    },
  },
  {
    verb: 'POST',
    route: '/api/moderation/concerns/[id]/acts',
    viewer: 'moderator',
    path: ({ closed }) => `/api/moderation/concerns/${closed.concern.id}/acts`,
    good: () => ({ act: 'lift', why: unique('why') }),
    // Nobody is barred.
    status: 409,
    fields: { act: { bad: oneOf, required: true }, why: { bad: text(1000), required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations',
    kind: 'group',
    viewer: 'member',
    path: () => '/api/conversations',
    good: scene => ({
      type: 'group',
      member_ids: [scene.closed.newcomer.id],
      report_id: null,
      name: 'Lavapiés 😀',
      icon: '🏳️‍🌈',
      visibility: 'public',
    }),
    status: 201,
    fields: {
      type: { bad: oneOf, required: true },
      member_ids: { bad: ids, required: true },
      report_id: { bad: id, nullable: true },
      name: { bad: name, nullable: true },
      icon: { bad: emoji, nullable: true },
      visibility: { bad: oneOf },
    },
  },
  {
    verb: 'POST',
    route: '/api/conversations',
    kind: 'dm',
    viewer: 'owner',
    path: () => '/api/conversations',
    good: scene => ({ type: 'dm', member_ids: [scene.person('member')!.id], report_id: null }),
    status: 200,
    fields: {
      type: { bad: oneOf, required: true },
      member_ids: { bad: ids, required: true },
      report_id: { bad: id, nullable: true },
      name: { bad: [...name, 'A name'], nullable: true },
      icon: { bad: [...emoji, '😀'], nullable: true },
      visibility: { bad: [...oneOf, 'public'] },
    },
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]',
    viewer: 'owner',
    path: inClosed(),
    good: () => ({ name: unique('A name'), icon: '👩🏿‍❤️‍💋‍👩🏿', visibility: 'private', history: 'all' }),
    status: 200,
    fields: {
      name: { bad: name, nullable: true },
      icon: { bad: emoji, nullable: true },
      visibility: { bad: oneOf },
      history: { bad: oneOf },
    },
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/membership',
    viewer: 'member',
    path: inClosed('/membership'),
    good: () => ({
      archived: false,
      muted_until: '9999-12-31T23:59:59.999Z',
      pinned: true,
      marked_unread: true,
    }),
    status: 200,
    fields: {
      archived: { bad: boolean },
      muted_until: { bad: times, nullable: true },
      pinned: { bad: boolean },
      marked_unread: { bad: boolean },
    },
    needsAny: true,
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/read',
    viewer: 'member',
    path: inClosed('/read'),
    good: () => ({ seq: 3 }),
    status: 200,
    fields: { seq: { bad: [...seq, 1000], required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/delivered',
    viewer: 'member',
    path: inClosed('/delivered'),
    good: () => ({ seq: 3 }),
    status: 204,
    fields: { seq: { bad: [...seq, 1000], required: true } },
  },
  {
    verb: 'PUT',
    route: '/api/conversations/[id]/draft',
    viewer: 'member',
    path: inClosed('/draft'),
    good: () => ({ content: ' ¡Hol' }),
    status: 204,
    fields: { content: { bad: written(5000), required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/typing',
    viewer: 'member',
    path: inClosed('/typing'),
    good: () => ({ is_typing: true }),
    status: 204,
    fields: { is_typing: { bad: boolean, required: true } },
  },
  {
    verb: 'PATCH',
    route: '/api/me',
    viewer: 'member',
    path: () => '/api/me',
    good: () => ({ receipts: true, presence: true, typing: true }),
    status: 200,
    fields: { receipts: { bad: boolean }, presence: { bad: boolean }, typing: { bad: boolean } },
    needsAny: true,
  },
  {
    verb: 'POST',
    route: '/api/presence',
    viewer: 'member',
    path: () => '/api/presence',
    good: () => ({ is_active: true }),
    status: 204,
    fields: { is_active: { bad: boolean, required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/members',
    viewer: 'owner',
    path: inClosed('/members'),
    good: scene => ({ user_ids: [scene.closed.newcomer.id] }),
    status: 200,
    fields: { user_ids: { bad: [...ids, []], required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/invitations',
    viewer: 'owner',
    path: inClosed('/invitations'),
    good: () => ({ expires_in_hours: 24, max_uses: 5 }),
    status: 201,
    fields: {
      expires_in_hours: { bad: [...seq, 0, 2, 169, 721] },
      max_uses: { bad: [...seq, 0, 1001], nullable: true },
    },
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    viewer: 'owner',
    path: scene => inClosed(`/members/${scene.closed.bystander('owner').id}`)(scene),
    good: () => ({ role: 'admin' }),
    status: 200,
    fields: { role: { bad: oneOf, required: true } },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/messages',
    viewer: 'member',
    path: inClosed('/messages'),
    good: () => ({ client_message_id: unique('key'), content: '¡Hola! 👋🏽', reply_to_id: null }),
    status: 201,
    fields: {
      client_message_id: { bad: key, required: true },
      content: { bad: text(5000), required: true },
      reply_to_id: { bad: id, nullable: true },
    },
  },
  {
    verb: 'PATCH',
    route: '/api/messages/[id]',
    viewer: 'member',
    path: ({ closed }) => `/api/messages/${closed.message.id}`,
    good: () => ({ content: unique('¡Adiós! 👋🏽') }),
    status: 200,
    fields: { content: { bad: text(5000), required: true } },
  },
  {
    verb: 'PUT',
    route: '/api/reports/[external_id]',
    viewer: 'service',
    path: () => `/api/reports/${unique('new')}`,
    good: () => ({
      kind: 'flat',
      title: 'Un piso en Lavapiés',
      url: 'https://example.com/?q=1#top',
      owner_external_id: 'host-9',
      metadata: { price: 850, rooms: [1, null, { light: true }] },
    }),
    status: 201,
    fields: {
      kind: { bad: text(50), required: true },
      title: { bad: text(200), required: true },
      url: { bad: link, required: true },
      owner_external_id: { bad: text(200), required: true },
      metadata: { bad: [...noObjects, { [nul]: 1 }, { a: nul }, { '\ud800': 1 }] },
    },
  },
]
