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
})
export type Report = z.infer<typeof report>

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

/** Register: reaches the owner and the members of the report's conversations. */
export const reportUpdated = change('report-updated', {
  partial: report.omit({ id: true, external_id: true, created_at: true }).partial(),
})
