// Who wants nothing from whom.
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns'
import { users } from './users'

export const blocks = pgTable(
  'blocks',
  {
    blocker_id: uuid()
      .notNull()
      .references(() => users.id),
    blocked_id: uuid()
      .notNull()
      .references(() => users.id),
    created_at: time('created_at').notNull(),
  },
  table => [primaryKey({ columns: [table.blocker_id, table.blocked_id] }), index().on(table.blocked_id)],
)
