// Blocking: who wants nothing from whom.
import type { addBlock, getBlocks, removeBlock } from '../contract/block'
import { invalid, notFound } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'

/** The whole list goes to a page at once. */
const most = 1000

/** GET /api/blocks */
export const page = async ({
  viewer,
}: Pick<Context<typeof getBlocks>, 'viewer'>): Promise<Reply<typeof getBlocks>> => {
  const [row] = await db()`
    with mine as (select * from blocks where blocker_id = ${viewer.id})
    select coalesce((select jsonb_agg(jsonb_build_object('user_id', blocked_id, 'blocked_at', iso(created_at))
        order by created_at desc, blocked_id) from mine), '[]') as blocks,
      users_json(array(select blocked_id from mine)) as users, log_cursor() as cursor`
  const { blocks, users, cursor } = row!
  return { status: 200, body: { blocks, users, cursor } }
}

/** PUT /api/blocks/:userId */
export const add = async ({
  viewer,
  params: { userId },
  origin,
}: Context<typeof addBlock>): Promise<Reply<typeof addBlock>> => {
  if (userId === viewer.id) throw invalid(['userId'], 'is your own: nobody blocks themself')
  const [row] = await db()`select set_block(${viewer.id}, ${userId}, true, ${most}, ${origin}) as blocked_at
    where exists (select from users where id = ${userId})`
  if (!row) throw notFound()
  nudge()
  return { status: 200, body: { block: { user_id: userId, blocked_at: row.blocked_at } } }
}

/** DELETE /api/blocks/:userId */
export const remove = async ({
  viewer,
  params: { userId },
  origin,
}: Context<typeof removeBlock>): Promise<Reply<typeof removeBlock>> => {
  await db()`select set_block(${viewer.id}, ${userId}, false, ${most}, ${origin})`
  nudge()
  return { status: 204, body: null }
}
