// Who is connected where. All of it unlogged: after a crash of the database nobody is, and they say so anew.
import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns'

/** Processes that hold streams. One that has not said for a while that it is there has gone, and its devices with it. */
export const presenceProcesses = pgTable('presence_processes', {
  id: uuid().primaryKey(),
  alive_at: time('alive_at').notNull(),
})

/** A device is a person's stream, or several under the same X-Client-Id. `is_active`: there is somebody at it. */
export const presenceDevices = pgTable(
  'presence_devices',
  {
    process_id: uuid().notNull(),
    user_id: uuid().notNull(),
    device: text().notNull(),
    is_active: boolean().notNull(),
  },
  table => [
    primaryKey({ columns: [table.process_id, table.user_id, table.device] }),
    index().on(table.user_id),
  ],
)

/** What a person's devices come to, as it was told last. */
export const presences = pgTable('presences', {
  user_id: uuid().primaryKey(),
  status: text({ enum: ['online', 'away', 'offline'] }).notNull(),
  /** Null while they are connected. */
  last_seen_at: time('last_seen_at'),
})
