// What people have asked the moderators to look at, and what these have done about it.
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns'
import { conversations } from './conversations'
import { messages } from './messages'
import { users } from './users'

/** A message or a person that somebody has flagged: once, however many do. Open while `closed_at` is null. */
export const concerns = pgTable(
  'concerns',
  {
    id: uuid().primaryKey(),
    /** Message, or person and conversation, so that there is one concern for it. */
    thing: text().notNull().unique(),
    message_id: uuid().references(() => messages.id),
    /** Whom it is about: the message's sender, or the person. */
    user_id: uuid()
      .notNull()
      .references(() => users.id),
    conversation_id: uuid().references(() => conversations.id),
    flag_count: integer().notNull().default(0),
    /** When somebody flagged it last. */
    flagged_at: time('flagged_at').notNull(),
    closed_at: time('closed_at'),
  },
  table => [
    index().on(table.flagged_at, table.id),
    // What is open is little, and among what was dealt with it is old.
    index('concerns_open').on(table.flagged_at, table.id).where(sql`closed_at is null`),
  ],
)

export const flags = pgTable(
  'flags',
  {
    concern_id: uuid()
      .notNull()
      .references(() => concerns.id),
    reporter_id: uuid()
      .notNull()
      .references(() => users.id),
    reason: text().notNull(),
    note: text().notNull(),
    created_at: time('created_at').notNull(),
  },
  table => [primaryKey({ columns: [table.concern_id, table.reporter_id] })],
)

/** Who does not come back into a conversation until a moderator lets them. */
export const bars = pgTable(
  'bars',
  {
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id),
    user_id: uuid()
      .notNull()
      .references(() => users.id),
    created_at: time('created_at').notNull(),
  },
  table => [primaryKey({ columns: [table.conversation_id, table.user_id] })],
)

/** Append only: a trigger sees to it. */
export const moderationActs = pgTable(
  'moderation_acts',
  {
    id: uuid().primaryKey(),
    concern_id: uuid()
      .notNull()
      .references(() => concerns.id),
    moderator_id: uuid()
      .notNull()
      .references(() => users.id),
    act: text({ enum: ['dismiss', 'delete', 'bar', 'lift'] }).notNull(),
    why: text().notNull(),
    created_at: time('created_at').notNull(),
  },
  table => [index().on(table.concern_id)],
)
