// Links by which people join a group. Of its token only the hash is kept.
import { index, integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { bytea, seq, time } from './columns'
import { conversations } from './conversations'
import { users } from './users'

export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id),
    /** SHA-256 of the token, which is random enough to need no salt. */
    token_hash: bytea().notNull().unique(),
    created_by: uuid()
      .notNull()
      .references(() => users.id),
    created_at: time('created_at').notNull(),
    /** The conversation's when it was made: who was removed later is not brought back by it. */
    made_seq: seq('made_seq').notNull(),
    expires_at: time('expires_at').notNull(),
    /** Null: as many as come. */
    max_uses: integer(),
    uses: integer().notNull().default(0),
    revoked_at: time('revoked_at'),
  },
  table => [index().on(table.conversation_id)],
)
