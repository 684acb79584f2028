// @ts-check
// The demo's signing key: made once, kept beside the embedded database, readable by its owner only.
import { randomBytes } from 'node:crypto'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../db/embedded/problem.mjs'

/** @param {string} dataDir @returns {string} at least 32 bytes */
export function secretIn(dataDir) {
  const file = join(dataDir, 'auth-jwt-secret')
  try {
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    const { uid, gid } = statSync(dataDir)
    if (process.getuid?.() === 0) chownSync(file, uid, gid) // so that the folder's owner can start it next time
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  const secret = read(file)
  if (Buffer.byteLength(secret) >= 32) return secret
  throw new Problem(
    `The secret in ${file} is shorter than 32 bytes. Delete the file to get a new one (sessions end).`,
  )
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Problem(`${file} cannot be read (${/** @type {Error} */ (error).message}). Start as its owner.`)
  }
}
