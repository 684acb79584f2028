// What a tab asks for: whatever is open and not here, and whatever a change of its state calls for.
import { unload } from '../../../client/cache/apply-event'
import { draftOf, type Outcome, outcomeOf, type Want } from '../../../client/cache/draft'
import {
  landBlocks,
  landConversation,
  landEvents,
  landInbox,
  landMembers,
  landMessages,
  landPeople,
} from '../../../client/cache/land'
import { type InboxFilter, listId } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import type { LogEvent } from '../../../contract/events'
import { type Answers, isRefused, type Refused } from '../server/answers'
import type { Desk } from './desk'

export type Loads = ReturnType<typeof createLoads>

export const createLoads = (desk: Desk) => {
  const { viewerId, answers, limit, open, lists, ask, commit } = desk

  /** Whatever of an open conversation is not here. */
  const ensure = (id: string) => {
    if (!open.has(id) || desk.fresh) return
    const { tables } = desk.state
    const held = read(tables.conversations, id)
    if (!held) return detail(id)
    if (!held.truth.membership) return
    if (!read(tables.windows, id)) newest(id)
    if (!read(tables.memberLists, id)) members(id)
  }

  const satisfy = ({ conversationId: id, ...want }: Want) => {
    if (want.want === 'conversation') return detail(id)
    if (want.want === 'members') return members(id)
    ask({
      key: `events:${id}`,
      must: true,
      read: () => answers.log(viewerId, id, want.after),
      land: (answer: Refused | { events: LogEvent[] }) => {
        if (!isRefused(answer))
          return commit(landEvents(desk.state, id, answer.events), 'events of a conversation')
        drop(id)
        detail(id)
      },
    })
  }

  const detail = (id: string) =>
    ask({
      key: `conversation:${id}`,
      must: true,
      read: () => answers.conversation(viewerId, id),
      land: (answer: ReturnType<Answers['conversation']>) => {
        if (isRefused(answer)) open.delete(id)
        commit(landConversation(desk.state, id, isRefused(answer) ? null : answer), `detail ${id}`)
      },
    })

  const newest = (id: string) =>
    ask({
      key: `messages:${id}`,
      must: true,
      read: () => answers.messages(viewerId, id, limit),
      land: (answer: ReturnType<Answers['messages']>) => {
        if (isRefused(answer)) return detail(id)
        commit(landMessages(desk.state, id, answer), `newest messages ${id}`)
      },
    })

  const members = (id: string) =>
    ask({
      key: `members:${id}`,
      must: true,
      read: () => answers.members(viewerId, id, limit),
      land: (answer: ReturnType<Answers['members']>) => {
        if (isRefused(answer)) return detail(id)
        commit(landMembers(desk.state, id, answer), `members ${id}`)
      },
    })

  const firstPage = (asked: InboxFilter) =>
    ask({
      key: `inbox:${listId(asked)}`,
      must: true,
      read: () => answers.inbox(viewerId, asked, limit),
      land: (answer: ReturnType<Answers['inbox']>) =>
        commit(landInbox(desk.state, asked, answer), `inbox ${listId(asked)}`),
    })

  const drop = (id: string) => {
    const draft = draftOf(desk.state)
    unload(draft, id)
    desk.become(outcomeOf(draft).state, `unloads ${id}`)
    ensure(id)
  }

  desk.follow = ({ changed, wants }: Outcome) => {
    for (const { table, id } of changed)
      if (table === 'conversations' || table === 'windows' || table === 'memberLists') ensure(id)
    for (const want of wants) satisfy(want)
  }

  return {
    ensure,
    drop,

    openInbox(asked: InboxFilter) {
      lists.set(listId(asked), asked)
      if (!desk.fresh && !read(desk.state.tables.lists, listId(asked))) firstPage(asked)
    },
    open(id: string) {
      open.add(id)
      ensure(id)
    },
    close: (id: string) => open.delete(id),
    openReport(id: string) {
      ask({
        key: `report:${id}`,
        must: false,
        read: () => answers.report(id),
        land: (answer: ReturnType<Answers['report']>) => commit(landPeople(desk.state, answer), 'report'),
      })
    },
    /** Whom the viewer blocks: every page brings it along. */
    openBlocks() {
      ask({
        key: 'blocks',
        must: true,
        read: () => answers.blocks(viewerId),
        land: (answer: ReturnType<Answers['blocks']>) =>
          commit(landBlocks(desk.state, answer), 'whom they block'),
      })
    },
    /** What is open and not here, asked for again. */
    ensureAll() {
      for (const asked of lists.values())
        if (!desk.fresh && !read(desk.state.tables.lists, listId(asked))) firstPage(asked)
      for (const id of open) ensure(id)
    },
  }
}
