// @ts-check
// The way out, whatever asks for it: what was opened is closed, the server first and then its database, within a
// time limit.
import { readFileSync } from 'node:fs'
import { say, sayProblem } from './say.mjs'

/**
 * @typedef {object} Exit
 * @property {(step: () => unknown) => void} server a step of closing the server; these run side by side
 * @property {(step: () => unknown) => void} database a step for when the server is closed
 * @property {boolean} leaving
 * @property {(code: number) => Promise<void>} now
 */

const LIMIT_MS = 15_000
/** npm passes on a Ctrl+C that the terminal has sent to all of us already; a person's second one takes longer. */
const SECOND_AFTER_MS = 500
const PARENT_CHECK_MS = 500

/**
 * @param {{ whenAsked: number }} codes the exit code when a signal asks: 0 for a server, which did its work
 * @returns {Exit}
 */
export function onTheWayOut({ whenAsked }) {
  /** @type {(() => unknown)[]} */
  const server = []
  /** @type {(() => unknown)[]} */
  const database = []
  let began = 0

  /** @param {number} code */
  async function now(code) {
    if (began) return
    began = Date.now()
    // Whatever still hangs then is ended by the `exit` listeners: children by SIGTERM, Postgres by SIGQUIT.
    setTimeout(() => process.exit(1), LIMIT_MS)
    for (const steps of [server, database]) {
      const results = await Promise.allSettled(steps.map(async step => step()))
      for (const result of results) if (result.status === 'rejected') sayProblem(result.reason)
    }
    process.exit(code)
  }

  /** @param {string} why */
  function asked(why) {
    if (!began) say(`${why}: stopping …`)
    else if (why === 'SIGINT' && Date.now() - began > SECOND_AFTER_MS) process.exit(130)
    void now(whenAsked)
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => asked(signal))
  if (process.env.npm_lifecycle_event) whenOrphaned(() => asked('npm has gone'))
  return {
    server: step => void server.push(step),
    database: step => void database.push(step),
    get leaving() {
      return began > 0
    },
    now,
  }
}

/**
 * A SIGTERM to `npm start` ends npm, or the shell between us, and nobody tells us.
 * @param {() => void} then
 */
function whenOrphaned(then) {
  const family = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === family) return
    clearInterval(watch)
    then()
  }, PARENT_CHECK_MS)
  watch.unref()
}

/**
 * Our parent, and where that is the shell which npm runs us in, npm above it: it may go and leave the shell behind. Whoever
 * started npm may go as they please.
 * @returns {string}
 */
function ancestors() {
  try {
    const [, name, rest] =
      readFileSync(`/proc/${process.ppid}/stat`, 'utf8').match(/^\d+ \((.*)\) \S (\d+)/s) ?? []
    return /^(ba|da|z|k|a)?sh$/.test(name ?? '') ? `${process.ppid} ${rest}` : String(process.ppid)
  } catch {
    return String(process.ppid)
  }
}
