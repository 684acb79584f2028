// Each endpoint with a query: what is refused, what is fine, and places that no page gave.
import { v7 as uuidv7 } from 'uuid'
import { inClosed } from './bad-bodies'
import { noIds, nul, unknownId } from './bad-values'
import type { Scene, Viewer } from './scene'

export const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = '2026-01-01T00:00:00.000Z'

/** Values of the inbox's `before` that no page gave. */
const forgedPlaces = [
  ...['', 'x', '%', '====', 'null', '[]', '\0', '€', 'x'.repeat(501)],
  ...[null, 5, 'x', {}, [], [true], [true, now], [true, now, unknownId, 1]].map(encoded),
  ...['true', 1, null, [], {}].map(pinned => encoded([pinned, now, unknownId])),
  ...['', 'now', 'infinity', '-infinity', 'epoch', 5, null, now.slice(0, 10), `${now} `, `+01${now}`].map(
    at => encoded([false, at, unknownId]),
  ),
  // Not one of these is a date, though some parsers say so.
  ...['2026-99-99', '2026-02-30', '2026-02-29', '2026-04-31', '2026-00-10', '2026-01-00', '0000-01-01'].map(
    day => encoded([false, `${day}T00:00:00.000Z`, unknownId]),
  ),
  ...['24:00:00', '25:00:00', '23:60:00', '23:59:60'].map(at =>
    encoded([false, `2026-01-01T${at}.000Z`, unknownId]),
  ),
  ...['', 'x', 5, null, `${unknownId}'`, unknownId.replace('0', 'g'), nul].map(other =>
    encoded([false, now, other]),
  ),
  Buffer.from('['.repeat(300)).toString('base64url'),
]

const noLimits = ['0', '101', '-1', '1.5', 'abc', '', ' ', '1e1', '0x10', '+5', '٥', '9'.repeat(400), '%00']
const noSeqs = ['-1', '1.5', 'abc', '', '1e400', '0x10', '9007199254740992', '9'.repeat(400), 'NaN', '%ff']
const noPlaces = [
  ...['', 'x', '1', '1.0', '%00'],
  ...[1, [], [1], [1, 2, 3], [-1, 0], [1.5, 0], ['1', 0], [null, 0], [1, '0'], [true, 0]].map(encoded),
  ...[
    [10 ** 16, 0],
    [2 ** 53, 0],
    [1, 10 ** 9],
    [0, -1],
  ].map(encoded),
]
const noTimes = [
  ...['', 'x', '_', now, `${now}_${unknownId}`, 'x'.repeat(101)],
  ...[[], [now], [now, unknownId, 'x'], [now, 'x'], [unknownId, now], ['', unknownId], [5, unknownId]].map(
    encoded,
  ),
  ...['now', 'infinity', '0000-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z'].map(at =>
    encoded([at, unknownId]),
  ),
  ...[`${unknownId.toUpperCase()}X`, null, 5, nul].map(other => encoded([now, other])),
]
const encode = (values: string[]) =>
  values.map(value => (value.startsWith('%') ? value : encodeURIComponent(value)))
const badIds = encode(noIds)

type Queried = {
  route: string
  viewer: Viewer
  path: (scene: Scene) => string
  /** Each parameter with values that are refused. */
  bad: Record<string, string[]>
  /** Whole queries that are refused though each part of them is fine. */
  badTogether?: string[]
  fine: string[]
}

const manyIds = (count: number) => Array.from({ length: count }, () => uuidv7()).join(',')

