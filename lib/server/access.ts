// May this viewer do this? Asked once before the body is read, and again under the conversation's lock before a write.
import type { Role } from '../contract/member'
import type { Person } from './caller'
import { forbidden, notFound, refused } from './error'
import type { Concealing } from './http/context'
import { db } from './instance'

/** How the viewer stands to a conversation that they may know of. `role` is null for who is not a member now. */
export type Access = {
  id: string
  type: 'dm' | 'group'
  visibility: 'private' | 'public'
  role: Role | null
  visibleFrom: number
  /** Has more members than are told what each of them does. */
  isWide: boolean
}

type Params = { id: string }

/** The conversation as far as the viewer may know of it: a member's, or a public one. Errors: not_found. */
export const canSee = async (viewer: Person, { id }: Params): Promise<Access> => {
  const [row] = await db()<Access[]>`
    select c.id, c.type, c.visibility, m.role, coalesce(m.visible_from_seq, 0) as "visibleFrom",
      c.member_count > wide_above() as "isWide"
    from conversations c
    left join members m on m.conversation_id = c.id and m.user_id = ${viewer.id} and m.left_seq is null
    where c.id = ${id}`
  if (!row || (row.role === null && row.visibility !== 'public')) throw notFound()
  return row
}

/** A member now. Errors: not_found; forbidden for a public conversation that the viewer has not joined. */
export const isMember = async (viewer: Person, params: Params): Promise<Access & { role: Role }> => {
  const access = await canSee(viewer, params)
  if (access.role === null) throw forbidden('Join this conversation first.')
  return { ...access, role: access.role }
}

/** An owner or admin of a group now. Errors: not_found, forbidden. */
export const canAdminister = async (viewer: Person, { id }: Params) =>
  granted(await db()`select may_administer(${id}, ${viewer.id}) as refusal`)

/** Whoever sees a group may ask to be in it or to have others in it; who may add whom is told by the body. */
export const canAdd = async (viewer: Person, params: Params) => {
  const access = await canSee(viewer, params)
  if (access.type === 'dm') throw forbidden('Nobody is added to a direct conversation, and nobody leaves it.')
  return access
}

/** An owner or admin of a group now, who may make links into it. Errors: not_found, forbidden. */
export const canInvite = async (viewer: Person, { id }: Params) =>
  granted(await db()`select may_invite(${id}, ${viewer.id}) as refusal`)

/** Errors: not_found (also for who is not in it), forbidden; conflict for the last owner. */
export const canRemove = async (viewer: Person, { id, userId }: Params & { userId: string }) =>
  granted(await db()`select may_remove(${id}, ${viewer.id}, ${userId}) as refusal`)

/** May set any role of that member at all; which one is told by the body. Errors: not_found, forbidden. */
export const canSetRole = async (viewer: Person, { id, userId }: Params & { userId: string }) =>
  granted(await db()`select may_set_role(${id}, ${viewer.id}, ${userId}) as refusal`)

/** To everybody else what the moderators have is not there. Errors: not_found. */
export const isModerator = async (viewer: Person) => {
  if (!viewer.isModerator) throw notFound()
}

/** A moderator, of whom the concern is not. Errors: not_found. */
export const canAct = async (viewer: Person, { id }: Params) => {
  await isModerator(viewer)
  granted(await db()`select may_act(${viewer.id}, ${id}) as refusal`)
}

/** A rule of db/functions/permissions.sql, which the write asks again under the conversation's lock. */
const granted = ([row]: { refusal?: string | null }[]) => {
  if (row?.refusal) throw refused(row.refusal)
}

/**
 * Members send, which `send_message` asks by itself under the lock: the usual send is spared a query. For everybody else
 * `conceal` says what they get instead of any fault of their body.
 */
export const canSend = async (viewer: Person, { id }: Params): Promise<Concealing> => ({
  conceal: async () => {
    const [row] = await db()<{ refusal: string | null }[]>`select may_write(${id}, ${viewer.id}) as refusal`
    return row?.refusal ? refused(row.refusal) : null
  },
})

/** A message of a conversation that the viewer is in, and not from before what they may see. */
export const canSeeMessage = async (viewer: Person, { id }: Params) => {
  const [message] = await db()<{ conversation_id: string; seq: number; deleted: boolean }[]>`
    select conversation_id, seq, deleted_at is not null as deleted from messages where id = ${id}`
  if (!message) throw notFound()
  const access = await isMember(viewer, { id: message.conversation_id })
  if (message.seq < access.visibleFrom) throw notFound()
  return { ...access, isDeleted: message.deleted }
}

/** As the message itself, but nobody reacts to what is deleted. Errors: not_found, forbidden. */
export const canSeeReactions = async (viewer: Person, params: Params) => {
  const { isDeleted, ...access } = await canSeeMessage(viewer, params)
  if (isDeleted) throw notFound()
  return access
}

/** Errors: not_found, forbidden; conflict for a system message. */
export const canReact = async (viewer: Person, { id }: Params) =>
  granted(await db()`select may_react(${id}, ${viewer.id}) as refusal`)

/** Who wrote it. Errors: not_found, forbidden. */
export const canEdit = async (viewer: Person, { id }: Params) =>
  granted(await db()`select may_edit(${id}, ${viewer.id}) as refusal`)

/** Who wrote it, or administers the group. Errors: not_found, forbidden; conflict for a system message. */
export const canDelete = async (viewer: Person, { id }: Params) =>
  granted(await db()`select may_delete(${id}, ${viewer.id}) as refusal`)
