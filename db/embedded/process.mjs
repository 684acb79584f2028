// @ts-check
// Who is still alive? A process id alone proves nothing, since ids are used again (in a container after every
// restart), so a process is known by its id and the moment it began.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A text that names one process among all that ever had this id; null when there is none (a zombie is none),
 * undefined when this machine does not tell.
 * @param {number} pid
 * @returns {string | null | undefined}
 */
export function birthOf(pid) {
  if (!exists(pid)) return null
  if (process.platform === 'linux') return birthOnLinux(pid)
  if (process.platform === 'win32') return undefined
  const ps = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  if (ps.error) return undefined
  const line = ps.stdout.trim()
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
}

/** @param {number} pid */
export const isAlive = pid => birthOf(pid) !== null

/** @param {number} pid @param {number} ms @returns {Promise<boolean>} true once it is gone, false when time is up */
export async function goneWithin(pid, ms) {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (!isAlive(pid)) return true
    await new Promise(done => setTimeout(done, 25))
  }
  return !isAlive(pid)
}

/** @param {number} pid @param {NodeJS.Signals} signal a process that is already gone is no fault */
export function signalTo(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

/** @param {number} pid */
function exists(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {number} pid */
function birthOnLinux(pid) {
  let stat
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return exists(pid) ? undefined : null
  }
  // The second field is the name in brackets and may hold anything, so count from its end: state is then the
  // first, the start in clock ticks since boot the twentieth (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return `${bootId()} ${fields[19]}`
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