export const queried: Queried[] = [
  {
    route: '/api/users',
    viewer: 'member',
    path: () => '/api/users',
    bad: {
      query: encode(['', 'a', ' a ', '%00%00', 'x'.repeat(101), '😀'.repeat(101), '  \n ', nul]),
      ids: [...badIds, `${unknownId},`, `,${unknownId}`, `${unknownId},x`, manyIds(101), ','],
    },
    badTogether: ['', `query=ana&ids=${unknownId}`, 'name=ana'],
    fine: [
      'query=an',
      `query=${'x'.repeat(100)}`,
      'query=%25_',
      'query=%ff%ff',
      `ids=${manyIds(100)}`,
      'query=an&x=1',
    ],
  },
  {
    route: '/api/presence',
    viewer: 'member',
    path: () => '/api/presence',
    bad: { ids: [...badIds, `${unknownId},`, `,${unknownId}`, `${unknownId},x`, manyIds(101), ','] },
    badTogether: ['', `query=${unknownId}`],
    fine: [`ids=${manyIds(100)}`, `ids=${unknownId},${unknownId}`],
  },
  {
    route: '/api/moderation/concerns',
    viewer: 'moderator',
    path: () => '/api/moderation/concerns',
    bad: { limit: encode(noLimits), before: encode(noTimes), state: ['', 'x', 'OPEN', '__proto__'] },
    fine: ['', 'limit=1', 'state=open', 'state=closed', `before=${encoded([now, unknownId])}`],
  },
  {
    route: '/api/moderation/acts',
    viewer: 'moderator',
    path: () => '/api/moderation/acts',
    bad: { limit: encode(noLimits), before: encode(noTimes) },
    fine: ['', 'limit=100', `before=${encoded([now, unknownId])}`],
  },
  {
    route: '/api/conversations',
    viewer: 'member',
    path: () => '/api/conversations',
    bad: {
      limit: encode(noLimits),
      before: forgedPlaces.map(encodeURIComponent),
      filter: ['', 'x', 'ALL', '__proto__', 'constructor', 'all,unread'],
      report_id: badIds,
      query: encode(['', ' ', '%00%00', 'x'.repeat(101), '😀'.repeat(101), nul]),
    },
    fine: [
      ...[
        '',
        'limit=1',
        'limit=100',
        'filter=all',
        'filter=unread',
        'filter=groups',
        'filter=reports',
        'filter=archived',
        `report_id=${unknownId}`,
        'query=a',
        'query=%25_',
        'query=%5C',
        'query=%ff',
        'query=%CC%81',
        `query=${encodeURIComponent('😀'.repeat(100))}`,
        `query=a&filter=unread&limit=100&report_id=${unknownId}&before=${encoded([false, now, unknownId])}`,
      ],
      `before=${encoded([true, '9999-12-31T23:59:59.999Z', unknownId])}`,
      `before=${encoded([false, '0001-01-01T00:00:00.000Z', unknownId])}`,
      `before=${encoded([false, '2024-02-29T00:00:00.000Z', unknownId])}`,
      'x=1&__proto__=2&limit[]=5&constructor=1',
    ],
  },
  {
    route: '/api/directory',
    viewer: 'member',
    path: () => '/api/directory',
    bad: {
      query: encode(['%00%00', 'x'.repeat(101), '😀'.repeat(101), nul]),
      limit: encode(noLimits),
      before: encode([
        ...['', 'x', '1', `1.${unknownId}`, 'x'.repeat(501)],
        ...[[], [1], [1, unknownId, 1], [unknownId, 1], ['1', unknownId], [1, `${unknownId}'`], [1, nul]].map(
          encoded,
        ),
        ...[-1, 1.5, 10 ** 9, null, true].map(count => encoded([count, unknownId])),
      ]),
    },
    fine: [
      '',
      'query=',
      'query=%25_',
      'query=%ff',
      'limit=100',
      `before=${encoded([999_999_999, unknownId])}`,
    ],
  },
  {
    route: '/api/conversations/[id]/members',
    viewer: 'member',
    path: inClosed('/members'),
    bad: { limit: encode(noLimits), after: encode(noPlaces) },
    fine: [
      '',
      'limit=1',
      ...[
        [0, 0],
        [10 ** 15 - 1, 999_999_999],
      ].map(place => `after=${encoded(place)}`),
    ],
  },
  {
    route: '/api/conversations/[id]/messages',
    viewer: 'member',
    path: inClosed('/messages'),
    bad: {
      limit: encode(noLimits),
      before: encode(noSeqs),
      after: encode(noSeqs),
      around: encode(noSeqs),
    },
    badTogether: ['before=1&after=1', 'after=1&around=1', 'before=1&around=1', 'before=1&after=2&around=3'],
    fine: [
      ...['', 'limit=100', 'before=0', 'after=0', 'around=0', 'around=3&limit=1', 'after=9007199254740991'],
      ...['before=9007199254740991', 'around=9007199254740991', 'before=0000000000000001'],
    ],
  },
  {
    route: '/api/messages/[id]/reactions',
    viewer: 'member',
    path: ({ closed }) => `/api/messages/${closed.message.id}/reactions`,
    bad: {
      limit: encode(noLimits),
      after: encode(noSeqs),
      emoji: encode(['', 'a', '1', '😀😀', ' 😀', '\u200d', '%00', '%ff', 'x'.repeat(400)]),
    },
    fine: ['', 'limit=1', 'after=0', 'after=9007199254740991', `emoji=${encodeURIComponent('👍🏽')}`],
  },
  {
    route: '/api/conversations/[id]/events',
    viewer: 'member',
    path: inClosed('/events'),
    bad: { after: encode(noSeqs) },
    fine: ['', 'after=0', 'after=9007199254740991'],
  },
  {
    // What a cursor says is never refused: who has a useless one is told to start anew.
    route: '/api/events',
    viewer: 'member',
    path: () => '/api/events',
    bad: {},
    fine: [
      '',
      'cursor=',
      ...encode(['x', '%00', '%ff', 'a.b.c', `a.${'9'.repeat(400)}.b`, 'x'.repeat(5000)]).map(
        c => `cursor=${c}`,
      ),
    ],
  },
  {
    route: '/api/stream',
    viewer: 'member',
    path: () => '/api/stream',
    bad: {},
    fine: ['cursor=x', 'cursor=%00', 'cursor=a.999999999999999.b', `cursor=${'x'.repeat(5000)}`],
  },
]
