// Reactions: given, taken back, and who gave them, page by page.
import { emoji } from '../contract/primitives'
import type { addReaction, getReactions, removeReaction } from '../contract/reaction'
import { invalid } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'

/** Different emojis on one message. */
const most = 50

/** PUT /api/messages/:id/reactions/:emoji */
export const add = (context: Context<typeof addReaction>) => react(context, true)

/** DELETE /api/messages/:id/reactions/:emoji */
export const remove = (context: Context<typeof removeReaction>) => react(context, false)

const react = async (
  { viewer, params, origin }: Pick<Context<typeof addReaction>, 'viewer' | 'params' | 'origin'>,
  isReacted: boolean,
): Promise<Reply<typeof addReaction>> => {
  const asked = emoji.safeParse(params.emoji)
  if (!asked.success) throw invalid(['emoji'], asked.error.issues[0]!.message)
  const [row] = await db()`
    select react(${viewer.id}, ${params.id}, ${asked.data}, ${isReacted}, ${most}, ${origin}) as done`
  nudge()
  return { status: 200, body: row!.done }
}

/** GET /api/messages/:id/reactions */
export const page = async ({
  params,
  query: { limit, emoji, after },
}: Context<typeof getReactions>): Promise<Reply<typeof getReactions>> => {
  const sql = db()
  const [row] = await sql`
    with found as (
      select user_id, emoji, seq, created_at, row_number() over (order by seq) as n from reactions
      where message_id = ${params.id} and seq > ${after} ${emoji === undefined ? sql`` : sql`and emoji = ${emoji}`}
      order by seq limit ${limit + 1}
    ), shown as (select * from found where n <= ${limit})
    select coalesce((select jsonb_agg(jsonb_build_object('user_id', user_id, 'emoji', emoji,
        'created_at', iso(created_at)) order by n) from shown), '[]') as reactions,
      users_json(array(select user_id from shown)) as users,
      (select seq::text from shown where n = ${limit} and (select count(*) from found) > ${limit}) as next,
      log_cursor() as cursor`
  const { reactions, users, next, cursor } = row!
  return { status: 200, body: { reactions, users, next, cursor } }
}
