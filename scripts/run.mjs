// @ts-check
// Runs a command as one of our steps. It never outlives us.
import { spawn } from 'node:child_process'
import { Problem } from '../db/embedded/problem.mjs'
import { project } from './project.mjs'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
process.on('exit', stopChildren)

/**
 * @param {string} command `node` is the one that runs us
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.shell]
 * @param {string | null} [options.failure] said when it fails; null where the command has said it itself
 */
export async function run(command, args, { failure = `${command} failed`, ...options } = {}) {
  const how = await exitOf(command, args, options)
  if (how === 0) return
  const why = typeof how === 'number' ? `it ended with code ${how}, see above` : `it was ended by ${how}`
  throw new Problem(
    failure === null && typeof how === 'number' ? '' : `${failure ?? args.join(' ')}: ${why}.`,
  )
}

/**
 * @param {string} command @param {string[]} args @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<number | string>} its exit code, or the signal that ended it
 */
export function exitOf(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const file = command === 'node' ? process.execPath : command
    const child = spawn(file, args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    running.add(child)
    child.once('error', error => {
      running.delete(child)
      reject(new Problem(`${command} cannot be run (${error.message}).`))
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      resolve(signal ?? code ?? 1)
    })
  })
}

export function stopChildren() {
  for (const child of running) child.kill('SIGTERM')
}
