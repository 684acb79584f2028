// How everything here connects to Postgres: one place for addresses, time limits and what counts as "away".
import postgres from 'postgres'

export type Sql = postgres.Sql
export type Tx = postgres.TransactionSql
/** A piece of a statement, to be put into another. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>
/** Either: what reads does not care whether it is in a transaction. */
export type Db = Sql | Tx

/**
 * A pool over `url`. Like libpq it takes a socket folder as `?host=`, which postgres.js alone does not.
 * A lost server fails queries at once instead of holding them back: whoever asks gets a 503 and may retry.
 */
export const connect = (url: string, options: postgres.Options<Record<string, never>> = {}): Sql => {
  const address = new URL(url)
  const folder = address.searchParams.get('host')
  address.searchParams.delete('host')
  return postgres(address.href, {
    ...(folder ? { host: folder } : {}),
    max: 10,
    connect_timeout: 5,
    backoff: () => 0,
    onnotice: () => {},
    // Seqs and positions stay far below 2^53.
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    ...options,
    connection: {
      application_name: 'tertulia',
      // Where a connection is lost with a write still scheduled, postgres.js 3.4.9 goes on believing in that schedule: each
      // time it connects again it says nothing until it times out. A greeting of more than 1 KB is written at once.
      options: ' '.repeat(1024),
      // What is read is in memory: with the default of 4 a generic plan sorts all of a person's conversations instead of
      // walking them in the inbox's order.
      random_page_cost: 1.1,
      statement_timeout: 10_000,
      lock_timeout: 8_000,
      idle_in_transaction_session_timeout: 10_000,
      ...options.connection,
    },
  })
}

const away = new Set([
  // The driver and the socket under it.
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOENT',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAGAIN',
  ],
  // Postgres: shutting down or starting, too many connections, out of some resource, out of time, losing a deadlock.
  ...[
    '57P01',
    '57P02',
    '57P03',
    '57P05',
    '57014',
    '53000',
    '53100',
    '53200',
    '53300',
    '25P03',
    '55P03',
    '40001',
    '40P01',
  ],
])

/** Whether an error says that the database is away or overloaded, rather than that the statement was wrong. */
export const isAway = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (away.has(code) || code.startsWith('08'))
}
