// @ts-check
// One at a time: a lock file that names its holder, and that nobody holds any more once that process is gone,
// however it went.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { birthOf } from './process.mjs'

/** @typedef {{ release(): void }} Lock */

const BEING_WRITTEN_MS = 2_000

/**
 * @param {string} file
 * @returns {Promise<Lock | { holder: number }>} the lock, or the id of the process that has it
 */
export async function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) })
  for (;;) {
    if (writeNew(file, mine)) return { release: () => release(file, mine) }
    const seen = read(file)
    if (seen === null) continue
    const holder = parse(seen)
    if (holder && isHeldBy(holder)) return { holder: holder.pid }
    if (!holder && ageOf(file) < BEING_WRITTEN_MS) await new Promise(done => setTimeout(done, 50))
    else evict(file, seen)
  }
}

/**
 * @param {string} file
 * @param {(holder: number) => void} onWait told once, when somebody else has it
 * @returns {Promise<Lock>}
 */
export async function waitForLock(file, onWait) {
  for (let told = false; ; told = true) {
    const lock = await tryLock(file)
    if ('release' in lock) return lock
    if (!told) onWait(lock.holder)
    await new Promise(done => setTimeout(done, 250))
  }
}

/** @param {{ pid: number, birth?: string }} holder where the machine tells no births, a living id has to do */
function isHeldBy({ pid, birth }) {
  const now = birthOf(pid)
  return now !== null && (now === undefined || birth === undefined || now === birth)
}

/** @param {string} file @param {string} text */
function writeNew(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Takes a dead holder's file away. Two may find it dead at once and the slower one would then take away the lock
 * that the quicker one has just won; so look at what was taken, and put it back if it was another.
 * @param {string} file @param {string} seen
 */
function evict(file, seen) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return
    throw error
  }
  try {
    if (read(aside) !== seen) linkSync(aside, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {string} file @param {string} mine */
function release(file, mine) {
  if (read(file) === mine) rmSync(file, { force: true })
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    throw error
  }
}

/** @param {string} text @returns {{ pid: number, birth?: string } | null} null while it is being written, or cut off */
function parse(text) {
  try {
    const { pid, birth } = JSON.parse(text)
    return Number.isInteger(pid) ? { pid, birth } : null
  } catch {
    return null
  }
}

/** @param {string} file */
const ageOf = file => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
