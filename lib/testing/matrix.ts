// Who may do what: for each verb of each route a row, and in it what every kind of viewer is answered.
import { unique } from './make'
import { type Place, type Viewer, viewers } from './scene'

type Request = { path: string; body?: unknown }
type Asking = { at: Place; viewer: Viewer; me: string; token: string }

export type Row = {
  verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As the file tree spells it. */
  route: string
  /** What is asked; a verb's first row stands for it where one is enough. */
  what: string
  request: (asking: Asking) => Request
  statuses: Partial<Record<Viewer, number>>
  /** Viewers whose refusal only the body can decide: for them its faults come first. */
  bodyDecides?: Viewer[]
}

/** The same for everybody who is somebody. */
const persons = (status: number, others: Partial<Record<Viewer, number>> = {}) => ({
  ...Object.fromEntries(viewers.map(viewer => [viewer, status])),
  anonymous: 401,
  service: 403,
  ...others,
})

/** What is a conversation's: its members are answered, a public one says 403 to others, a private one does not exist. */
const inside = (status: number, others: Partial<Record<Viewer, number>> = {}) => ({
  ...persons(status),
  stranger: 404,
  former: 404,
  moderator: 404,
  visitor: 403,
  returner: 403,
  late: others.member ?? status,
  ...others,
})

/** Of a message that was said before the late member came. */
const before = (status: number, others: Partial<Record<Viewer, number>> = {}) =>
  inside(status, { late: 404, ...others })

/** What is the moderators’: to everybody else it is not there. */
const moderated = (status: number) => persons(404, { moderator: status })

const everyone = (status: number) => Object.fromEntries(viewers.map(viewer => [viewer, status]))

const newGroup = { type: 'group', member_ids: [] }
const newMessage = () => ({ client_message_id: unique('key'), content: 'Hola' })
const someReport = (owner: string) => ({
  kind: 'ticket',
  title: 'A ticket',
  url: '/t',
  owner_external_id: owner,
})

