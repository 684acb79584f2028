// Reports, listings, tickets: the host's server says how they are, people talk about them.
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../db/client'
import type { openReportConversation } from '../contract/conversation'
import type { getReport, putReport } from '../contract/report'
import { openDm } from './conversations'
import { invalid, notFound } from './error'
import type { Context, Reply } from './http/handle'
import { db, nudge } from './instance'
import { introduce, userByExternalId } from './users'
import type { Person } from './viewer'

/** PUT /api/reports/:external_id: made or brought up to date; what is the same already is no new version. */
export const put = async ({ params, body }: Context<typeof putReport>): Promise<Reply<typeof putReport>> => {
  const owner = await userByExternalId(body.owner_external_id)
  const { kind, title, url, metadata } = body
  const next = {
    kind,
    title,
    url,
    metadata,
    owner_id: owner?.id ?? (await introduce(body.owner_external_id)),
  }
  const reply = await db().begin(async tx => {
    const [made] = await tx`
      insert into reports as r (id, external_id, kind, title, url, owner_id, metadata)
      values (${uuidv7()}, ${params.external_id}, ${kind}, ${title}, ${url}, ${next.owner_id}, ${tx.json(metadata as never)})
      on conflict (external_id) do nothing returning report_json(r) as report`
    if (made) return { status: 201 as const, body: { report: made.report } }
    const [standing] =
      await tx`select id, report_json(r) as report from reports r where external_id = ${params.external_id} for no key update`
    const partial = await differing(tx, standing!.report, next)
    if (!Object.keys(partial).length) return { status: 200 as const, body: { report: standing!.report } }
    const [changed] = await tx`
      update reports r set kind = ${kind}, title = ${title}, url = ${url}, owner_id = ${next.owner_id},
        metadata = ${tx.json(metadata as never)}, version = version + 1
      where id = ${standing!.id} returning report_json(r) as report`
    const told = { ...partial, version: changed!.report.version }
    await tx`select append_event('report-updated', 'report', null, null, ${standing!.id}, ${standing!.id}, ${tx.json(told)}, null)`
    return { status: 200 as const, body: { report: changed!.report } }
  })
  nudge()
  return reply
}

/** Compared as Postgres compares: jsonb does not care for the order of names. */
const differing = async (tx: Tx, before: Record<string, unknown>, next: Record<string, unknown>) => {
  const [row] = await tx`
    select coalesce(jsonb_object_agg(key, value), '{}') as changed
    from jsonb_each(${tx.json(next as never)}::jsonb)
    where value is distinct from ${tx.json(before as never)}::jsonb -> key`
  return row!.changed as Record<string, unknown>
}

/** GET /api/reports/:external_id: whoever is signed in may know what they may write about. */
export const show = async ({
  access,
}: Context<typeof getReport, Found>): Promise<Reply<typeof getReport>> => {
  const [row] = await db()`select report_json(r) as report, users_json(array[r.owner_id]) as users,
    log_cursor() as cursor from reports r where id = ${access.reportId}`
  return { status: 200, body: { report: row!.report, users: row!.users, cursor: row!.cursor } }
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

/** Errors: not_found. */
export const exists = async (_viewer: Person, { external_id }: { external_id: string }): Promise<Found> => {
  const [row] = await db()<
    Found[]
  >`select id as "reportId", owner_id as "ownerId" from reports where external_id = ${external_id}`
  if (!row) throw notFound()
  return row
}
