// @ts-check
// The database that comes with Tertulia: a Postgres of its own under DATA_DIR, started with it, watched while it
// runs, stopped with it. Each step is a file in embedded/.
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { passwordIn, portAddress, socketAddress } from './embedded/address.mjs'
import { findBinaries } from './embedded/binaries.mjs'
import { connect } from './embedded/connect.mjs'
import { initOnce } from './embedded/initdb.mjs'
import { findRunning, stopLeftover } from './embedded/leftover.mjs'
import { tryLock } from './embedded/lock.mjs'
import { runPostmaster } from './embedded/postmaster.mjs'
import { Problem } from './embedded/problem.mjs'
import { signalTo } from './embedded/process.mjs'
import { findRunner, giveTo } from './embedded/runner.mjs'
import { stopPostgres } from './embedded/stop.mjs'
import { onSuddenEnd } from './embedded/sudden-end.mjs'

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url with the socket folder as `?host=`, as libpq and db/client.ts take it; the same through all restarts
 * @property {number} pid of the present postmaster
 * @property {() => Promise<void>} stop
 * @property {(callback: (problem: Error) => void) => void} onExit told when it died and could not be restarted
 */

const DATABASE = 'tertulia'
const DEFAULTS = { shared_buffers: '128MB', max_connections: '100', timezone: 'UTC', log_timezone: 'UTC' }
/** A Postgres that dies more often than this is not helped by another start. */
const RESTARTS_A_MINUTE = 5

/**
 * @param {object} options
 * @param {string} options.dataDir made if it is not there
 * @param {(line: string) => void} [options.log] progress and mishaps
 * @param {Record<string, string>} [options.settings] of Postgres, beside our own
 * @param {boolean} [options.overPort] listen on a port of 127.0.0.1, where there are no Unix sockets
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbedded({ dataDir, log = () => {}, settings = {}, overPort = isWindows }) {
  const root = openDataDir(dataDir)
  const lock = await tryLock(join(root, 'lock'))
  if (!('release' in lock)) throw inUse(root, lock.holder)
  try {
    return await start({ root, log, settings, overPort, release: lock.release })
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * For a command beside a server that is running: how to reach its database.
 * @param {string} dataDir
 * @returns {Promise<string | null>} null where none is running
 */
export async function findEmbedded(dataDir) {
  const running = existsSync(dataDir) ? await findRunning(clusterIn(realpathSync(dataDir))) : null
  if (!running) return null
  const { socketFolder, port } = running
  if (socketFolder)
    return `postgres://postgres@localhost/${DATABASE}?host=${encodeURIComponent(socketFolder)}`
  return `postgres://postgres:${passwordIn(passwordFileIn(dataDir))}@127.0.0.1:${port}/${DATABASE}`
}

const isWindows = process.platform === 'win32'
/** @param {string} root */
const clusterIn = root => join(root, 'postgres')
/** @param {string} root */
const passwordFileIn = root => join(root, 'postgres-password')

/**
 * @param {{ root: string, log: (line: string) => void, settings: Record<string, string>, overPort: boolean,
 *   release: () => void }} options
 * @returns {Promise<EmbeddedPostgres>}
 */
async function start({ root, log, settings, overPort, release }) {
  const cluster = clusterIn(root)
  const binaries = findBinaries()
  const runner = findRunner({ dataDir: root, cluster, postgres: binaries.postgres })
  const passwordFile = overPort ? passwordFileIn(root) : null
  if (passwordFile) {
    passwordIn(passwordFile)
    giveTo(runner, passwordFile)
  }
  if (!existsSync(join(cluster, 'PG_VERSION'))) log('Setting up the database …')
  await initOnce({ cluster, binaries, runner, passwordFile, sync: settings.fsync !== 'off' })
  await stopLeftover(cluster, binaries.pgCtl, log)
  giveTo(runner, cluster)
  const address = passwordFile ? await portAddress(passwordFile) : await socketAddress(root, runner)
  const plan = {
    cluster,
    postgres: binaries.postgres,
    runner,
    address,
    settings: { ...DEFAULTS, ...settings },
    logFile: join(root, 'postgres.log'),
    log,
  }

  let stopping = false
  /** @type {import('./embedded/postmaster.mjs').Postmaster | undefined} */
  let postmaster
  const run = () =>
    runPostmaster(
      plan,
      spawned => (postmaster = spawned),
      () => stopping,
    )
  const inGoodOrder = onSuddenEnd(() => {
    if (postmaster?.over === false) signalTo(postmaster.pid, stopping ? 'SIGQUIT' : 'SIGINT')
  })
  /** @type {((problem: Error) => void)[]} */
  const listeners = []
  let supervision = Promise.resolve()
  try {
    await run()
    supervision = supervise()
    await createDatabase(address.url)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: address.url(DATABASE),
    get pid() {
      return postmaster?.pid ?? 0
    },
    onExit: callback => void listeners.push(callback),
    stop,
  }

  async function supervise() {
    /** @type {number[]} */
    let deaths = []
    try {
      for (;;) {
        const how = await postmaster?.ended
        if (stopping) return
        deaths = [...deaths, Date.now()].filter(time => time > Date.now() - 60_000)
        if (deaths.length > RESTARTS_A_MINUTE) throw diedTooOften(deaths.length, plan.logFile)
        log(`Postgres ended by itself (${how}), starting it again …`)
        await run()
        log('Postgres is back.')
      }
    } catch (error) {
      for (const callback of stopping ? [] : listeners) callback(/** @type {Error} */ (error))
    }
  }

  async function stop() {
    stopping = true
    if (postmaster?.over === false)
      await stopPostgres({ pid: postmaster.pid, cluster, pgCtl: binaries.pgCtl })
    await supervision
    inGoodOrder()
    address.remove()
    release()
  }
}

/** @param {(database: string) => string} url */
async function createDatabase(url) {
  const sql = connect(url('postgres'))
  try {
    const [present] = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (!present) await sql`create database ${sql(DATABASE)}`
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** @param {string} dataDir @returns {string} its real path */
function openDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Problem(
      `DATA_DIR ${dataDir} cannot be written (${/** @type {NodeJS.ErrnoException} */ (error).code}). Set DATA_DIR to a` +
        ' folder that can, or give this one to the user who starts Tertulia.',
    )
  }
  const root = realpathSync(dataDir)
  const owner = statSync(clusterIn(root), { throwIfNoEntry: false })?.uid
  const me = process.getuid?.()
  if (owner === undefined || me === undefined || me === 0 || owner === me) return root
  throw new Problem(
    `The database in ${root} belongs to another user (id ${owner}; an earlier start as root leaves it so). Start as` +
      ` root again, give it to yourself ("sudo chown -R ${me} ${root}"), or set DATA_DIR to another folder.`,
  )
}

/** @param {string} root @param {number} holder */
const inUse = (root, holder) =>
  new Problem(
    `The data directory ${root} is in use by another Tertulia (process ${holder}). Stop that one, or set DATA_DIR to` +
      ' another folder.',
  )

/** @param {number} times @param {string} logFile */
const diedTooOften = (times, logFile) =>
  new Problem(
    `Postgres died ${times} times within a minute, so it is not started again. Its log is ${logFile}.`,
  )
