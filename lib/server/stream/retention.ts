// The log forgets: events older than the setting go in small batches, and a cursor from before them gets a reset.
import type { Sql } from '../../../db/client'
import { described, log } from '../report-error'

const everyMs = 60_000
const batch = 2_000

export const createRetention = ({ sql, hours }: { sql: Sql; hours: number }) => {
  let timer: NodeJS.Timeout | null = null

  const prune = async () => {
    const keep = `${hours} hours`
    for (;;) {
      const [row] = await sql`select prune_events(${keep}::interval, ${batch}) as pruned`
      if (row!.pruned < batch) return
    }
  }

  return {
    start() {
      timer ??= setInterval(
        () => void prune().catch(error => log('warn', 'old events stay for now', described(error))),
        everyMs,
      ).unref()
    },
    prune,
    stop() {
      if (timer) clearInterval(timer)
    },
  }
}
