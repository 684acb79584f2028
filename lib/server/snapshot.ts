// What a page is rendered from: the answers that its parts would get from the API, for the one who looks at it. Handed to
// the browser with their cursors, they need not be fetched again.
import type { getBlocks } from '../contract/block'
import { getConversation, getConversations } from '../contract/conversation'
import type { Answer, Endpoint, Query } from '../contract/endpoint'
import { getMembers, type Membership } from '../contract/member'
import { getMessages, type Message } from '../contract/message'
import { id } from '../contract/primitives'
import { externalId, getReport } from '../contract/report'
import { getMe, type User } from '../contract/user'
import { canSee } from './access'
import { page as blockPage } from './blocks'
import type { Person } from './caller'
import { show as showConversation } from './conversations'
import { AppError, notFound } from './error'
import type { Context } from './http/context'
import { page as inboxPage } from './inbox'
import { page as memberPage } from './members'
import { page as messagePage, placeOf } from './messages'
import { exists, show as showReport } from './reports'
import { me } from './users'

type Body<E extends Endpoint> = Answer<E>['body']
type Asked = Pick<Query<typeof getConversations>, 'filter' | 'report_id'>

/** Each part as its endpoint answers it. The browser's side declares the same shape: neither imports the other. */
export type Snapshot = {
  viewer: User
  isModerator?: boolean
  blocks?: Body<typeof getBlocks>
  inbox?: { asked: Asked; page: Body<typeof getConversations> }[]
  conversation?: {
    detail: Body<typeof getConversation>
    /** Absent for a public conversation that the viewer has not joined. */
    messages?: Body<typeof getMessages>
    /** The page around the message that was asked for, else the first unread one, where that stands above the newest page. */
    passage?: { around: number; page: Body<typeof getMessages> }
    members?: Body<typeof getMembers>
  }
  report?: Body<typeof getReport>
}

type ReportSnapshot = Required<Pick<Snapshot, 'report' | 'inbox'>> & Pick<Snapshot, 'conversation'>

export const viewerOf = async (viewer: Person): Promise<User> =>
  (await me(asking(getMe, { viewer }))).body.user

/** Whom the viewer blocks. */
export const blocksOf = async (viewer: Person) => (await blockPage({ viewer })).body

/** The first page of a list. */
export const inboxOf = async (viewer: Person, asked: Asked) => {
  const query = getConversations.query.parse(asked)
  const { body } = await inboxPage(asking(getConversations, { viewer, query }))
  return { asked, page: body }
}

/**
 * A conversation with its newest messages, what is unread above them, and its first members, by the same checks as the routes. Null where they would
 * answer 404: it does not exist, or is not this viewer's to see.
 */
export const conversationOf = (
  viewer: Person,
  given: string,
  message?: unknown,
): Promise<Snapshot['conversation'] | null> =>
  unlessHidden(async () => {
    const params = { id: known(id.safeParse(given).data) }
    const access = await canSee(viewer, params)
    const detail = showConversation(asking(getConversation, { viewer, params, access }))
    if (access.role === null) return { detail: (await detail).body }
    const asked = id.safeParse(message)
    const [shown, place, messages, members] = await Promise.all([
      detail,
      asked.success ? placeOf(access, asked.data) : null,
      messagePage(asking(getMessages, { viewer, params, access })),
      memberPage(asking(getMembers, { viewer, params, access })),
    ])
    const { membership } = shown.body.conversation
    // They were taken out while it was read.
    if (!membership) return { detail: shown.body }
    const whole = { detail: shown.body, messages: messages.body, members: members.body }
    const [first] = whole.messages.messages
    const around = place ?? unreadAbove(membership, whole.messages.messages, viewer.id)
    if (around === null || !first || around >= first.seq) return whole
    const query = getMessages.query.parse({ around: String(around) })
    const { body: page } = await messagePage(asking(getMessages, { viewer, params, access, query }))
    return { ...whole, passage: { around, page } }
  })

/** Where to read on, if what is unread begins above a page. */
const unreadAbove = (
  { last_read_seq, unread_count }: Membership,
  messages: Message[],
  viewerId: string,
): number | null => {
  const isUnread = ({ seq, sender_id, type, deleted_at }: Message) =>
    seq > last_read_seq && sender_id !== viewerId && type !== 'system' && deleted_at === null
  return unread_count > messages.filter(isUnread).length ? last_read_seq + 1 : null
}

/** A report with the viewer's conversations about it, and the one of them that a panel shows first. Null: there is none. */
export const reportOf = (viewer: Person, given: string): Promise<ReportSnapshot | null> =>
  unlessHidden(async () => {
    const params = { external_id: known(externalId.safeParse(given).data) }
    const access = await exists(viewer, params)
    const { body: report } = await showReport(asking(getReport, { viewer, params, access }))
    const list = await inboxOf(viewer, { filter: 'all', report_id: report.report.id })
    const { ids } = list.page
    // Its owner is shown the list of several.
    const first = ids.length > 1 && access.ownerId === viewer.id ? undefined : ids[0]
    const conversation = first ? await conversationOf(viewer, first) : null
    return { report, inbox: [list], ...(conversation ? { conversation } : {}) }
  })

/** A request as `handle` would have made it, of a page that asks for itself. */
const asking = <E extends Endpoint, A>(
  endpoint: E,
  given: { viewer: Person; access?: A; query?: Query<E>; params?: unknown },
): Context<E, A> =>
  ({
    params: {},
    query: endpoint.query.parse({}),
    body: null,
    origin: null,
    request: new Request(`http://page.internal${endpoint.path}`),
    ...given,
  }) as Context<E, A>

/** A malformed id names nothing. */
const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw notFound()
  return value
}

const unlessHidden = async <T>(read: () => Promise<T>): Promise<T | null> => {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
