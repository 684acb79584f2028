// What panels are linked to. The host application owns these rows and says when they change.
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns'
import { users } from './users'

export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(),
    external_id: text().notNull().unique(),
    kind: text().notNull(),
    title: text().notNull(),
    url: text().notNull(),
    owner_id: uuid()
      .notNull()
      .references(() => users.id),
    metadata: jsonb().notNull().default({}),
    version: integer().notNull().default(1),
    created_at: time('created_at').notNull().default(sql`now()`),
    /** When the host took it away. Conversations about it stay. */
    gone_at: time('gone_at'),
  },
  table => [index().on(table.owner_id)],
)

/** What a report was before each change, for the messages that were written to it then. */
export const reportVersions = pgTable(
  'report_versions',
  {
    report_id: uuid()
      .notNull()
      .references(() => reports.id),
    version: integer().notNull(),
    title: text().notNull(),
    metadata: jsonb().notNull(),
    gone_at: time('gone_at'),
    /** When the next version took its place. */
    replaced_at: time('replaced_at').notNull(),
  },
  table => [primaryKey({ columns: [table.report_id, table.version] })],
)
