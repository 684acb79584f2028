// @ts-check
// After a `kill -9` of Node its Postgres lives on. Before starting one, the earlier one has to go: a Postgres that
// we did not start can be neither watched nor given other settings, and stopping it takes a tenth of a second.

import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import { removeTemporary } from './address.mjs'
import { Problem } from './problem.mjs'
import { isAlive } from './process.mjs'
import { stopPostgres } from './stop.mjs'

/**
 * @param {string} cluster
 * @param {string} pgCtl
 * @param {(line: string) => void} log
 */
export async function stopLeftover(cluster, pgCtl, log) {
  const left = readPidFile(cluster)
  if (!left) return
  if (isPostgresOf(left.pid, cluster)) {
    log(`Stopping the Postgres that an earlier run left behind (process ${left.pid}) …`)
    await stopPostgres({ pid: left.pid, cluster, pgCtl })
  } else if (await answers(left)) {
    throw new Problem(
      `The database in ${cluster} is in use by a Postgres that this machine does not show, perhaps in another` +
        ' container. Stop it, or set DATA_DIR to another folder.',
    )
  } else if (isAlive(left.pid)) {
    disown(cluster)
  }
  removeTemporary(left.socketFolder)
}

/**
 * Where the Postgres that is running on this cluster listens, if one answers.
 * @param {string} cluster
 */
export async function findRunning(cluster) {
  const left = readPidFile(cluster)
  return left && (await answers(left)) ? left : null
}

/** @param {string} cluster what postmaster.pid says, see miscinit.c of Postgres */
function readPidFile(cluster) {
  let text
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    throw error
  }
  const [pid = '', , , port = '', socketFolder = ''] = text.split('\n')
  return Number(pid) > 0 ? { pid: Number(pid), port: Number(port), socketFolder } : null
}

/** @param {number} pid @param {string} cluster */
function isPostgresOf(pid, cluster) {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    } catch {
      return false // somebody else's process, so none of ours
    }
  }
  if (process.platform === 'win32') return true // pg_ctl looks closer
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster)
}

/** @param {{ port: number, socketFolder: string }} address @returns {Promise<boolean>} */
function answers({ port, socketFolder }) {
  return new Promise(resolve => {
    const where = socketFolder
      ? { path: join(socketFolder, `.s.PGSQL.${port}`) }
      : { host: '127.0.0.1', port }
    const socket = connectSocket(where)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/**
 * The id in postmaster.pid has gone to a stranger, for whose sake Postgres would refuse to start. Put in our own,
 * which it passes over as its parent's. The file itself must stay: by its shared memory Postgres tells whether
 * orphans of the dead one are still at work.
 * @param {string} cluster
 */
function disown(cluster) {
  const file = join(cluster, 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
}
