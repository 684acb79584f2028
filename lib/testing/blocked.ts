// For races: who waits for a lock in this test's database.
import type { Sql } from '../../db/client'

/** Resolves when so many statements wait for a lock. */
export const blocked = async (sql: Sql, wanted: number) => {
  for (;;) {
    const [row] = await sql`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    if (row!.count >= wanted) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
