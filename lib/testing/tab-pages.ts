// What a tab's pages are made of, read from the real routes at one time and landed in the real cache at another.
import type { Outcome } from '../client/cache/draft'
import {
  landBlocks,
  landConversation,
  landInbox,
  landMembers,
  landMessages,
  Stale,
} from '../client/cache/land'
import type { InboxFilter, State } from '../client/cache/state'
import { call } from './api'

type Land = (state: State) => Outcome
/** One thing that is shown, page by page to its end. `anew`: the same, read now. */
export type Part = { pages: Land[]; anew: () => Promise<Part> }
/** In the order in which a tab asks for them. */
export type Conversation = { detail: Part; messages: Part; members: Part }
/** What was read from `cursor` on: whom they block, the lists of the inbox, whose conversations are `ids`, and each of these. */
export type Pages = { cursor: string; ids: string[]; lists: Part[]; conversations: Map<string, Conversation> }

/** Small, so that nearly everything takes several pages. */
const limit = 2

const filters: InboxFilter['filter'][] = ['all', 'unread', 'archived']

/** Reads everything that a viewer can see, and of what they cannot see that it is so. `also`: conversations to look at beside. */
export const readPages = async (token: string, also: string[] = []): Promise<Pages> => {
  const { cursor } = (await call('GET', '/api/me', { token })).body
  const ids = new Set<string>()
  const lists = [await readBlocks(token)]
  for (const filter of filters) lists.push(await readList(token, filter, ids))
  const conversations: Pages['conversations'] = new Map()
  for (const id of new Set([...ids, ...also]))
    conversations.set(id, {
      detail: await readDetail(token, id),
      messages: await readMessages(token, id),
      members: await readMembers(token, id),
    })
  return { cursor, ids: [...ids], lists, conversations }
}

const readBlocks = async (token: string): Promise<Part> => {
  const { body } = await call('GET', '/api/blocks', { token })
  return { pages: [state => landBlocks(state, body)], anew: () => readBlocks(token) }
}

const readList = async (
  token: string,
  filter: InboxFilter['filter'],
  ids = new Set<string>(),
): Promise<Part> => {
  const pages: Land[] = []
  for (let before: string | undefined; ; ) {
    const more = before === undefined ? '' : `&before=${encodeURIComponent(before)}`
    const { body } = await call('GET', `/api/conversations?filter=${filter}&limit=${limit}${more}`, { token })
    for (const id of body.ids) ids.add(id)
    const from = before
    pages.push(state => landInbox(state, { filter }, body, from))
    if (body.next === null) break
    before = body.next
  }
  return { pages, anew: () => readList(token, filter) }
}

const readDetail = async (token: string, id: string): Promise<Part> => {
  const { status, body } = await call('GET', `/api/conversations/${id}`, { token })
  return {
    pages: [state => landConversation(state, id, status === 200 ? body : null)],
    anew: () => readDetail(token, id),
  }
}

const readMessages = async (token: string, id: string): Promise<Part> => {
  const pages: Land[] = []
  for (let before: number | undefined; ; ) {
    const more = before === undefined ? '' : `&before=${before}`
    const { status, body } = await call('GET', `/api/conversations/${id}/messages?limit=${limit}${more}`, {
      token,
    })
    if (status !== 200) break
    const from = before
    pages.push(state => landMessages(state, id, body, from))
    if (!body.has_before) break
    before = body.messages[0].seq
  }
  return { pages, anew: () => readMessages(token, id) }
}

const readMembers = async (token: string, id: string): Promise<Part> => {
  const pages: Land[] = []
  for (let after: string | undefined; ; ) {
    const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    const { status, body } = await call('GET', `/api/conversations/${id}/members?limit=${limit}${more}`, {
      token,
    })
    if (status !== 200) break
    const from = after
    pages.push(state => landMembers(state, id, body, from))
    if (body.next === null) break
    after = body.next
  }
  return { pages, anew: () => readMembers(token, id) }
}

/** The state once these have landed. What is of no use by now is read again, as the loader does. */
export const landed = async (before: State, parts: Iterable<Part>): Promise<State> => {
  let state = before
  for (const part of parts) state = await landedPart(state, part)
  return state
}

const landedPart = async (before: State, { pages, anew }: Part): Promise<State> => {
  try {
    return pages.reduce((state, land) => land(state).state, before)
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    return landedPart(before, await anew())
  }
}
