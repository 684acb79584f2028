// What a panel is linked to: a report, a listing, a ticket. The host application owns it.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { change } from './event'
import { cursor, id, link, metadata, text, time } from './primitives'
import { user } from './user'

export const report = z.object({
  id,
  external_id: z.string(),
  kind: z.string(),
  title: z.string(),
  url: z.string(),
  owner_id: id,
  metadata,
  version: z.int().min(1),
  created_at: time,
  /** Since when the host has it no more; who talks about it still sees what it was. */
  gone_at: time.nullable(),
})
export type Report = z.infer<typeof report>

/** What a report was to a message that names this version. */
export const reportVersion = report
  .pick({ version: true, title: true, metadata: true, gone_at: true })
  .extend({ report_id: id })
export type ReportVersion = z.infer<typeof reportVersion>

/** The host's own id of a report or a person, to the letter: two that differ only by a space must not become one. */
export const externalId = z
  .string()
  .refine(value => value === value.trim(), 'begins or ends with a space')
  .pipe(text(1, 200))
export const reportParams = z.object({ external_id: externalId })

/** The host's server says how a report is now. An owner it has not named before is made known by that id alone. */
export const putReport = endpoint({
  method: 'PUT',
  path: '/api/reports/:external_id',
  caller: 'service',
  params: reportParams,
  body: z.object({
    kind: text(1, 50),
    title: text(1, 200),
    url: link,
    owner_external_id: externalId,
    metadata: metadata.default({}),
  }),
  answers: { 200: z.object({ report }), 201: z.object({ report }) },
})

export const getReport = endpoint({
  method: 'GET',
  path: '/api/reports/:external_id',
  params: reportParams,
  answers: { 200: z.object({ report, users: z.array(user), cursor }) },
})

/** The host's server has it no more: conversations about it stay. What has gone already changes nothing; a PUT brings it back. */
export const deleteReport = endpoint({
  method: 'DELETE',
  path: '/api/reports/:external_id',
  caller: 'service',
  params: reportParams,
  answers: { 204: null },
})

/** Register: reaches the owner and the members of the report's conversations. `related`: an owner who is new with it. */
export const reportUpdated = change('report-updated', {
  partial: report.omit({ id: true, external_id: true, created_at: true }).partial(),
  related: z.object({ users: z.array(user) }).optional(),
})
