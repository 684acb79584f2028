// How fast one person may do what they do. Counted in the database, so that the limit is the same in every process.
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Endpoint } from '../contract/endpoint'
import { AppError } from './error'
import { db, env } from './instance'

/** Sends, typing and presence count where they are done, the first because a retry is no send, the others because they cost no query. */
const countsByItself = new Set([
  'POST /api/conversations/:id/messages',
  'POST /api/conversations/:id/typing',
  'POST /api/presence',
  'DELETE /api/session',
])
/** What a page does by itself while its person reads: so many times as often as what a hand does. */
const marks = new Set(['POST /api/conversations/:id/read', 'POST /api/conversations/:id/delivered'])
const marksToChange = 5
/** What a system message tells to everybody, and therefore is one. */
const told = new Set([
  'PATCH /api/conversations/:id',
  'POST /api/conversations/:id/members',
  'PATCH /api/conversations/:id/members/:userId',
  'DELETE /api/conversations/:id/members/:userId',
])

/**
 * Counts whatever this person writes, once it is known that they may and that it makes sense. An endpoint that is not named
 * here is a change like any other. Errors: rate_limited.
 */
export const countWrite = async ({ method, path }: Endpoint, userId: string) => {
  const name = `${method} ${path}`
  if (method === 'GET' || countsByItself.has(name)) return
  const changes = env().RATE_LIMIT_CHANGES_PER_MINUTE
  if (changes > 0 && marks.has(name)) await counted(limiter('mark', changes * marksToChange), userId, tooFast)
  else if (changes > 0) await counted(limiter('change', changes), userId, tooFast)
  if (told.has(name)) await countMessage(userId)
}

const tooFast = 'This is more than anybody does in a minute. Wait a moment and try again.'

/** Counts one message of this person. Errors: rate_limited, with the seconds until the minute is over. */
export const countMessage = async (userId: string) => {
  const points = env().RATE_LIMIT_MESSAGES_PER_MINUTE
  if (points === 0) return
  await counted(
    limiter('send', points),
    userId,
    `You may send ${points} messages a minute. Wait a moment and send again.`,
  )
}

/**
 * Takes one back: what was counted was not written. As often as one may send: what is refused again and again is work, too,
 * and who goes on with it is refused from memory.
 */
export const uncountMessage = async (userId: string) => {
  const points = env().RATE_LIMIT_MESSAGES_PER_MINUTE
  if (points === 0) return
  const isForgiven = await forgiving(points)
    .consume(userId)
    .then(
      () => true,
      () => false,
    )
  if (isForgiven) await limiter('send', points).reward(userId, 1)
}

/** In each process for itself: what passes here is stored nowhere and costs no query. */
const typing = new RateLimiterMemory({ keyPrefix: 'type', points: 60, duration: 10 })

/** Counts one word of this person's typing. Errors: rate_limited. */
export const countTyping = (userId: string) => counted(typing, userId, 'Nobody types so fast. Wait a moment.')

const presence = new RateLimiterMemory({ keyPrefix: 'presence', points: 120, duration: 10 })

/** Counts one word of this person's devices. Errors: rate_limited. */
export const countPresence = (userId: string) =>
  counted(presence, userId, 'Nobody comes and goes so fast. Wait a moment.')

/** A link that leads nowhere is looked up now and then; whoever does it again and again is guessing. */
const guesses = new RateLimiterMemory({ keyPrefix: 'guess', points: 20, duration: 60 })
const guessed = 'Too many links that lead nowhere. Wait a minute.'

/** Counts one look-up in vain. Errors: rate_limited. */
export const countGuess = (userId: string) => counted(guesses, userId, guessed)

/** Whoever has looked up too much in vain looks up nothing for a while. Errors: rate_limited. */
export const refuseGuesser = async (userId: string) => {
  const tried = await guesses.get(userId)
  if (tried && tried.consumedPoints > guesses.points)
    throw new AppError('rate_limited', guessed, { retryAfter: tried.msBeforeNext / 1000 })
}

/** In each process for itself: nobody has so much to report, and a flood would bury what others have. */
const flagging = new RateLimiterMemory({ keyPrefix: 'flag', points: 60, duration: 3600 })

/** Counts one flag of this person. Errors: rate_limited. */
export const countFlag = (userId: string) =>
  counted(flagging, userId, 'You have reported a lot within an hour. Wait a while before you report more.')

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

/** What the limiter needs of a node-postgres client, over our own pool. */
const storeClient = {
  query: async ({ text, values }: { text: string; values: (string | number)[] }) => {
    const rows = await db().unsafe(text, values, { prepare: true })
    return { rows: [...rows], rowCount: rows.count }
  },
}

const limiters = new Map<string, RateLimiterPostgres>()

const limiter = (keyPrefix: 'send' | 'change' | 'mark', points: number) => {
  const key = `${keyPrefix} ${points}`
  const made =
    limiters.get(key) ??
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration: 60,
      // Who is over the limit is refused from memory: a flood costs no queries.
      inMemoryBlockOnConsumed: points + 1,
    })
  limiters.set(key, made)
  return made
}

let forgiveness: RateLimiterMemory | null = null
const forgiving = (points: number) => {
  if (forgiveness?.points !== points)
    forgiveness = new RateLimiterMemory({ keyPrefix: 'forgive', points, duration: 60 })
  return forgiveness
}
