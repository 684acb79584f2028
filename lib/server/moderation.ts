// What the moderators see and do.
import { v7 as uuidv7 } from 'uuid'
import type { createAct, getActs, getConcerns } from '../contract/moderation'
import type { Person } from './caller'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { formatPlace, parsePlace } from './place'

/** GET /api/moderation/concerns: but for those about the moderator who asks. */
export const page = async ({
  viewer,
  query: { limit, state, before },
}: Pick<Context<typeof getConcerns>, 'viewer' | 'query'>): Promise<Reply<typeof getConcerns>> => {
  const sql = db()
  const place = parsePlace('moderation', 'before', before)
  const [row] = await sql`
    with found as (
      select k, row_number() over (order by flagged_at desc, id desc) as n from concerns k
      where ${state === 'open' ? sql`closed_at is null` : sql`closed_at is not null`}
        and user_id <> ${viewer.id}
        ${place ? sql`and (flagged_at, id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
      order by flagged_at desc, id desc limit ${limit + 1}
    ), shown as (select * from found where n <= ${limit})
    select coalesce((select jsonb_agg(concern_json(k) order by n) from shown), '[]') as concerns,
      users_json(array(select unnest(named_by_concern(k)) from shown)) as users,
      (select jsonb_build_array(iso((k).flagged_at), (k).id) from shown
        where n = ${limit} and (select count(*) from found) > ${limit}) as next,
      log_cursor() as cursor`
  const { concerns, users, next, cursor } = row!
  return { status: 200, body: { concerns, users, next: formatPlace(next), cursor } }
}

/** POST /api/moderation/concerns/:id/acts */
export const act = async ({
  viewer,
  params,
  body,
}: Context<typeof createAct>): Promise<Reply<typeof createAct>> => {
  // Whose tab it was is told to nobody: by its name the members would know who of them moderates.
  const [row] = await db()`
    select act_as(${uuidv7()}, ${viewer.id}, ${params.id}, ${body.act}, ${body.why}, null) as done`
  nudge()
  return { status: 201, body: row!.done }
}

/** GET /api/moderation/acts: but for what was decided about the moderator who asks. */
export const acts = async ({
  viewer,
  query: { limit, before },
}: Pick<Context<typeof getActs>, 'viewer' | 'query'>): Promise<Reply<typeof getActs>> => {
  const sql = db()
  const place = parsePlace('moderation', 'before', before)
  const [row] = await sql`
    with found as (
      select a, row_number() over (order by created_at desc, id desc) as n from moderation_acts a
      where not exists (select from concerns where id = a.concern_id and user_id = ${viewer.id})
        ${place ? sql`and (created_at, id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
      order by created_at desc, id desc limit ${limit + 1}
    ), shown as (select * from found where n <= ${limit})
    select coalesce((select jsonb_agg(act_json(a) order by n) from shown), '[]') as acts,
      users_json(array(
        select (a).moderator_id from shown
        union select user_id from concerns where id in (select (a).concern_id from shown))) as users,
      (select jsonb_build_array(iso((a).created_at), (a).id) from shown
        where n = ${limit} and (select count(*) from found) > ${limit}) as next,
      log_cursor() as cursor`
  const { acts, users, next, cursor } = row!
  return { status: 200, body: { acts, users, next: formatPlace(next), cursor } }
}

/** The first page of what is open, for who has been found to be a moderator. */
export const firstConcerns = async (viewer: Person) =>
  (await page({ viewer, query: { limit: 20, state: 'open' } })).body
