// What a person does beside sending and reading. The cache learns of it by the stream, like everybody else.

import { landPeople } from './cache/land'
import { read } from './cache/table'
import type { Call, Refusal } from './call'
import type { Chat, Done } from './chat'
import {
  addMembers,
  createConversation,
  getUsers,
  openReportConversation,
  patchConversation,
  patchMember,
  readAll,
  removeMember,
} from './endpoints'
import type { Loader } from './loader'
import type { Store } from './store'

type Actions = Pick<
  Chat,
  | 'openDm'
  | 'createGroup'
  | 'converse'
  | 'join'
  | 'changeGroup'
  | 'addMembers'
  | 'setRole'
  | 'removeMember'
  | 'leave'
  | 'readAll'
  | 'searchUsers'
>

type Given = { viewerId: string; call: Call; store: Store; loader: Loader; land: Chat['land'] }

export const createActions = ({ viewerId, call, store, loader, land }: Given): Actions => {
  const remove = async (id: string, userId: string): Promise<Done> => {
    const answer = await call(removeMember, { params: { id, userId } })
    return answer.ok ? done(null) : refused(answer)
  }
  return {
    async openDm(userId, reportId) {
      const answer = await call(createConversation, {
        body: { type: 'dm', member_ids: [userId], report_id: reportId },
      })
      return answer.ok ? done(answer.body.conversation.id) : refused(answer)
    },
    async createGroup(group) {
      const answer = await call(createConversation, { body: { ...group, type: 'group' } })
      return answer.ok ? done(answer.body.conversation.id) : refused(answer)
    },
    async converse(externalId) {
      const answer = await call(openReportConversation, { params: { external_id: externalId } })
      if (!answer.ok) return refused(answer)
      // The page goes on with it, so it does not wait for the stream.
      loader.refresh(answer.body.conversation.id)
      return done(answer.body.conversation.id)
    },
    join: id =>
      loader.entering(id, async () => {
        const answer = await call(addMembers, { params: { id }, body: { user_ids: [viewerId] } })
        if (!answer.ok) return refused(answer)
        const { joined } = answer.body
        if (joined) land({ conversation: joined })
        if (!read(store.get().tables.conversations, id)?.truth.membership) loader.refresh(id)
        return done(null)
      }),
    async addMembers(id, userIds) {
      const answer = await call(addMembers, { params: { id }, body: { user_ids: userIds } })
      return answer.ok ? done(null) : refused(answer)
    },
    async changeGroup(id, changes) {
      const answer = await call(patchConversation, { params: { id }, body: changes })
      return answer.ok ? done(null) : refused(answer)
    },
    async setRole(id, userId, role) {
      const answer = await call(patchMember, { params: { id, userId }, body: { role } })
      return answer.ok ? done(null) : refused(answer)
    },
    removeMember: remove,
    leave: id => remove(id, viewerId),
    async readAll() {
      for (;;) {
        const answer = await call(readAll)
        if (!answer.ok) return refused(answer)
        if (!answer.body.more) return done(null)
      }
    },
    async searchUsers(query, signal) {
      const answer = await call(getUsers, { query: { query }, signal })
      if (!answer.ok) return refused(answer)
      try {
        store.commit(landPeople(store.get(), answer.body))
      } catch {
        // Read too long ago to be kept; whoever asked still gets to see it.
      }
      return done(answer.body.users)
    },
  }
}

const done = <T>(value: T): Done<T> => ({ ok: true, value })
const refused = ({ status, detail }: Refusal): { ok: false; status: number; detail: string } => ({
  ok: false,
  status,
  detail,
})
