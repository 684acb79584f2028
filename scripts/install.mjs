// @ts-check
// The packages: installed when they are missing, or are not what package-lock.json names.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { project } from './project.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'
import { alone } from './setup-lock.mjs'

/**
 * @typedef {object} Locked one package of a lockfile
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** Says for which machine an installation of ours is: what it lacks, another one would lack too. */
const STAMP = join(project, 'node_modules', '.installed-for')
const MACHINE = `${process.platform} ${process.arch}\n`

export async function installIfStale() {
  if (isInstalled()) return
  await alone(async () => {
    if (isInstalled()) return
    const began = Date.now()
    say('Installing the packages (about half a minute) …')
    // All of them, whatever NODE_ENV says: the build needs TypeScript.
    await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
    writeFileSync(STAMP, MACHINE)
    say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
  })
}

/** Compares with the lockfile that npm leaves in node_modules as its last act, whoever ran it. */
function isInstalled() {
  const wanted = packagesOf(join(project, 'package-lock.json')) ?? {}
  const present = packagesOf(join(project, 'node_modules', '.package-lock.json'))
  if (!present) return false
  const complete = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === MACHINE
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === '') return true
    const found = present[path]
    if (!found) return locked.optional === true && (complete || !isForThisMachine(locked))
    const same = found.version === locked.version && found.integrity === locked.integrity
    return same && existsSync(join(project, path, 'package.json'))
  })
}

/** @param {string} file @returns {Record<string, Locked> | null} null unless it is there and whole */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

/** @param {Locked} locked which libc this is, only npm finds out */
const isForThisMachine = ({ os, cpu, libc }) =>
  !libc && os?.includes(process.platform) === true && cpu?.includes(process.arch) === true

/** @param {string[]} args with the npm that runs us, if one does */
function npm(args) {
  const ours = process.env.npm_execpath
  const failure = 'Installing the packages failed'
  if (ours && basename(ours) === 'npm-cli.js') return run('node', [ours, ...args], { failure })
  return run('npm', args, { failure, shell: process.platform === 'win32' })
}
