// A conversation is a small log: `seq` is the seq of its newest event. Its members' rows stay when they leave.
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { seq, time } from './columns'
import { reports } from './reports'
import { users } from './users'

export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    type: text({ enum: ['dm', 'group'] }).notNull(),
    visibility: text({ enum: ['private', 'public'] }).notNull(),
    report_id: uuid().references(() => reports.id),
    name: text(),
    icon: text(),
    /** What those who come in from now on see of the time before. */
    history: text({ enum: ['all', 'since-joining'] })
      .notNull()
      .default('all'),
    created_by: uuid()
      .notNull()
      .references(() => users.id),
    created_at: time('created_at').notNull(),
    seq: seq('seq').notNull(),
    last_message_id: uuid(),
    last_message_at: time('last_message_at'),
    member_count: integer().notNull(),
    /** The first three of the present members to have joined. */
    preview_member_ids: uuid().array().notNull(),
    /** Both people and the report, so that there is one dm for them. */
    dm_key: text().unique(),
  },
  table => [
    index().on(table.report_id),
    index('conversations_directory')
      .on(sql`member_count desc`, sql`id desc`)
      .where(sql`visibility = 'public' and member_count > 0`),
    check('a dm has a key and a group has none', sql`(${table.type} = 'dm') = (${table.dm_key} is not null)`),
    check('a dm is private', sql`${table.type} = 'group' or ${table.visibility} = 'private'`),
  ],
)

export const members = pgTable(
  'members',
  {
    conversation_id: uuid().notNull(),
    user_id: uuid()
      .notNull()
      .references(() => users.id),
    role: text({ enum: ['owner', 'admin', 'member'] }).notNull(),
    joined_at: time('joined_at').notNull(),
    joined_seq: seq('joined_seq').notNull(),
    /** Orders those who joined with one event: the founder, then as they were named. */
    join_order: integer().notNull().default(0),
    visible_from_seq: seq('visible_from_seq').notNull().default(0),
    /** Null while they are in it. */
    left_seq: seq('left_seq'),
    /** Who took them out; null where they left by themself, and while they are in it. */
    removed_by: uuid(),
    last_read_seq: seq('last_read_seq').notNull(),
    last_delivered_seq: seq('last_delivered_seq').notNull(),
    /** They keep to themself what they read: others are told `told_read_seq`. Null: there is nothing that they are not told. */
    withholds_reads: boolean().notNull().default(false),
    told_read_seq: seq('told_read_seq'),
    /** When `last_read_seq` came to be, and by which tab, as it named itself; null where it came with the membership. */
    read_at: time('read_at'),
    read_by_client: text(),
    marked_unread_at: time('marked_unread_at'),
    archived_at: time('archived_at'),
    muted_until: time('muted_until'),
    pinned_at: time('pinned_at'),
    /** What they are writing and have not sent; null for nothing. */
    draft: text(),
    draft_at: time('draft_at'),
    /** The conversation's place in this member's inbox; null in a wide one, whose place is read from the conversation. */
    activity_at: time('activity_at'),
    /** The seq of the newest message but for system messages: `last_read_seq < activity_seq` may be unread. */
    activity_seq: seq('activity_seq'),
  },
  table => [
    primaryKey({ columns: [table.conversation_id, table.user_id] }),
    foreignKey({ columns: [table.conversation_id], foreignColumns: [conversations.id] }),
    index('members_in_order').on(table.conversation_id, table.joined_seq, table.join_order),
    index('members_inbox')
      .on(table.user_id, sql`(pinned_at is not null) desc`, sql`activity_at desc`, sql`conversation_id desc`)
      .where(sql`left_seq is null and archived_at is null and activity_at is not null`),
    index('members_unread')
      .on(table.user_id, sql`(pinned_at is not null) desc`, sql`activity_at desc`, sql`conversation_id desc`)
      .where(
        sql`left_seq is null and archived_at is null and activity_at is not null
          and (last_read_seq < activity_seq or marked_unread_at is not null)`,
      ),
    index('members_archived')
      .on(table.user_id, sql`(pinned_at is not null) desc`, sql`activity_at desc`, sql`conversation_id desc`)
      .where(sql`left_seq is null and archived_at is not null and activity_at is not null`),
    index('members_wide').on(table.user_id).where(sql`left_seq is null and activity_at is null`),
    index('members_drafts').on(table.user_id, sql`draft_at desc`).where(sql`draft is not null`),
    index('members_of_archived').on(table.conversation_id).where(sql`archived_at is not null`),
  ],
)
