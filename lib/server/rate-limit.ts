// How fast one person may send, counted in the database so that it is the same in every process.
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from './error'
import { db, env } from './instance'

/** What the limiter needs of a node-postgres client, over our own pool. */
const storeClient = {
  query: async ({ text, values }: { text: string; values: (string | number)[] }) => {
    const rows = await db().unsafe(text, values, { prepare: true })
    return { rows: [...rows], rowCount: rows.count }
  },
}

const limiters = new Map<number, RateLimiterPostgres>()

const limiter = (points: number) => {
  const made =
    limiters.get(points) ??
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: 'send',
      points,
      duration: 60,
      // Who is over the limit is refused from memory: a flood costs no queries.
      inMemoryBlockOnConsumed: points + 1,
    })
  limiters.set(points, made)
  return made
}

/** Counts one message of this person. Errors: rate_limited, with the seconds until the minute is over. */
export const countMessage = async (userId: string) => {
  const points = env().RATE_LIMIT_MESSAGES_PER_MINUTE
  if (points === 0) return
  try {
    await limiter(points).consume(userId)
  } catch (refused) {
    if (refused instanceof Error) throw refused
    const retryAfter = (refused as RateLimiterRes).msBeforeNext / 1000
    throw new AppError(
      'rate_limited',
      `You may send ${points} messages a minute. Wait a moment and send again.`,
      {
        retryAfter,
      },
    )
  }
}

/** Takes one back: what was counted was not written. */
export const uncountMessage = async (userId: string) => {
  const points = env().RATE_LIMIT_MESSAGES_PER_MINUTE
  if (points > 0) await limiter(points).reward(userId, 1)
}
