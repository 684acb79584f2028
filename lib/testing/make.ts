// Builders: people, conversations and what is said in them, made through the API as anyone would make them.
import type { Conversation } from '../contract/conversation'
import type { Invitation } from '../contract/invitation'
import type { Role } from '../contract/member'
import type { Message } from '../contract/message'
import type { Concern } from '../contract/moderation'
import type { Report } from '../contract/report'
import type { User } from '../contract/user'
import { type Asked, call, tokenFor, type Verb } from './api'

/** Somebody with a token of their own, known to the server. */
export type Made = User & { token: string }

let made = 0
/** A name for one thing of this test file: `ana-7`. */
export const unique = (word: string) => {
  made += 1
  return `${word}-${made}`
}

/** The answer's body; a test that builds on a refusal stops here, with the refusal. */
export const must = async (verb: Verb, path: string, asked: Asked = {}) => {
  const answer = await call(verb, path, asked)
  if (answer.status >= 300)
    throw new Error(`${verb} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A person by name; `claims` are added to their token, `sub` among them if it matters. */
export const person = async (name = 'Ana Ruiz', claims: Record<string, unknown> = {}): Promise<Made> => {
  const sub = unique(name.split(' ')[0]!.toLowerCase())
  const token = await tokenFor({ sub, name, ...claims })
  const { user } = await must('GET', '/api/me', { token })
  return { ...user, token }
}

/** Several at once, in the order of their names. */
export const people = <N extends string[]>(...names: N) =>
  Promise.all(names.map(name => person(name))) as Promise<{ [K in keyof N]: Made }>

/** A token of the host's server. */
export const service = () => tokenFor({ role: 'service' })

type About = { report?: Report }
type Look = About & { name?: string; icon?: string; visibility?: 'private' | 'public' }

/** The dm of two people, about a report or none. */
export const dm = async (from: Made, to: Made, { report }: About = {}): Promise<Conversation> => {
  const body = { type: 'dm', member_ids: [to.id], report_id: report?.id }
  return (await must('POST', '/api/conversations', { token: from.token, body })).conversation
}

/** A group that `owner` founds with others; private unless said. */
export const group = async (
  owner: Made,
  others: Made[] = [],
  { report, ...look }: Look = {},
): Promise<Conversation> => {
  const body = { type: 'group', member_ids: others.map(({ id }) => id), report_id: report?.id, ...look }
  return (await must('POST', '/api/conversations', { token: owner.token, body })).conversation
}

export const publicGroup = (owner: Made, others: Made[] = [], look: Look = {}) =>
  group(owner, others, { ...look, visibility: 'public' })

export const add = (by: Made, { id }: Conversation, ...others: Made[]) =>
  must('POST', `/api/conversations/${id}/members`, {
    token: by.token,
    body: { user_ids: others.map(other => other.id) },
  })

export const join = (who: Made, conversation: Conversation) => add(who, conversation, who)

/** A link into a group, with the token that stands in it. */
export const invite = (
  by: Made,
  { id }: Pick<Conversation, 'id'>,
  body: object = {},
): Promise<{ invitation: Invitation; token: string }> =>
  must('POST', `/api/conversations/${id}/invitations`, { token: by.token, body })

/** Takes somebody out of a group; a person takes themself out by leaving. */
export const remove = (by: Made, { id }: Conversation, who: Made) =>
  must('DELETE', `/api/conversations/${id}/members/${who.id}`, { token: by.token })

export const promote = (by: Made, { id }: Conversation, who: Made, role: Role) =>
  must('PATCH', `/api/conversations/${id}/members/${who.id}`, { token: by.token, body: { role } })

export const say = async (
  from: Made,
  { id }: Conversation,
  content = 'Hola',
  replyTo: Message | null = null,
): Promise<Message> => {
  const body = { client_message_id: unique('say'), content, reply_to_id: replyTo?.id ?? null }
  return (await must('POST', `/api/conversations/${id}/messages`, { token: from.token, body })).message
}

const reactionPath = ({ id }: { id: string }, emoji: string) =>
  `/api/messages/${id}/reactions/${encodeURIComponent(emoji)}`

/** The message once somebody has reacted to it. */
export const react = async (who: Made, message: { id: string }, emoji = '👍'): Promise<Message> =>
  (await must('PUT', reactionPath(message, emoji), { token: who.token })).message

export const unreact = async (who: Made, message: { id: string }, emoji = '👍'): Promise<Message> =>
  (await must('DELETE', reactionPath(message, emoji), { token: who.token })).message

/** The concern that comes of a flag, as a moderator finds it. */
export const flag = async (reporter: Made, message: { id: string }, moderator: Made): Promise<Concern> => {
  const body = { message_id: message.id, reason: 'spam' }
  await must('POST', '/api/flags', { token: reporter.token, body })
  const { concerns } = await must('GET', '/api/moderation/concerns', { token: moderator.token })
  return concerns.find(({ message_id }: Concern) => message_id === message.id)
}

export const flagPerson = (reporter: Made, who: { id: string }) =>
  must('POST', '/api/flags', { token: reporter.token, body: { user_id: who.id, reason: 'other' } })

/** A report of `owner`'s, as the host's server puts it there. */
export const report = async (owner: Made, external = unique('report')): Promise<Report> => {
  const body = {
    kind: 'report',
    title: 'A broken streetlight',
    url: '/reports/streetlight',
    owner_external_id: owner.external_id,
  }
  const path = `/api/reports/${encodeURIComponent(external)}`
  return (await must('PUT', path, { token: await service(), body })).report
}

/** The cookie of a browser in which this person signs in, as a Cookie header sends it. */
export const signedIn = async ({ token }: Made, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await call('POST', '/api/session', { body: { token }, headers })
  if (answer.status !== 200) throw new Error(`POST /api/session: ${answer.status}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
