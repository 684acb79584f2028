// Whether this process may be sent traffic: migrated, and reading the log.
import type { getHealth } from '../contract/session'
import { AppError } from './error'
import type { Context, Reply } from './http/context'
import { instance } from './instance'

/** GET /api/health */
export const health = async (_: Context<typeof getHealth>): Promise<Reply<typeof getHealth>> => {
  if (!instance().pump.healthy)
    throw new AppError('unavailable', 'The log is not being read right now.', { retryAfter: 1 })
  return { status: 200, body: { status: 'ok' } }
}
