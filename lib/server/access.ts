// May this viewer do this? Asked once before the body is read, and again under the conversation's lock before a write.
import type { Db } from '../../db/client'
import type { Role } from '../contract/member'
import { type AppError, forbidden, notFound } from './error'
import { db } from './instance'
import type { Person } from './viewer'

/** How the viewer stands to a conversation that they may know of. `role` is null for who is not a member now. */
export type Access = {
  id: string
  type: 'dm' | 'group'
  visibility: 'private' | 'public'
  role: Role | null
  visibleFrom: number
}

type Params = { id: string }

/** The conversation as far as the viewer may know of it: a member's, or a public one. Errors: not_found. */
export const canSee = async (viewer: Person, { id }: Params, at: Db = db()): Promise<Access> => {
  const [row] = await at<Access[]>`
    select c.id, c.type, c.visibility, m.role, coalesce(m.visible_from_seq, 0) as "visibleFrom"
    from conversations c
    left join members m on m.conversation_id = c.id and m.user_id = ${viewer.id} and m.left_seq is null
    where c.id = ${id}`
  if (!row || (row.role === null && row.visibility !== 'public')) throw notFound()
  return row
}

/** A member now. Errors: not_found; forbidden for a public conversation that the viewer has not joined. */
export const isMember = async (
  viewer: Person,
  params: Params,
  at: Db = db(),
): Promise<Access & { role: Role }> => {
  const access = await canSee(viewer, params, at)
  if (access.role === null) throw joinFirst()
  return { ...access, role: access.role }
}

const joinFirst = () => forbidden('Join this conversation first.')

/** An owner or admin now. Errors: not_found, forbidden. */
export const isAdmin = async (viewer: Person, params: Params, at: Db = db()) => {
  const access = await isMember(viewer, params, at)
  if (access.role === 'member') throw forbidden('Only an owner or an admin of this conversation may do this.')
  return access
}

/** Owners and admins add people to a group; whoever sees a public one may add themself. Who adds whom is in the body. */
export const canSeeGroup = async (viewer: Person, params: Params, at: Db = db()) => {
  const access = await canSee(viewer, params, at)
  if (access.type === 'dm') throw forbidden('Nobody is added to a direct conversation, and nobody leaves it.')
  return access
}

/**
 * Owners and admins remove others, but an admin no owner; anyone leaves. Errors: not_found (also for who is not in it),
 * forbidden.
 */
export const canRemove = async (
  viewer: Person,
  { id, userId }: Params & { userId: string },
  at: Db = db(),
) => {
  const access = await isMember(viewer, { id }, at)
  const [target] = await at<{ role: Role }[]>`
    select role from members where conversation_id = ${id} and user_id = ${userId} and left_seq is null`
  if (!target) throw notFound()
  if (access.type === 'dm')
    throw forbidden('Nobody is removed from a direct conversation, and nobody leaves it.')
  if (userId !== viewer.id) {
    if (access.role === 'member')
      throw forbidden('Only an owner or an admin of this conversation may remove people.')
    if (target.role === 'owner' && access.role !== 'owner')
      throw forbidden('An admin cannot remove an owner.')
  }
  return { ...access, target: target.role }
}

/**
 * Members send. Who once was one is let through to the look-up of their key, since a retry of what was stored is
 * answered whatever has happened since; `conceal` is what they get for everything else, faults of the body included.
 */
export const canSend = async (viewer: Person, { id }: Params): Promise<{ conceal: AppError | null }> => {
  const [row] = await db()<{ visibility: string; left: boolean | null }[]>`
    select c.visibility, case when m.user_id is not null then m.left_seq is not null end as left
    from conversations c left join members m on m.conversation_id = c.id and m.user_id = ${viewer.id}
    where c.id = ${id}`
  const refusal = row?.visibility === 'public' ? joinFirst() : notFound()
  if (!row || row.left === null) throw refusal
  return { conceal: row.left ? refusal : null }
}

/** A message of a conversation that the viewer is in, and not from before what they may see. */
export const canSeeMessage = async (viewer: Person, { id }: Params) => {
  const [message] = await db()<{ conversation_id: string; seq: number }[]>`
    select conversation_id, seq from messages where id = ${id}`
  if (!message) throw notFound()
  const access = await isMember(viewer, { id: message.conversation_id })
  if (message.seq < access.visibleFrom) throw notFound()
  return access
}
