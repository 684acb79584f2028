// @ts-check
// The build: made anew when what it is made from differs from what the present one was made from.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './project.mjs'
import { run } from './run.mjs'
import { say, sayProblem } from './say.mjs'
import { alone } from './setup-lock.mjs'

const SOURCES = [
  'app',
  'lib',
  'db',
  'drizzle',
  'public',
  'next.config.ts',
  'tsconfig.json',
  'package-lock.json',
  'proxy.ts',
]
SOURCES.push('instrumentation.ts', 'postcss.config.mjs')
const NOT_BUILT = /\.(test|spec|bench)\.tsx?$|\.snap$|\.md$/
const STAMP = join(project, '.next', 'built-from')

/** @param {{ hide: string[] }} options environment variables that no build may depend on, since it serves any of them */
export async function buildIfStale({ hide }) {
  if (isBuilt()) return
  await alone(async () => {
    if (isBuilt()) return
    const began = Date.now()
    say('Building (about half a minute, once) …')
    const from = fingerprint()
    rmSync(STAMP, { force: true })
    const kept = Object.entries(process.env).filter(([name]) => !hide.includes(name))
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...Object.fromEntries(kept), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    await run('node', ['node_modules/next/dist/bin/next', 'build'], { env, failure: 'Building failed' })
    await saySizes()
    writeFileSync(STAMP, from)
    say(`Built in ${Math.round((Date.now() - began) / 1000)} s.`)
  })
}

/** Whoever only wants to start is not held up by a size that cannot be told; the test that reads them is. */
async function saySizes() {
  const { inKb, writeSizes } = await import('./sizes.mjs')
  try {
    const { inbox, panel } = await writeSizes()
    say(
      `Script, gzipped: ${inKb(inbox)} for the inbox, ${inKb(panel)} for the panel beyond React and React Query.`,
    )
  } catch (error) {
    sayProblem(error)
  }
}

const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()

/** @returns {string} a hash over the names and contents of the sources */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(source => filesUnder(source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(project, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} sorted, relative to the project */
function filesUnder(path) {
  const stat = statSync(join(project, path), { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return NOT_BUILT.test(path) ? [] : [path]
  return readdirSync(join(project, path))
    .sort()
    .flatMap(name => filesUnder(`${path}/${name}`))
}
