// @ts-check
// Two starts at once in one folder: only one of them installs and builds, the other waits and finds it done.
import { join } from 'node:path'
import { waitForLock } from '../db/embedded/lock.mjs'
import { Problem } from '../db/embedded/problem.mjs'
import { project } from './project.mjs'
import { say } from './say.mjs'

/** A place that git ignores, that `npm ci` does not wipe and that `next build` keeps. */
const FILE = join(project, '.next', 'cache', 'setup.lock')

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export async function alone(work) {
  const lock = await waitForLock(FILE, holder =>
    say(`Waiting for process ${holder}, which sets this folder up …`),
  ).catch(
    /** @param {Error} error */ error => {
      throw new Problem(
        `${project} cannot be written (${error.message}), and has to be installed or built in.`,
      )
    },
  )
  try {
    return await work()
  } finally {
    lock.release()
  }
}
