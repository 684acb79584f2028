// What lies beyond the first pages: further down a list, up a history, elsewhere in it, or one message alone.
import { dropPassage } from '../../../client/cache/apply-event'
import { draftOf, outcomeOf } from '../../../client/cache/draft'
import { landInbox, landMembers, landMessages, landPassage } from '../../../client/cache/land'
import { landLookUp } from '../../../client/cache/look-up'
import { type InboxFilter, listId } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import { type Answers, isRefused } from '../server/answers'
import type { Desk } from './desk'

export const createPages = (desk: Desk) => {
  const { viewerId, answers, limit, ask, commit } = desk

  const passage = (id: string, asked: Parameters<typeof landPassage>[3]) =>
    ask({
      key: `passage:${id}:${JSON.stringify(asked)}`,
      must: false,
      read: () => answers.messages(viewerId, id, limit, asked),
      land: (answer: ReturnType<Answers['messages']>) => {
        if (!isRefused(answer))
          commit(landPassage(desk.state, id, answer, asked), `passage of ${id} ${JSON.stringify(asked)}`)
      },
    })

  return {
    moreInbox(asked: InboxFilter) {
      const next = read(desk.state.tables.lists, listId(asked))?.next
      if (!next) return
      ask({
        key: `more:${listId(asked)}:${next}`,
        must: false,
        read: () => answers.inbox(viewerId, asked, limit, next),
        land: (answer: ReturnType<Answers['inbox']>) =>
          commit(landInbox(desk.state, asked, answer, next), `next page of ${listId(asked)}`),
      })
    },
    moreMembers(id: string) {
      const next = read(desk.state.tables.memberLists, id)?.next
      if (!next) return
      ask({
        key: `members:${id}:${next}`,
        must: false,
        read: () => answers.members(viewerId, id, limit, next),
        land: (answer: ReturnType<Answers['members']>) => {
          if (!isRefused(answer)) commit(landMembers(desk.state, id, answer, next), `more members ${id}`)
        },
      })
    },
    older(id: string) {
      const from = read(desk.state.tables.windows, id)?.from ?? 0
      if (from === 0) return
      ask({
        key: `older:${id}:${from}`,
        must: false,
        read: () => answers.messages(viewerId, id, limit, { before: from }),
        land: (answer: ReturnType<Answers['messages']>) => {
          if (!isRefused(answer)) commit(landMessages(desk.state, id, answer, from), `older messages ${id}`)
        },
      })
    },
    /** Goes to another part of the history; on from there, to either side; and back. */
    around(id: string, seq: number) {
      passage(id, { around: seq })
    },
    further(id: string, side: 'before' | 'after') {
      const held = read(desk.state.tables.passages, id)
      if (held && (side === 'after' || held.from > 0))
        passage(id, side === 'before' ? { before: held.from } : { after: held.to })
    },
    leave(id: string) {
      const draft = draftOf(desk.state)
      dropPassage(draft, id)
      commit(outcomeOf(draft), `leaves a passage of ${id}`)
    },
    lookUp(id: string) {
      ask({
        key: `look-up:${id}`,
        must: false,
        read: () => answers.message(viewerId, id),
        land: (answer: ReturnType<Answers['message']>) => {
          if (!isRefused(answer)) commit(landLookUp(desk.state, answer), `looks up ${id}`)
        },
      })
    },
  }
}
