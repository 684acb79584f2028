// @ts-check
// A Chromium for the browser tests: one that is here already, or else one that can be had. Each is started once before
// it counts, since an installed browser may lack a library or be a stub that only opens a shop.
import { Problem } from '../db/embedded/problem.mjs'
import { fetched, WAYS } from './browser-fetch.mjs'
import { isShell, named, places } from './browser-places.mjs'
import { say } from './say.mjs'

/** Nothing of a browser's own business: it would take time from two cores, and reach for the network. */
export const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // As root the sandbox refuses to start.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

const START_MS = 30_000

/**
 * The first that starts of: the one that PLAYWRIGHT_CHROMIUM_PATH names, an installed one, one that was fetched before; of
 * these the ones without a window first.
 * @returns {Promise<string | null>}
 */
export async function presentBrowser() {
  const here = [...places(), ...(await fetched())].sort((a, b) => Number(isShell(b)) - Number(isShell(a)))
  for (const path of [...named(), ...here]) {
    const why = await refusal(path)
    if (why === null) return path
    say(`The browser at ${path} is passed over: ${why}`)
  }
  return null
}

/**
 * A present one, or one that is fetched now, which may take minutes.
 * @returns {Promise<string>} its path
 * @throws a Problem that says what to do
 */
export async function browser() {
  const present = await presentBrowser()
  if (present) return present
  say('There is no Chromium here that starts.')
  for (const { name, minutes, fetch } of WAYS) {
    say(`Trying ${name} (at most ${minutes} min) …`)
    try {
      const paths = await fetch(minutes * 60_000)
      for (const path of paths) {
        const why = await refusal(path)
        if (why === null) return path
        say(`The browser at ${path} is passed over: ${why}`)
      }
      if (paths.length === 0) say('It brought no browser.')
    } catch (error) {
      say(`That did not work: ${firstLine(error)}`)
    }
  }
  throw new Problem(
    'The browser tests need a Chromium, and none could be found or fetched. Install Chrome or Chromium, or set' +
      ' PLAYWRIGHT_CHROMIUM_PATH to the program file of one.',
  )
}

/** @param {string} path @returns {Promise<string | null>} null when it starts */
async function refusal(path) {
  const { chromium } = await import('playwright')
  try {
    const started = await chromium.launch({ executablePath: path, args: FLAGS, timeout: START_MS })
    await started.close()
    return null
  } catch (error) {
    const [, itself] = String(error).match(/\[err\] (.+)/) ?? []
    return itself ?? firstLine(error)
  }
}

/** @param {unknown} error */
const firstLine = error => String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? ''
