// The directory: the open conversations of this installation, for whoever looks for one to join.
import * as z from 'zod'
import { sharedConversation } from './conversation'
import { endpoint } from './endpoint'
import { cursor, limit, text } from './primitives'
import { report } from './report'
import { user } from './user'

/** What is told of an open conversation to everybody; nothing of what is said in it. */
export const listing = sharedConversation
  .pick({ id: true, name: true, icon: true, report_id: true, member_count: true, preview_member_ids: true })
  .extend({ is_member: z.boolean() })
export type Listing = z.infer<typeof listing>

/** Those with most members first, of as many the newer one; with `query`, those with this in their name. */
export const getDirectory = endpoint({
  method: 'GET',
  path: '/api/directory',
  query: z.object({ query: text(0, 100).default(''), limit, before: z.string().max(500).optional() }),
  answers: {
    200: z.object({
      listings: z.array(listing),
      users: z.array(user),
      reports: z.array(report),
      next: z.string().nullable(),
      cursor,
    }),
  },
})
