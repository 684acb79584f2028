// @ts-check
// For a script or a test run that ends without having stopped its Postgres: by an error, by process.exit, by a
// signal that nobody handles. Only kill -9 gets past this, and the next start sees to that.

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @type {Set<() => void>} */
const acts = new Set()

/** @param {() => void} act synchronous @returns {() => void} takes it back */
export function onSuddenEnd(act) {
  if (acts.size === 0) listen()
  acts.add(act)
  return () => {
    acts.delete(act)
    if (acts.size === 0) unlisten()
  }
}

function listen() {
  for (const signal of SIGNALS) process.on(signal, onSignal)
  process.on('exit', actAll)
}

function unlisten() {
  for (const signal of SIGNALS) process.off(signal, onSignal)
  process.off('exit', actAll)
}

function actAll() {
  for (const act of acts) act()
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  if (process.listenerCount(signal) > 1) return // somebody else ends us, in good order
  actAll()
  unlisten()
  process.kill(process.pid, signal)
}
