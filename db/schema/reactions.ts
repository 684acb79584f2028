// Who reacted to a message with what. `seq` is the one of the event that told it, so it orders them.
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { seq, time } from './columns'
import { messages } from './messages'
import { users } from './users'

export const reactions = pgTable(
  'reactions',
  {
    message_id: uuid()
      .notNull()
      .references(() => messages.id),
    user_id: uuid()
      .notNull()
      .references(() => users.id),
    emoji: text().notNull(),
    seq: seq('seq').notNull(),
    created_at: time('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.message_id, table.user_id, table.emoji] }),
    index('reactions_in_order').on(table.message_id, table.emoji, table.seq),
  ],
)
