// Reports, listings, tickets: the host's server says how they are, people talk about them.
import { v7 as uuidv7 } from 'uuid'
import type { openReportConversation } from '../contract/conversation'
import type { deleteReport, getReport, putReport, Report } from '../contract/report'
import type { Person } from './caller'
import { openDm } from './conversations'
import { invalid, notFound } from './error'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import { introduce, userByExternalId } from './users'

/** PUT /api/reports/:external_id: made or brought up to date; what is the same already is no new version. */
export const put = async ({
  params,
  body,
  origin,
}: Context<typeof putReport>): Promise<Reply<typeof putReport>> => {
  const owner = await userByExternalId(body.owner_external_id)
  const { kind, title, url, metadata } = body
  const ownerId = owner?.id ?? (await introduce(body.owner_external_id))
  const [row] = await db()`
    select * from put_report(${uuidv7()}, ${params.external_id}, ${kind}, ${title}, ${url}, ${ownerId},
      ${db().json(metadata as never)}, ${origin})`
  nudge()
  return { status: row!.created ? 201 : 200, body: { report: row!.report } }
}

/** DELETE /api/reports/:external_id: errors: not_found for one that never was. */
export const remove = async ({
  params,
  origin,
}: Context<typeof deleteReport>): Promise<Reply<typeof deleteReport>> => {
  const [row] = await db()`select remove_report(${params.external_id}, ${origin}) as found`
  if (!row!.found) throw notFound()
  nudge()
  return { status: 204, body: null }
}

/** GET /api/reports/:external_id: whoever is signed in may know what they may write about. */
export const show = async ({
  access,
}: Context<typeof getReport, Found>): Promise<Reply<typeof getReport>> => {
  const [row] = await db()`select report_json(r) as report, users_json(array[r.owner_id]) as users,
    log_cursor() as cursor from reports r where id = ${access.reportId}`
  return { status: 200, body: { report: row!.report, users: row!.users, cursor: row!.cursor } }
}

/** The newest reports, for a page of the host's that lists them: whoever is signed in may know them. */
export const newest = async (): Promise<Report[]> => {
  const [row] = await db()`
    select coalesce(jsonb_agg(report_json(r) order by (r).created_at desc, (r).id), '[]') as reports
    from (select r from reports r where gone_at is null order by created_at desc, id limit 100) as newest`
  return row!.reports
}

/** POST /api/reports/:external_id/conversation: the caller's dm with its owner. */
export const converse = async ({
  viewer,
  access,
  origin,
}: Context<typeof openReportConversation, Found>): Promise<Reply<typeof openReportConversation>> => {
  if (access.ownerId === viewer.id)
    throw invalid(['external_id'], 'is a report of your own: wait for somebody to write to you about it')
  return openDm(viewer.id, access.ownerId, access.reportId, origin)
}

type Found = { reportId: string; ownerId: string }

/** Errors: not_found, also for one that has gone and that the viewer has nothing to do with. */
export const exists = async (viewer: Person, { external_id }: { external_id: string }): Promise<Found> => {
  const [row] = await db()<
    Found[]
  >`select id as "reportId", owner_id as "ownerId" from reports r where external_id = ${external_id} and may_see_report(r, ${viewer.id})`
  if (!row) throw notFound()
  return row
}
