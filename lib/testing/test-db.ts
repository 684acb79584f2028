// A database of its own for a test file, copied from the migrated template.
import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { connect } from '../../db/client'
import { databaseUrl, template } from './postgres'

/** Makes the database, points the settings of this process at it, and drops it when the file is done. */
export const testDb = async (settings: Record<string, string> = {}) => {
  const base = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  // A new database takes as long as the disk does.
  const admin = connect(base, { max: 1, connection: { statement_timeout: 0, lock_timeout: 0 } })
  await admin.unsafe(`create database ${name} template ${template}`)
  const url = databaseUrl(base, name)
  const secret = randomBytes(32).toString('hex')
  Object.assign(process.env, {
    DATABASE_URL: url,
    AUTH_JWT_SECRET: secret,
    RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
    RATE_LIMIT_CHANGES_PER_MINUTE: '0',
    ALLOW_UNSAFE_POSTGRES: '1',
    ...settings,
  })
  const sql = connect(url, { max: 4 })
  afterAll(async () => {
    const { instance } = await import('../server/instance')
    await instance().stop()
    await sql.end({ timeout: 1 })
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
  return { url, sql, secret }
}
