// What panels are linked to. The host application owns these rows and says when they change.
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
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
  },
  table => [index().on(table.owner_id)],
)
