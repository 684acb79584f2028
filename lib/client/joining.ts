// Looking for something to join, and links by which others come. Whoever asks holds the answer: nothing of it is in the cache, which
// learns of who has joined by the stream.
import type { z } from 'zod'
import type { Listing } from '../contract/directory'
import type { createInvitation, Invitation } from '../contract/invitation'
import type { Report } from '../contract/report'
import type { User } from '../contract/user'
import type { Done } from './chat'
import { createInvitation as create, deleteInvitation, getDirectory, getInvitations } from './endpoints'
import type { Inside, Part } from './part'

export type DirectoryPage = { listings: Listing[]; users: User[]; reports: Report[]; next: string | null }
type Asked = { query: string; before?: string; signal?: AbortSignal }

export type Joining = Part & {
  /** Open conversations by a part of their name; `before` is the `next` of a page. */
  directory(asked: Asked): Promise<Done<DirectoryPage>>
  /** The links of a group that are in force, and the people who made them. */
  invitations(conversationId: string): Promise<Done<{ invitations: Invitation[]; users: User[] }>>
  /** A new link, as an address of this site. */
  invite(
    conversationId: string,
    link: z.input<(typeof createInvitation)['body']>,
  ): Promise<Done<{ invitation: Invitation; address: string }>>
  revoke(invitation: Invitation): Promise<Done>
}

export const createJoining = ({ call }: Inside): Joining => ({
  async directory({ signal, ...query }) {
    const answer = await call(getDirectory, { query: { limit: 30, ...query }, signal })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  async invitations(id) {
    const answer = await call(getInvitations, { params: { id } })
    return answer.ok ? { ok: true, value: answer.body } : answer
  },
  async invite(id, link) {
    const answer = await call(create, { params: { id }, body: link })
    if (!answer.ok) return answer
    const { invitation, token } = answer.body
    return { ok: true, value: { invitation, address: `${location.origin}/join/${token}` } }
  },
  async revoke({ id, conversation_id }) {
    const answer = await call(deleteInvitation, { params: { id: conversation_id, invitationId: id } })
    return answer.ok ? { ok: true, value: null } : answer
  },
  wake() {},
  stop() {},
  flush: async () => {},
})
