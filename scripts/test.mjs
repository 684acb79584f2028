// @ts-check
// `npm test`: every check, one after the other and each to its end; the last line counts. What follows `--` goes to
// vitest: npm test -- lib/contract
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../db/embedded/problem.mjs'
import { buildIfStale } from './build.mjs'
import { installIfStale } from './install.mjs'
import { project } from './project.mjs'
import { exitOf } from './run.mjs'
import { say, sayProblem } from './say.mjs'
import { onTheWayOut } from './shutdown.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

onTheWayOut({ whenAsked: 130 })
process.chdir(project)
const count = { passed: 0, failed: 0, skipped: 0 }

await section('packages', installIfStale)
await section('format and lint', () => command('node_modules/@biomejs/biome/bin/biome', 'ci', '.'))
await section('lockfile', () => command('scripts/check-lockfile.mjs'))
await section('build', async () => buildIfStale({ hide: await settingNames() }))
await section('types', () => command('node_modules/typescript/bin/tsc', '--noEmit'))
await section('browser', theBrowser)
await section('tests', tests)

const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
say(`\n${count.passed} passed, ${count.failed} failed${skipped}`)
process.exit(count.failed > 0 ? 1 : 0)

/** @param {string} name @param {() => Promise<Count | void>} check a section passes unless it throws */
async function section(name, check) {
  say(`\n== ${name}`)
  /** @type {Count} */
  let result = { passed: 1, failed: 0, skipped: 0 }
  try {
    result = (await check()) ?? result
  } catch (error) {
    sayProblem(error)
    result = { passed: 0, failed: 1, skipped: 0 }
  }
  count.passed += result.passed
  count.failed += result.failed
  count.skipped += result.skipped
}

/** @param {string} script @param {...string} args */
async function command(script, ...args) {
  const how = await exitOf('node', [script, ...args])
  if (how !== 0) throw new Problem(`${[script.split('/').at(-1), ...args].join(' ')} ended with ${how}.`)
}

/** The tests find it in the environment. */
async function theBrowser() {
  const { browser } = await import('./browser.mjs')
  process.env.PLAYWRIGHT_CHROMIUM_PATH = await browser()
  say(process.env.PLAYWRIGHT_CHROMIUM_PATH)
}

async function settingNames() {
  const { SETTINGS } = await import('../lib/server/env.mjs')
  return SETTINGS
}

/** @returns {Promise<Count>} */
async function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'tertulia-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const how = await exitOf('node', vitest)
  return counted(how, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null)
}

/**
 * A file that cannot even be loaded has no failed tests, and an error outside all tests belongs to none: each still
 * counts as one that failed.
 * @param {number | string} how vitest ended
 * @param {any} report
 * @returns {Count}
 */
function counted(how, report) {
  if (!report) throw new Problem(`vitest ended with ${how} and without a report.`)
  const unloaded = report.testResults.filter(
    /** @param {any} file */ file => file.status === 'failed' && file.assertionResults.every(hasNotFailed),
  ).length
  const failed = report.numFailedTests + unloaded
  return {
    passed: report.numPassedTests,
    failed: how !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** @param {{ status: string }} assertion */
function hasNotFailed({ status }) {
  return status !== 'failed'
}
