// Drafts: kept for the member's own devices, and listed for one that has just come.
import type { getDrafts, putDraft } from '../contract/draft'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'

const most = 100

/** PUT /api/conversations/:id/draft */
export const put = async ({
  viewer,
  params,
  body,
  origin,
}: Context<typeof putDraft>): Promise<Reply<typeof putDraft>> => {
  await db()`select put_draft(${params.id}, ${viewer.id}, ${body.content}, ${origin})`
  nudge()
  return { status: 204, body: null }
}

/** GET /api/drafts */
export const list = async ({ viewer }: Context<typeof getDrafts>): Promise<Reply<typeof getDrafts>> => {
  const [row] = await db()`
    with found as (
      select conversation_id, draft, row_number() over (order by draft_at desc) as n from members
      where user_id = ${viewer.id} and left_seq is null and draft is not null
      order by draft_at desc limit ${most + 1}
    )
    select coalesce((select jsonb_agg(jsonb_build_object('conversation_id', conversation_id, 'content', draft) order by n)
        from found where n <= ${most}), '[]') as drafts,
      (select count(*) from found) > ${most} as more, log_cursor() as cursor`
  const { drafts, more, cursor } = row!
  return { status: 200, body: { drafts, more, cursor } }
}
