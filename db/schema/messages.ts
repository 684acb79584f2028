// Messages, each at the seq of the event that made it.
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, seq, time } from './columns'
import { conversations } from './conversations'
import { users } from './users'

export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey(),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id),
    seq: seq('seq').notNull(),
    sender_id: uuid()
      .notNull()
      .references(() => users.id),
    client_message_id: text().notNull(),
    type: text({ enum: ['text', 'image', 'file', 'system'] }).notNull(),
    content: text().notNull(),
    metadata: jsonb().notNull().default({}),
    reply_to_id: uuid(),
    /** Which version the conversation's report had then. */
    report_version: integer(),
    created_at: time('created_at').notNull(),
    edited_at: time('edited_at'),
    deleted_at: time('deleted_at'),
    /** What the reactions come to, as on the wire, so that a page need not count them. Written with each of them. */
    reactions: jsonb().notNull().default([]),
    /** SHA-256 of content and reply as first sent: what a retry is compared with after an edit. */
    sent_hash: bytea().notNull(),
  },
  table => [
    unique('messages_seq').on(table.conversation_id, table.seq),
    unique('messages_key').on(table.sender_id, table.client_message_id),
    index().on(table.reply_to_id),
    // What may be unread to anybody: a conversation may be full of what is not.
    index('messages_unread')
      .on(table.conversation_id, table.seq)
      .where(sql`type <> 'system' and deleted_at is null`),
  ],
)
