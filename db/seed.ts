// The cast of the demo, put into an empty or any other database once, as if imported from elsewhere: rows without
// events, so that the log counts as pruned for that time.
import { inArray, sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { connect } from './client'
import { searchable } from './derived'
import { conversations, members, messages, reactions, reports, reportVersions, users } from './schema'
import { conversations as scripts } from './seed/conversations'
import { type Handle, handles, people } from './seed/people'
import { type ReportKey, type ReportScript, reportsAt } from './seed/reports'
import { dmKeyOf, idAt, rowsOf, type World } from './seed/rows'
import { when } from './seed/when'

type Db = Pick<PostgresJsDatabase, 'select' | 'insert' | 'execute'>

/** Whether it had anything to do. Quick when not; several processes may start at once. */
export const seed = async (url: string, now = new Date()): Promise<boolean> => {
  // A connection of its own: drizzle changes how its client reads and writes times and JSON.
  const client = connect(url, { max: 1, connection: { statement_timeout: 60_000, lock_timeout: 60_000 } })
  try {
    const db = drizzle(client)
    if (await isSeeded(db)) return false
    return await db.transaction(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(7468726, 4)`)
      if (await isSeeded(tx)) return false
      await write(tx, now)
      return true
    })
  } finally {
    await client.end({ timeout: 5 })
  }
}

const reportKeys = Object.keys(reportsAt(new Date())) as ReportKey[]

/** Told by the reports: people of these names may also have come with a token. */
const isSeeded = async (db: Db) => {
  const found = await db
    .select({ id: reports.id })
    .from(reports)
    .where(inArray(reports.external_id, reportKeys))
    .limit(1)
  return found.length > 0
}

const write = async (db: Db, now: Date) => {
  const userIds = await writePeople(db, now)
  const world: World = { people: userIds, ...(await writeReports(db, userIds, now)), now }
  const dmKeys = scripts.filter(({ type }) => type === 'dm').map(script => dmKeyOf(script, world))
  const standing = await db
    .select({ key: conversations.dm_key })
    .from(conversations)
    .where(inArray(conversations.dm_key, dmKeys))
  const taken = new Set(standing.map(({ key }) => key))
  const rows = scripts
    .filter(script => script.type === 'group' || !taken.has(dmKeyOf(script, world)))
    .map(script => rowsOf(script, world))
  await db.insert(conversations).values(rows.map(({ conversation }) => conversation))
  await db.insert(members).values(rows.flatMap(row => row.members))
  await db.insert(messages).values(rows.flatMap(row => row.messages))
  await db.insert(reactions).values(rows.flatMap(row => row.reactions))
}

/** Somebody of that `external_id` who is here already stays as they are. */
const writePeople = async (db: Db, now: Date) => {
  const rows = handles.map(handle => {
    const { name, since } = people[handle]
    const created_at = new Date(when(since, now))
    return { id: idAt(created_at), external_id: handle, name, search_name: searchable(name), created_at }
  })
  await db.insert(users).values(rows).onConflictDoNothing()
  const found = await db
    .select({ id: users.id, handle: users.external_id })
    .from(users)
    .where(inArray(users.external_id, handles))
  return Object.fromEntries(found.map(({ id, handle }) => [handle, id])) as Record<Handle, string>
}

/** With what they were before, and since when they are what they have become. */
const writeReports = async (db: Db, userIds: Record<Handle, string>, now: Date) => {
  const scripts = Object.entries(reportsAt(now)) as [ReportKey, ReportScript][]
  const rows = scripts.map(([external_id, { owner, opened, was = [], ...rest }]) => {
    const created_at = new Date(when(opened, now))
    const url = `/reports/${external_id}`
    const version = was.length + 1
    return { ...rest, version, id: idAt(created_at), external_id, url, owner_id: userIds[owner], created_at }
  })
  await db.insert(reports).values(rows)
  const idOf = Object.fromEntries(rows.map(({ id, external_id }) => [external_id, id])) as Record<
    ReportKey,
    string
  >
  const before = scripts.flatMap(([key, { title, metadata, was = [] }]) =>
    was.map(({ until, ...more }, index) => ({
      report_id: idOf[key],
      version: index + 1,
      title,
      metadata: { ...metadata, ...more },
      replaced_at: new Date(when(until, now)),
    })),
  )
  await db.insert(reportVersions).values(before)
  const versions = Object.fromEntries(
    scripts.map(([key, { was = [] }]) => [key, was.map(({ until }) => new Date(when(until, now)))]),
  )
  return { reports: idOf, versions }
}
