// @ts-check
// The first time: makes the cluster, the same on every system, aside and then moved into place, so that a kill in
// the middle leaves nothing half made.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cleanEnvironment } from './environment.mjs'
import { Problem } from './problem.mjs'
import { giveTo } from './runner.mjs'

/**
 * @param {object} options
 * @param {string} options.cluster
 * @param {import('./binaries.mjs').Binaries} options.binaries
 * @param {import('./runner.mjs').Runner} options.runner
 * @param {string | null} options.passwordFile where connections come over a port
 * @param {boolean} options.sync
 */
export async function initOnce({ cluster, binaries, runner, passwordFile, sync }) {
  if (existsSync(join(cluster, 'PG_VERSION'))) return checkMajor(cluster, binaries)
  const aside = `${cluster}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  giveTo(runner, aside)
  const args = ['-D', aside, '-U', 'postgres', '-E', 'UTF8', ...locale(binaries.major), '--auth-local=trust']
  args.push('--auth-host=scram-sha-256', ...(sync ? [] : ['--no-sync']))
  if (passwordFile) args.push(`--pwfile=${passwordFile}`)
  await run(binaries.initdb, args, runner, dirname(cluster))
  rmSync(cluster, { recursive: true, force: true }) // nothing but what an earlier version left without PG_VERSION
  renameSync(aside, cluster)
}

/** @param {string} cluster @param {import('./binaries.mjs').Binaries} binaries */
function checkMajor(cluster, { major, version }) {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (Number(made) === major) return
  throw new Problem(
    `The database in ${cluster} was made by PostgreSQL ${made}, and this is PostgreSQL ${version}, which cannot read` +
      ` it. Move it over with pg_dump of version ${made}, set DATABASE_URL to a PostgreSQL ${made}, or set DATA_DIR` +
      ' to a new folder.',
  )
}

/** @param {number} major the built-in provider, equal everywhere, came with 17 */
const locale = major =>
  major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--no-locale']

/**
 * @param {string} initdb @param {string[]} args @param {import('./runner.mjs').Runner} runner @param {string} cwd
 */
async function run(initdb, args, runner, cwd) {
  const first = await attempt(...runner.wrap(initdb, args), runner.as, cwd)
  if (first.ok) return
  // In a container that runs as a bare number: initdb wants a user with a name, so lend it one.
  const nameless = /could not look up effective user ID/.test(first.said)
  const lent = ['--user', '--map-user=65534', '--', initdb, ...args]
  if (nameless && (await attempt('unshare', lent, {}, cwd)).ok) return
  throw new Problem(
    nameless
      ? `Postgres can only be set up by a user with a name, and user id ${process.getuid?.()} has none in /etc/passwd.` +
          ' Add one there, start as another user, or set DATABASE_URL.'
      : `Setting up the database in ${cwd} failed: ${first.said}`,
  )
}

/**
 * @param {string} command @param {string[]} args @param {{ uid?: number, gid?: number }} as @param {string} cwd
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
function attempt(command, args, as, cwd) {
  return new Promise(resolve => {
    let said = ''
    const child = spawn(command, args, {
      ...as,
      cwd,
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', data => (said += data))
    child.once('error', error => resolve({ ok: false, said: error.message }))
    child.once('close', code => resolve({ ok: code === 0, said: said.trim() }))
  })
}
