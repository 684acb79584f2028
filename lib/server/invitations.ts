// Invitations: links into a group, made and revoked by who may add people, used by whoever holds one.
import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import {
  type acceptInvitation,
  type createInvitation,
  type deleteInvitation,
  getInvitation,
  type getInvitations,
} from '../contract/invitation'
import type { Person } from './caller'
import { shown } from './conversations'
import { AppError, notFound } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { countGuess, refuseGuesser } from './rate-limit'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** POST /api/conversations/:id/invitations. The token leaves here once: only its hash is kept. */
export const create = async ({
  viewer,
  params,
  body: { expires_in_hours, max_uses },
}: Context<typeof createInvitation>): Promise<Reply<typeof createInvitation>> => {
  const token = randomBytes(32).toString('base64url')
  const [row] = await db()`select create_invitation(${viewer.id}, ${params.id}, ${uuidv7()}, ${hashOf(token)},
    ${expires_in_hours}, ${max_uses}) as invitation`
  return { status: 201, body: { invitation: row!.invitation, token } }
}

/** GET /api/conversations/:id/invitations */
export const list = async ({
  params,
}: Context<typeof getInvitations>): Promise<Reply<typeof getInvitations>> => {
  const [row] = await db()`
    with found as (select i from invitations i where conversation_id = ${params.id} and is_in_force(i))
    select coalesce((select jsonb_agg(invitation_json(i) order by (i).id desc) from found), '[]') as invitations,
      users_json(array(select (i).created_by from found)) as users, log_cursor() as cursor`
  const { invitations, users, cursor } = row!
  return { status: 200, body: { invitations, users, cursor } }
}

/** DELETE /api/conversations/:id/invitations/:invitationId */
export const revoke = async ({
  viewer,
  params,
}: Context<typeof deleteInvitation>): Promise<Reply<typeof deleteInvitation>> => {
  await db()`select revoke_invitation(${viewer.id}, ${params.id}, ${params.invitationId})`
  return { status: 204, body: null }
}

type Found = Extract<Reply<typeof getInvitation>, { status: 200 }>['body']

/** Where a token leads this person. Errors: not_found for whatever does not hold; rate_limited for who guesses. */
export const leadsTo = async (viewer: Person, { token }: { token: string }): Promise<Found> => {
  await refuseGuesser(viewer.id)
  const [row] = await db()<Found[]>`
    select c.name, c.icon, c.member_count, u.name as invited_by,
      case when role_of(c.id, ${viewer.id}) is not null then c.id end as conversation_id
    from invitation_for(${hashOf(token)}, ${viewer.id}) i
    join conversations c on c.id = i.conversation_id join users u on u.id = i.created_by`
  if (row) return row
  await countGuess(viewer.id)
  throw notFound()
}

/** The same for a page, which says in its own words why it shows nothing. */
export const foundBehind = async (
  viewer: Person,
  given: string,
): Promise<Found | 'not_found' | 'rate_limited'> => {
  const params = getInvitation.params.safeParse({ token: given })
  if (!params.success) return 'not_found'
  try {
    return await leadsTo(viewer, params.data)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'rate_limited'))
      return error.code
    throw error
  }
}

/** GET /api/invitations/:token */
export const show = async ({
  access,
}: Context<typeof getInvitation, Found>): Promise<Reply<typeof getInvitation>> => {
  const { name, icon, member_count, invited_by, conversation_id } = access
  return { status: 200, body: { name, icon, member_count, invited_by, conversation_id } }
}

/** POST /api/invitations/:token */
export const accept = async ({
  viewer,
  params,
  origin,
}: Context<typeof acceptInvitation, Found>): Promise<Reply<typeof acceptInvitation>> => {
  const [row] = await db()`select join_by_invitation(${viewer.id}, ${hashOf(params.token)}, ${origin}) as id`
  nudge()
  return { status: 200, body: await shown(viewer.id, row!.id) }
}
