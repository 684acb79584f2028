// The log of everything: what is committed waits in `outbox`, and gets its position in `events`.
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { seq, time } from './columns'

/**
 * `audience`: `members` of the conversation (for member-removed also the person) · `own`: the person's devices ·
 * `contacts`: who shares a conversation with them · `report`: its owner and the members of its conversations ·
 * `server`: never leaves the server. `own` is what only the person's own devices get on top.
 */
const entry = () => ({
  event: text().notNull(),
  audience: text({ enum: ['members', 'own', 'contacts', 'report', 'server'] }).notNull(),
  conversation_id: uuid(),
  seq: seq('seq'),
  /** Of the message that an event is about, where that is an earlier one: who may not see it gets nothing of the event. */
  message_seq: seq('message_seq'),
  /** Whom or what the event is about: a person, for `report` the report. */
  subject_id: uuid(),
  payload: jsonb().notNull(),
  own: jsonb(),
})

export const outbox = pgTable(
  'outbox',
  { id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(), ...entry() },
  table => [index().on(table.conversation_id, table.seq)],
)

export const events = pgTable(
  'events',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    /** Proves on resume that this is the event the cursor was made at. */
    nonce: text().notNull(),
    created_at: time('created_at').notNull().default(sql`clock_timestamp()`),
    ...entry(),
  },
  table => [
    index('events_of_conversation').on(table.conversation_id, table.seq).where(sql`seq is not null`),
    index('events_age').on(table.created_at),
  ],
)

/** One row: which log this is. */
export const logs = pgTable('logs', { id: integer().primaryKey(), epoch: text().notNull() })

/** Of the rate limiter (unlogged: a crash forgives). */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
})
