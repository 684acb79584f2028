// The directory: open conversations that somebody is in, found by name, page by page.
import { likeLiteral } from '../../db/derived'
import type { getDirectory } from '../contract/directory'
import type { Context, Reply } from './http/context'
import { db } from './instance'
import { formatPlace, parsePlace } from './place'

/** GET /api/directory. An index walk; a search goes along it and looks at every name until the page is full. */
export const page = async ({
  viewer,
  query: { query, limit, before },
}: Context<typeof getDirectory>): Promise<Reply<typeof getDirectory>> => {
  const sql = db()
  const after = parsePlace('directory', 'before', before)
  const [row] = await sql`
    with found as (
      select c, row_number() over (order by member_count desc, id desc) as n from conversations c
      where visibility = 'public' and member_count > 0
        ${query ? sql`and searchable(name) like '%' || searchable(${likeLiteral(query)}) || '%'` : sql``}
        ${after ? sql`and (member_count, id) < (${after[0]}::integer, ${after[1]}::uuid)` : sql``}
      order by member_count desc, id desc limit ${limit + 1}
    ), shown as (select * from found where n <= ${limit}),
    about as (select reports_for(array(select (c).report_id from shown), ${viewer.id}) as reports)
    select coalesce((select jsonb_agg(listing_json(c, ${viewer.id}) order by n) from shown), '[]') as listings,
      users_json(array(select unnest((c).preview_member_ids) from shown
        union select (one ->> 'owner_id')::uuid from about, jsonb_array_elements(reports) as one)) as users,
      (select reports from about),
      (select jsonb_build_array((c).member_count, (c).id) from shown
        where n = ${limit} and (select count(*) from found) > ${limit}) as next,
      log_cursor() as cursor`
  const { listings, users, reports, next, cursor } = row!
  return { status: 200, body: { listings, users, reports, next: formatPlace(next), cursor } }
}
