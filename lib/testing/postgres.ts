// Before all tests: one Postgres, and in it a migrated template of which every test file gets a copy of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../../db/client'
import { startEmbedded } from '../../db/embedded.mjs'
import { migrate } from '../../db/migrate'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Any database of the test Postgres; `testDb` makes others beside it. */
    postgresUrl: string
  }
}

export const template = 'tertulia_template'

/** TEST_DATABASE_URL runs the tests on another Postgres, whose user may create databases. */
export default async (project: TestProject) => {
  const given = process.env.TEST_DATABASE_URL
  const dataDir = given ? null : await mkdtemp(join(tmpdir(), 'tertulia-test-'))
  const embedded = dataDir
    ? await startEmbedded({ dataDir, log: () => {}, settings: { fsync: 'off' } })
    : null
  const url = given ?? embedded!.url
  const admin = connect(url, { max: 1 })
  await admin.unsafe(`drop database if exists ${template}`)
  await admin.unsafe(`create database ${template} encoding 'UTF8' template template0`)
  await migrate(databaseUrl(url, template), process.cwd())
  await admin.end()
  project.provide('postgresUrl', url)
  return async () => {
    await embedded?.stop()
    if (dataDir) await rm(dataDir, { recursive: true, force: true })
  }
}

export const databaseUrl = (url: string, name: string) => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
