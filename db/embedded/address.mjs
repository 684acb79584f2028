// @ts-check
// Where Postgres listens: on a Unix socket in a folder that only we may enter, and on no network port. Windows has
// no such sockets, there it is a port of this machine and a password.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Problem } from './problem.mjs'
import { giveTo } from './runner.mjs'

/**
 * @typedef {object} Address
 * @property {(database: string) => string} url
 * @property {Record<string, string>} settings that make Postgres listen there
 * @property {() => void} remove
 */

const PORT = 5432 // only part of the socket's name
const TEMPORARY = 'tertulia-'
/** The kernel keeps a socket's path in 104 bytes or a little more. */
const LONGEST_PATH = 100

/** @param {string} dataDir @param {import('./runner.mjs').Runner} runner @returns {Promise<Address>} */
export async function socketAddress(dataDir, runner) {
  const folder = await privateFolder(dataDir)
  giveTo(runner, folder)
  return {
    url: database => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`,
    settings: {
      listen_addresses: '',
      port: String(PORT),
      // A list, in which a quoted entry may hold anything.
      unix_socket_directories: `"${folder.replaceAll('"', '""')}"`,
    },
    remove: () => removeTemporary(folder),
  }
}

/** @param {string} passwordFile @returns {Promise<Address>} */
export async function portAddress(passwordFile) {
  const password = encodeURIComponent(passwordIn(passwordFile))
  const port = await freePort()
  return {
    url: database => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    settings: { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' },
    remove() {},
  }
}

/** @param {string} file @returns {string} the password kept there, a new one the first time */
export function passwordIn(file) {
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** @param {string} folder for sockets; one of ours outside the data directory is taken away */
export function removeTemporary(folder) {
  if (basename(folder).startsWith(TEMPORARY)) rmSync(folder, { recursive: true, force: true })
}

/** @param {string} dataDir */
async function privateFolder(dataDir) {
  const usual = join(dataDir, 'run')
  mkdirSync(usual, { recursive: true, mode: 0o700 })
  chmodSync(usual, 0o700)
  if (await takesSockets(usual)) return usual
  for (const parent of [tmpdir(), '/tmp']) {
    const folder = mkdtempSync(join(parent, TEMPORARY)) // with mode 0700
    if (await takesSockets(folder)) return folder
    rmSync(folder, { recursive: true })
  }
  throw new Problem(
    `Neither ${usual} nor a folder under ${tmpdir()} can hold a Unix socket (too long a path, or a file system` +
      ' without them). Set DATA_DIR or TMPDIR to another folder.',
  )
}

/** @param {string} folder */
async function takesSockets(folder) {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) > LONGEST_PATH) return false
  return (await listening({ path: join(folder, 'probe') })) !== null
}

async function freePort() {
  const port = await listening({ host: '127.0.0.1', port: 0 })
  if (port === null)
    throw new Problem('This machine gives out no port on 127.0.0.1 for Postgres to listen on.')
  return port
}

/** @param {import('node:net').ListenOptions} where @returns {Promise<number | null>} the port (0 for a path), null if refused */
function listening(where) {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(where, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
