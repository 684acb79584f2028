// Each part of what a page shows, as it is asked for: the answer lands in the tab's state, or in another that is being made.
import type { Endpoint } from '../contract/endpoint'
import type { Outcome } from './cache/draft'
import {
  landBlocks,
  landConversation,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
  landPeople,
  Stale,
} from './cache/land'
import type { InboxFilter, State } from './cache/state'
import type { Asked, Call, Refusal } from './call'
import {
  getBlocks,
  getConversation,
  getConversations,
  getMembers,
  getMessages,
  getReport,
  type Route,
} from './endpoints'
import type { Store } from './store'

/** Where answers land. */
export type Into = Pick<Store, 'get' | 'commit'>
export type Asks = ReturnType<typeof createAsks>

const pageSize = 50
const memberPage = 100

/** Each resolves with null when it has landed. `after` what is held, where a list goes on. */
export const createAsks = ({ store, call }: { store: Store; call: Call }) => {
  /** Asks, and lands the answer; asks again when so much has passed meanwhile that it is of no use. */
  const landed = async <E extends Endpoint>(
    endpoint: Route<E>,
    asked: Asked<E>,
    land: (state: State, body: Extract<Awaited<ReturnType<typeof call<E>>>, { ok: true }>['body']) => Outcome,
    into: Into = store,
  ): Promise<Refusal | null> => {
    for (let attempt = 0; ; attempt++) {
      const answer = await call(endpoint, asked)
      if (!answer.ok) return answer as Refusal
      try {
        into.commit(land(into.get(), answer.body as never))
        return null
      } catch (error) {
        if (!(error instanceof Stale) || attempt === 4) throw error
      }
    }
  }

  return {
    detail: (id: string, into?: Into) =>
      landed(getConversation, { params: { id } }, (state, body) => landConversation(state, id, body), into),
    /** The newest page of a history, or the one before a seq. */
    messages: (id: string, into?: Into, before?: number) =>
      landed(
        getMessages,
        { params: { id }, query: { limit: pageSize, ...(before === undefined ? {} : { before }) } },
        (state, body) => landMessages(state, id, body, before),
        into,
      ),
    passage: (id: string, asked: Parameters<typeof landPassage>[3], into?: Into) =>
      landed(
        getMessages,
        { params: { id }, query: { limit: pageSize, ...asked } },
        (state, body) => landPassage(state, id, body, asked),
        into,
      ),
    members: (id: string, into?: Into, after?: string) =>
      landed(
        getMembers,
        { params: { id }, query: { limit: memberPage, ...(after === undefined ? {} : { after }) } },
        (state, body) => landMembers(state, id, body, after),
        into,
      ),
    inbox: (asked: InboxFilter, into?: Into, before?: string) =>
      landed(
        getConversations,
        { query: { ...asked, limit: pageSize, ...(before === undefined ? {} : { before }) } },
        (state, body) => landInbox(state, asked, body, before),
        into,
      ),
    report: (externalId: string, into?: Into) =>
      landed(getReport, { params: { external_id: externalId } }, landPeople, into),
    blocks: (into?: Into) => landed(getBlocks, {}, landBlocks, into),
  }
}
