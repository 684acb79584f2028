// For races: who waits for a lock in this test's database.
import type { Sql } from '../../db/client'

/**
 * Resolves when so many statements wait for a lock: not the log's own, which may have to wait for its turn at any time, nor those
 * that tell others (NOTIFY), which is one after the other in all databases. Asked outside of a transaction, in which it would
 * stay what it was when first looked at.
 */
export const blocked = async (sql: Sql, wanted: number) => {
  for (;;) {
    const [row] = await sql`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and application_name <> 'tertulia log'
        and wait_event_type = 'Lock' and wait_event <> 'object'`
    if (row!.count >= wanted) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