export const rows: Row[] = [
  {
    verb: 'GET',
    route: '/api/health',
    what: 'the health',
    request: () => ({ path: '/api/health' }),
    statuses: everyone(200),
  },
  {
    verb: 'GET',
    route: '/api/me',
    what: 'oneself',
    request: () => ({ path: '/api/me' }),
    statuses: persons(200),
  },
  {
    verb: 'PATCH',
    route: '/api/me',
    what: 'what one shows of oneself',
    request: () => ({ path: '/api/me', body: { typing: true } }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/users',
    what: 'people by name',
    request: () => ({ path: '/api/users?query=ana' }),
    statuses: persons(200),
  },
  {
    verb: 'POST',
    route: '/api/session',
    what: 'a cookie for a token',
    request: ({ token }) => ({ path: '/api/session', body: { token: token || 'none' } }),
    statuses: { ...everyone(200), anonymous: 401, service: 403 },
    bodyDecides: ['anonymous', 'service'],
  },
  {
    verb: 'DELETE',
    route: '/api/session',
    what: 'signing out',
    request: () => ({ path: '/api/session' }),
    statuses: persons(204),
  },
  {
    verb: 'GET',
    route: '/api/stream',
    what: 'one’s stream',
    request: () => ({ path: '/api/stream' }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/events',
    what: 'one’s events',
    request: () => ({ path: '/api/events' }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/unread-count',
    what: 'what one has not read',
    request: () => ({ path: '/api/unread-count' }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/drafts',
    what: 'what one has not sent',
    request: () => ({ path: '/api/drafts' }),
    statuses: persons(200),
  },
  {
    verb: 'POST',
    route: '/api/read',
    what: 'reading everything',
    request: () => ({ path: '/api/read' }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/blocks',
    what: 'whom one blocks',
    request: () => ({ path: '/api/blocks' }),
    statuses: persons(200),
  },
  {
    verb: 'PUT',
    route: '/api/blocks/[userId]',
    what: 'blocking somebody',
    request: ({ at }) => ({ path: `/api/blocks/${at.newcomer.id}` }),
    statuses: persons(200),
  },
  {
    verb: 'PUT',
    route: '/api/blocks/[userId]',
    what: 'blocking oneself',
    request: ({ me }) => ({ path: `/api/blocks/${me}` }),
    statuses: persons(422, {}),
  },
  {
    verb: 'DELETE',
    route: '/api/blocks/[userId]',
    what: 'blocking somebody no longer',
    request: ({ at }) => ({ path: `/api/blocks/${at.newcomer.id}` }),
    statuses: persons(204),
  },
  {
    verb: 'POST',
    route: '/api/flags',
    what: 'flagging a message',
    request: ({ at }) => ({
      path: '/api/flags',
      body: { message_id: at.farewell.id, reason: 'spam', note: unique('note') },
    }),
    // Whose own it is has nothing to report.
    statuses: before(201),
    bodyDecides: ['stranger', 'former', 'moderator', 'visitor', 'returner', 'late'],
  },
  {
    verb: 'POST',
    route: '/api/flags',
    what: 'flagging a person of a conversation',
    request: ({ at }) => ({
      path: '/api/flags',
      body: { user_id: at.bystander('admin').id, conversation_id: at.conversation.id, reason: 'other' },
    }),
    statuses: inside(201),
  },
  {
    verb: 'POST',
    route: '/api/flags',
    what: 'flagging a person',
    request: ({ at }) => ({ path: '/api/flags', body: { user_id: at.newcomer.id, reason: 'fraud' } }),
    // A visitor is the stranger once more, a returner the former member; the owner has done it before.
    statuses: persons(201, { visitor: 200, returner: 200, owner: 200 }),
  },
  {
    verb: 'GET',
    route: '/api/moderation/concerns',
    what: 'what is to be looked at',
    request: () => ({ path: '/api/moderation/concerns' }),
    statuses: moderated(200),
  },
  {
    verb: 'POST',
    route: '/api/moderation/concerns/[id]/acts',
    what: 'dismissing a concern',
    request: ({ at }) => ({
      path: `/api/moderation/concerns/${at.concern.id}/acts`,
      body: { act: 'dismiss', why: unique('why') },
    }),
    statuses: moderated(201),
  },
  {
    verb: 'POST',
    route: '/api/moderation/concerns/[id]/acts',
    what: 'barring somebody',
    request: ({ at }) => ({
      path: `/api/moderation/concerns/${at.concern.id}/acts`,
      body: { act: 'bar', why: unique('why') },
    }),
    statuses: moderated(201),
  },
  {
    verb: 'GET',
    route: '/api/moderation/acts',
    what: 'what the moderators have done',
    request: () => ({ path: '/api/moderation/acts' }),
    statuses: moderated(200),
  },
  {
    verb: 'GET',
    route: '/api/conversations',
    what: 'one’s inbox',
    request: () => ({ path: '/api/conversations' }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/directory',
    what: 'open conversations',
    request: () => ({ path: '/api/directory' }),
    statuses: persons(200),
  },
  {
    verb: 'POST',
    route: '/api/conversations',
    what: 'a new group',
    request: () => ({ path: '/api/conversations', body: newGroup }),
    statuses: persons(201),
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]',
    what: 'a conversation',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}` }),
    statuses: inside(200, { visitor: 200, returner: 200 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]',
    what: 'another name for a group',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}`,
      body: { name: unique('name') },
    }),
    statuses: inside(200, { member: 403 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]',
    what: 'a name for a dm',
    request: ({ at }) => ({ path: `/api/conversations/${at.dm.id}`, body: { name: 'Us' } }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 403,
      owner: 403,
    },
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]/events',
    what: 'the log of a conversation',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/events` }),
    statuses: inside(200),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/read',
    what: 'reading a conversation',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/read`, body: { seq: 4 } }),
    statuses: inside(200),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/delivered',
    what: 'having got what was said',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/delivered`, body: { seq: 4 } }),
    statuses: inside(204),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/typing',
    what: 'writing just now',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/typing`,
      body: { is_typing: true },
    }),
    statuses: inside(204),
  },
  {
    verb: 'POST',
    route: '/api/presence',
    what: 'being at a device',
    request: () => ({ path: '/api/presence', body: { is_active: true } }),
    statuses: persons(204),
  },
  {
    verb: 'GET',
    route: '/api/presence',
    what: 'how people are',
    request: ({ at }) => ({ path: `/api/presence?ids=${at.owner.id}` }),
    statuses: persons(200),
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]/unread',
    what: 'why something is unread',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/unread` }),
    statuses: inside(200),
  },
  {
    verb: 'PUT',
    route: '/api/conversations/[id]/draft',
    what: 'what one is writing',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/draft`,
      body: { content: 'Hol' },
    }),
    statuses: inside(204),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/membership',
    what: 'one’s own settings of a conversation',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/membership`,
      body: { pinned: true },
    }),
    statuses: inside(200),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/membership',
    what: 'one’s own settings of a dm',
    request: ({ at }) => ({ path: `/api/conversations/${at.dm.id}/membership`, body: { archived: true } }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 200,
      owner: 200,
    },
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]/messages',
    what: 'messages',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/messages` }),
    statuses: inside(200),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/messages',
    what: 'a message',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/messages`, body: newMessage() }),
    statuses: inside(201),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/messages',
    what: 'an answer to a message',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/messages`,
      body: { ...newMessage(), reply_to_id: at.message.id },
    }),
    statuses: before(201),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/messages',
    what: 'an answer to a message of another conversation',
    request: ({ at, viewer }) => ({
      path: `/api/conversations/${viewer === 'former' ? at.conversation.id : at.dm.id}/messages`,
      body: { ...newMessage(), reply_to_id: at.message.id },
    }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      service: 403,
      member: 404,
      owner: 404,
    },
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/messages',
    what: 'a retry of what was stored before one left',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/messages`,
      body: { client_message_id: at.farewell.client_message_id, content: at.farewell.content },
    }),
    // For all others it is a key of their own, which they have not used.
    statuses: inside(201, { former: 200, returner: 200 }),
  },
  {
    verb: 'GET',
    route: '/api/messages/[id]',
    what: 'one message',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}` }),
    statuses: before(200),
  },
  {
    verb: 'PATCH',
    route: '/api/messages/[id]',
    what: 'other words for a message',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}`, body: { content: unique('words') } }),
    statuses: before(403, { member: 200 }),
  },
  {
    verb: 'PATCH',
    route: '/api/messages/[id]',
    what: 'other words for a message of the owner’s',
    request: ({ at }) => ({ path: `/api/messages/${at.word.id}`, body: { content: unique('words') } }),
    statuses: before(403, { owner: 200 }),
  },
  {
    verb: 'DELETE',
    route: '/api/messages/[id]',
    what: 'deleting a message',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}` }),
    statuses: before(204),
  },
  {
    verb: 'DELETE',
    route: '/api/messages/[id]',
    what: 'deleting a message of another’s',
    request: ({ at }) => ({ path: `/api/messages/${at.farewell.id}` }),
    statuses: before(204, { member: 403 }),
  },
  {
    verb: 'GET',
    route: '/api/messages/[id]/reactions',
    what: 'who reacted',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}/reactions` }),
    statuses: before(200),
  },
  {
    verb: 'PUT',
    route: '/api/messages/[id]/reactions/[emoji]',
    what: 'a reaction',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}/reactions/%F0%9F%91%8D` }),
    statuses: before(200),
  },
  {
    verb: 'PUT',
    route: '/api/messages/[id]/reactions/[emoji]',
    what: 'a reaction with what is no emoji',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}/reactions/x` }),
    statuses: before(422),
  },
  {
    verb: 'DELETE',
    route: '/api/messages/[id]/reactions/[emoji]',
    what: 'taking a reaction back',
    request: ({ at }) => ({ path: `/api/messages/${at.message.id}/reactions/%F0%9F%91%8D` }),
    statuses: before(200),
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]/members',
    what: 'members',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/members` }),
    statuses: inside(200),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/members',
    what: 'adding somebody',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/members`,
      body: { user_ids: [at.newcomer.id] },
    }),
    statuses: inside(200, { member: 403 }),
    bodyDecides: ['visitor', 'returner', 'member', 'late'],
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/members',
    what: 'joining',
    request: ({ at, me }) => ({
      path: `/api/conversations/${at.conversation.id}/members`,
      body: { user_ids: [me] },
    }),
    statuses: inside(200, { visitor: 200, returner: 200 }),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/members',
    what: 'joining and bringing somebody along',
    request: ({ at, me }) => ({
      path: `/api/conversations/${at.conversation.id}/members`,
      body: { user_ids: [me, at.newcomer.id] },
    }),
    statuses: inside(200, { member: 403 }),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/members',
    what: 'adding somebody to a dm',
    request: ({ at }) => ({
      path: `/api/conversations/${at.dm.id}/members`,
      body: { user_ids: [at.newcomer.id] },
    }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 403,
      owner: 403,
    },
  },
  {
    verb: 'GET',
    route: '/api/conversations/[id]/invitations',
    what: 'the links in force',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/invitations` }),
    statuses: inside(200, { member: 403 }),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/invitations',
    what: 'a link',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/invitations`, body: {} }),
    statuses: inside(201, { member: 403 }),
  },
  {
    verb: 'POST',
    route: '/api/conversations/[id]/invitations',
    what: 'a link into a dm',
    request: ({ at }) => ({ path: `/api/conversations/${at.dm.id}/invitations`, body: {} }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 403,
      owner: 403,
    },
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/invitations/[invitationId]',
    what: 'revoking a link',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/invitations/${at.invitation.id}`,
    }),
    statuses: inside(204, { member: 403 }),
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/invitations/[invitationId]',
    what: 'revoking a link that there is not',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/invitations/${at.newcomer.id}` }),
    statuses: inside(404, { member: 403 }),
  },
  {
    verb: 'GET',
    route: '/api/invitations/[token]',
    what: 'where a link leads',
    request: ({ at }) => ({ path: `/api/invitations/${at.token}` }),
    statuses: persons(200),
  },
  {
    verb: 'POST',
    route: '/api/invitations/[token]',
    what: 'joining by a link',
    request: ({ at }) => ({ path: `/api/invitations/${at.token}` }),
    statuses: persons(200),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'making somebody an admin',
    request: ({ at, viewer }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${at.bystander(viewer).id}`,
      body: { role: 'admin' },
    }),
    statuses: inside(200, { member: 403 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'making somebody an owner',
    request: ({ at, viewer }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${at.bystander(viewer).id}`,
      body: { role: 'owner' },
    }),
    statuses: inside(200, { member: 403, admin: 403 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'taking an owner’s role',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${at.owner.id}`,
      body: { role: 'admin' },
    }),
    // The owner here is the last one.
    statuses: inside(409, { member: 403, admin: 403 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'ceasing to be what one is',
    request: ({ at, me }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${me}`,
      body: { role: 'member' },
    }),
    statuses: inside(200, { member: 403, owner: 409 }),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'a role for who is not there',
    request: ({ at }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${at.newcomer.id}`,
      body: { role: 'admin' },
    }),
    statuses: inside(404),
  },
  {
    verb: 'PATCH',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'a role in a dm',
    request: ({ at, me }) => ({
      path: `/api/conversations/${at.dm.id}/members/${me}`,
      body: { role: 'owner' },
    }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 403,
      owner: 403,
    },
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'removing somebody',
    request: ({ at, viewer }) => ({
      path: `/api/conversations/${at.conversation.id}/members/${at.bystander(viewer).id}`,
    }),
    statuses: inside(204, { member: 403 }),
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'removing an owner',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/members/${at.owner.id}` }),
    // The owner here is the last one, and others stay.
    statuses: inside(409, { member: 403, admin: 403 }),
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'removing who is not there',
    request: ({ at }) => ({ path: `/api/conversations/${at.conversation.id}/members/${at.newcomer.id}` }),
    statuses: inside(404),
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'leaving',
    request: ({ at, me }) => ({ path: `/api/conversations/${at.conversation.id}/members/${me}` }),
    statuses: inside(204, { owner: 409 }),
  },
  {
    verb: 'DELETE',
    route: '/api/conversations/[id]/members/[userId]',
    what: 'leaving a dm',
    request: ({ at, me }) => ({ path: `/api/conversations/${at.dm.id}/members/${me}` }),
    statuses: {
      anonymous: 401,
      stranger: 404,
      former: 404,
      moderator: 404,
      admin: 404,
      service: 403,
      member: 403,
      owner: 403,
    },
  },
  {
    verb: 'GET',
    route: '/api/reports/[external_id]',
    what: 'a report',
    request: ({ at }) => ({ path: `/api/reports/${at.report.external_id}` }),
    statuses: persons(200),
  },
  {
    verb: 'PUT',
    route: '/api/reports/[external_id]',
    what: 'how a report is now',
    request: ({ at }) => ({ path: `/api/reports/${at.report.external_id}`, body: someReport('host-7') }),
    statuses: persons(403, { service: 200 }),
  },
  {
    verb: 'POST',
    route: '/api/reports/[external_id]/conversation',
    what: 'a word with a report’s owner',
    request: ({ at }) => ({ path: `/api/reports/${at.report.external_id}/conversation` }),
    // A visitor is the stranger once more, a returner the former member: their dms stand by then.
    statuses: persons(201, { visitor: 200, returner: 200, owner: 422 }),
  },
  {
    verb: 'DELETE',
    route: '/api/reports/[external_id]',
    what: 'a report that has gone',
    request: ({ at }) => ({ path: `/api/reports/${at.report.external_id}` }),
    statuses: persons(403, { service: 204 }),
  },
]
