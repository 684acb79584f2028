// How fast one person may do what they do. Sends are counted in the database, so that the limit is the same in every process.
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
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
  await counted(
    limiter(points),
    userId,
    `You may send ${points} messages a minute. Wait a moment and send again.`,
  )
}

/** In each process for itself: what passes here is stored nowhere and costs no query. */
const typing = new RateLimiterMemory({ keyPrefix: 'type', points: 60, duration: 10 })

/** Counts one word of this person's typing. Errors: rate_limited. */
export const countTyping = (userId: string) => counted(typing, userId, 'Nobody types so fast. Wait a moment.')

const presence = new RateLimiterMemory({ keyPrefix: 'presence', points: 120, duration: 10 })

/** Counts one word of this person's devices. Errors: rate_limited. */
export const countPresence = (userId: string) =>
  counted(presence, userId, 'Nobody comes and goes so fast. Wait a moment.')

const counted = async (limiter: RateLimiterMemory | RateLimiterPostgres, userId: string, words: string) => {
  try {
    await limiter.consume(userId)
  } catch (refused) {
    if (refused instanceof Error) throw refused
    throw new AppError('rate_limited', words, {
      retryAfter: (refused as RateLimiterRes).msBeforeNext / 1000,
    })
  }
}

/** Takes one back: what was counted was not written. */
export const uncountMessage = async (userId: string) => {
  const points = env().RATE_LIMIT_MESSAGES_PER_MINUTE
  if (points > 0) await limiter(points).reward(userId, 1)
}
