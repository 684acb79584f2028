// @ts-check
// The end of a Postgres: fast, then immediate, then by force. The last two cost a crash recovery at the next start,
// and no data.
import { spawnSync } from 'node:child_process'
import { Problem } from './problem.mjs'
import { goneWithin, signalTo } from './process.mjs'

const STEPS = /** @type {const} */ ([
  ['SIGINT', 10_000],
  ['SIGQUIT', 3_000],
  ['SIGKILL', 2_000],
])

/** @param {{ pid: number, cluster: string, pgCtl: string }} which */
export async function stopPostgres({ pid, cluster, pgCtl }) {
  // Windows has no signals: process.kill would be a kill -9.
  if (process.platform === 'win32') spawnSync(pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-t', '10'])
  for (const [signal, ms] of STEPS) {
    if (await goneWithin(pid, 0)) return
    signalTo(pid, signal)
    if (await goneWithin(pid, ms)) return
  }
  throw new Problem(`Postgres (process ${pid}) does not end, not even by kill -9.`)
}
