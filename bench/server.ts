// The server under measurement: started as its users start it, with its own Postgres that really writes to the disk.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Sql } from '../db/client'
import { findEmbedded } from '../db/embedded.mjs'
import { startServer, stopAll } from '../e2e/server'
import { percentile } from './figure'

export type Server = {
  url: string
  pid: number
  dataDir: string
  databaseUrl: string
  /** Our own connection, for making ready what is measured. */
  sql: Sql
}

export const secret = 'only ever known to this bench and its server'

/** `profile`: a folder that gets a CPU profile of the server when it ends, for a browser's developer tools. */
export const openServer = async (profile?: string): Promise<Server> => {
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const { url, child, dataDir } = await startServer({
    command: [process.execPath, ...flags, 'scripts/start.mjs'],
    env: {
      HOST: '127.0.0.1',
      AUTH_JWT_SECRET: secret,
      SEED_DEMO: '0',
      RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
      RATE_LIMIT_CHANGES_PER_MINUTE: '0',
    },
  })
  const databaseUrl = await findEmbedded(dataDir)
  if (!databaseUrl) throw new Error(`The server at ${url} runs without a Postgres in ${dataDir}.`)
  const sql = connect(databaseUrl, { max: 1, connection: { statement_timeout: 120_000 } })
  return { url, pid: child.pid!, dataDir, databaseUrl, sql }
}

/** Stops whatever was started, whether or not it was ready. */
export const closeServer = async (server: Server | null) => {
  await server?.sql.end({ timeout: 1 }).catch(() => {})
  await stopAll()
}

/** What the figures were made on. */
export const databaseFacts = async ({ sql }: Server) => {
  const [row] =
    await sql`select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as synchronous_commit`
  return { postgres: row!.postgres, fsync: row!.fsync, synchronous_commit: row!.synchronous_commit }
}

/** What a commit waits for on this disk: 8 KB written and synced, the median of 100. Many a virtual disk only says so. */
export const fdatasyncMs = (folder: string): number => {
  const file = openSync(join(folder, 'fdatasync'), 'w')
  const page = Buffer.alloc(8192)
  const times = Array.from({ length: 100 }, () => {
    const began = performance.now()
    writeSync(file, page, 0, page.length, 0)
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return Number(percentile(times, 50).toPrecision(3))
}
