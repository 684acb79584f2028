// Brings a database up to this version: refuses what would lose messages, then tables, then functions.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as migrateTables } from 'drizzle-orm/postgres-js/migrator'
import { connect, type Sql } from './client'

/** What is wrong with the server, in words for its operator; null when it will do. */
export const unfit = async (sql: Sql, allowUnsafe: boolean): Promise<string | null> => {
  const [server] = await sql`select current_setting('server_version_num')::int as version,
    current_setting('server_version') as name, current_setting('server_encoding') as encoding,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
    current_setting('synchronous_commit') as synchronous_commit`
  if (server!.version < 140_000) return `Postgres ${server!.name} is too old: Tertulia needs 14 or newer.`
  if (server!.encoding !== 'UTF8')
    return `The database is encoded in ${server!.encoding}: create it with ENCODING 'UTF8'.`
  const off = ['fsync', 'full_page_writes', 'synchronous_commit'].filter(name => server![name] === 'off')
  if (off.length && !allowUnsafe)
    return `Postgres runs with ${off.join(' and ')} off and would lose acknowledged messages in a crash: turn it on, or set ALLOW_UNSAFE_POSTGRES=1.`
  return null
}

/** Runs what is missing of drizzle/ and puts db/functions/ in place. Several processes may start at once. */
export const migrate = async (url: string, root: string) => {
  const sql = connect(url, { max: 1, connection: { statement_timeout: 0, lock_timeout: 0 } })
  try {
    await sql`select pg_advisory_lock(7468726, 3)`
    await migrateTables(drizzle(sql), { migrationsFolder: join(root, 'drizzle') })
    const folder = join(root, 'db/functions')
    const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort(byDependency)
    const source = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))
    await sql.begin(tx => tx.unsafe(`set local check_function_bodies = off;\n${source.join('\n')}`))
  } finally {
    await sql.end()
  }
}

/** Entities first: the others are written in its words. */
const byDependency = (a: string, b: string) =>
  Number(b === 'entities.sql') - Number(a === 'entities.sql') || a.localeCompare(b)
