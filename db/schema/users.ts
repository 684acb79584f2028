// People as the host application knows them, and the browsers they are signed in with.
import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns'

export const users = pgTable('users', {
  id: uuid().primaryKey(),
  external_id: text().notNull().unique(),
  name: text().notNull(),
  avatar_url: text(),
  created_at: time('created_at').notNull().default(sql`now()`),
  /** The name without accents and capitals, which is what people type. */
  search_name: text().notNull(),
  /** When the token was made that name and picture are from: an older one does not take them back. */
  profile_at: time('profile_at').notNull().default(sql`to_timestamp(0)`),
  /** Whether others learn what they have read, that they are there, that they write; and they of others. */
  receipts: boolean().notNull().default(true),
  presence: boolean().notNull().default(true),
  typing: boolean().notNull().default(true),
})

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie: a leaked table signs nobody in. */
    id: text().primaryKey(),
    user_id: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What the token said that it was exchanged for. */
    is_moderator: boolean().notNull().default(false),
    created_at: time('created_at').notNull().default(sql`now()`),
    last_used_at: time('last_used_at').notNull().default(sql`now()`),
  },
  table => [index().on(table.user_id), index().on(table.last_used_at)],
)
