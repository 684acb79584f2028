// What the server forgets, once a minute: events older than the setting, in small batches, so that a cursor from before
// them gets a reset; and browser sessions that can no longer be used.
import type { Sql } from '../../../db/client'
import { described, log } from '../report-error'
import { idle, longest } from '../session-age'

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

  const forgetSessions = () =>
    sql`delete from sessions where last_used_at < now() - ${idle}::interval or created_at < now() - ${longest}::interval`

  const turn = async () => {
    try {
      await prune()
      await forgetSessions()
    } catch (error) {
      log('warn', 'what is old stays for now', described(error))
    }
  }

  return {
    start() {
      timer ??= setInterval(() => void turn(), everyMs).unref()
    },
    prune,
    stop() {
      if (timer) clearInterval(timer)
    },
  }
}
