// @ts-check
// One run of Postgres: spawned, answering, ended.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { connect } from './connect.mjs'
import { cleanEnvironment } from './environment.mjs'
import { Problem } from './problem.mjs'

/**
 * @typedef {object} Plan how to run it
 * @property {string} cluster
 * @property {string} postgres the binary
 * @property {import('./runner.mjs').Runner} runner
 * @property {import('./address.mjs').Address} address
 * @property {Record<string, string>} settings
 * @property {string} logFile
 * @property {(line: string) => void} log
 */

/**
 * @typedef {object} Postmaster
 * @property {number} pid 0 when it could not even be spawned
 * @property {Promise<string>} ended tells how, in words
 * @property {boolean} over
 */

const LOG_LIMIT_BYTES = 10_000_000
const RETRY_FOR_MS = 20_000
const SLOW_MS = 5_000
/** Said while the last of a killed Postgres' processes, or its zombie, are still there: they go within a second. */
const NOT_YET = /shared memory block .* is still in use|lock file ".*" already exists|Address already in use/

/**
 * Resolves once it answers, and throws a Problem when it has ended instead.
 * @param {Plan} plan
 * @param {(postmaster: Postmaster) => void} onSpawn so that it can be stopped before it answers
 * @param {() => boolean} cancelled
 */
export async function runPostmaster(plan, onSpawn, cancelled) {
  for (const deadline = Date.now() + RETRY_FOR_MS; !cancelled(); await pause(100)) {
    const logStart = rotateLog(plan.logFile)
    const postmaster = spawnPostmaster(plan)
    onSpawn(postmaster)
    const failure = await Promise.race([postmaster.ended, answering(plan, postmaster)])
    if (failure === null) return
    const said = readFileSync(plan.logFile).subarray(logStart).toString()
    const worthAnother = failure.startsWith('SIG') || NOT_YET.test(said)
    if (!worthAnother || Date.now() > deadline) throw failed(failure, said, plan.logFile)
  }
  throw new Problem('Postgres was to start, and was stopped before it did.')
}

/** @param {number} ms */
const pause = ms => new Promise(done => setTimeout(done, ms))

/** @param {Plan} plan @returns {Postmaster} */
function spawnPostmaster({ cluster, postgres, runner, address, settings, logFile }) {
  const options = Object.entries({ ...address.settings, ...settings }).flatMap(([k, v]) => [
    '-c',
    `${k}=${v}`,
  ])
  const output = openSync(logFile, 'a', 0o600)
  const child = spawn(...runner.wrap(postgres, ['-D', cluster, ...options]), {
    ...runner.as,
    // In a session of its own: the terminal's Ctrl+C must not stop it before what still writes to it has stopped.
    detached: true,
    cwd: dirname(cluster),
    env: cleanEnvironment(),
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  /** @type {Postmaster} */
  const postmaster = {
    pid: child.pid ?? 0,
    over: false,
    ended: new Promise(resolve => {
      child.once('error', error => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    }),
  }
  void postmaster.ended.then(() => {
    postmaster.over = true
  })
  return postmaster
}

/**
 * Null once it answers. Crash recovery may take its time, so there is no other limit than its end.
 * @param {Plan} plan @param {Postmaster} postmaster @returns {Promise<null>}
 */
async function answering({ address, log }, postmaster) {
  const slow = setInterval(
    () => log('Postgres is still starting (recovering after a crash takes a while) …'),
    SLOW_MS,
  )
  for (let ms = 20; !postmaster.over; ms = Math.min(ms * 1.5, 500)) {
    if (await answers(address.url('postgres'))) break
    await pause(ms)
  }
  clearInterval(slow)
  return null
}

/** @param {string} url */
async function answers(url) {
  const sql = connect(url)
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** @param {string} how @param {string} said @param {string} logFile */
function failed(how, said, logFile) {
  const lines = said
    .split('\n')
    .filter(line => /(FATAL|PANIC|ERROR|HINT|DETAIL):|error while loading/.test(line))
  const why = lines.slice(-3).map(line => line.replace(/^.*?(?=FATAL|PANIC|ERROR|HINT|DETAIL)/, ''))
  return new Problem(`Postgres does not start (${how}). ${why.join(' ')} Its log is ${logFile}.`)
}

/** @param {string} file @returns {number} where the next lines will begin */
function rotateLog(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LOG_LIMIT_BYTES) return size
  rmSync(`${file}.old`, { force: true })
  renameSync(file, `${file}.old`)
  return 0
}
