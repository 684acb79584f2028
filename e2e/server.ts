// A whole Tertulia as its users start it, for tests that know it only from outside.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SETTINGS } from '../lib/server/env.mjs'

export type Ending = { code: number | null; signal: NodeJS.Signals | null }

export type Start = {
  child: ChildProcess
  dataDir: string
  /** What it has written so far, both streams. */
  output(): string
  ended: Promise<Ending>
}

export type Server = Start & {
  url: string
  stop(signal?: NodeJS.Signals): Promise<Ending>
  kill9(): Promise<Ending>
}

export type StartOptions = {
  /** Settings. PORT is 0 (any free one) and DATA_DIR a temporary folder, unless given. */
  env?: Record<string, string>
  cwd?: string
  command?: [string, ...string[]]
}

const started = new Set<Start>()
const folders: string[] = []

/** Resolves once it serves; throws what it wrote when it ends instead. */
export async function startServer(options: StartOptions = {}): Promise<Server> {
  const start = spawnStart(options)
  const url = await readyUrl(start)
  const end = (signal: NodeJS.Signals) => {
    start.child.kill(signal)
    return start.ended
  }
  return { ...start, url, stop: (signal = 'SIGTERM') => end(signal), kill9: () => end('SIGKILL') }
}

/** Starts without waiting: for starts that are to fail. */
export function spawnStart({
  env = {},
  cwd = process.cwd(),
  command = [process.execPath, 'scripts/start.mjs'],
}: StartOptions = {}): Start {
  const dataDir = env.DATA_DIR ?? temporaryFolder()
  const [file, ...args] = command
  // As npm would start it, so that it ends, too, when the tests are killed.
  const asByNpm = { npm_lifecycle_event: 'start' }
  const own = { ...cleanEnv(), ...asByNpm, PORT: '0', DATA_DIR: dataDir, ...env }
  const child = spawn(file, args, { cwd, env: own })
  let output = ''
  child.stdout.on('data', data => (output += data))
  child.stderr.on('data', data => (output += data))
  const ended = new Promise<Ending>(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  const start: Start = { child, dataDir, output: () => output, ended }
  started.add(start)
  void ended.then(() => started.delete(start))
  return start
}

/** For afterEach: ends what a test has left running, its Postgres too, and deletes the folders. */
export async function stopAll() {
  for (const { child } of started) child.kill('SIGTERM')
  await Promise.all([...started].map(start => start.ended))
  for (const folder of folders.splice(0)) {
    const pid = postgresPid(folder)
    if (pid && isRunning(pid)) {
      process.kill(pid, 'SIGQUIT')
      await until(() => !isRunning(pid), 'the Postgres left behind ends')
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tertulia-e2e-'))
  folders.push(folder)
  return folder
}

/** The postmaster of a data directory, as it says itself; null when it has gone in good order. */
export function postgresPid(dataDir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return null
  }
}

/** A zombie counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

export async function until(holds: () => boolean | Promise<boolean>, what: string, ms = 20_000) {
  for (const end = Date.now() + ms; !(await holds()); await new Promise(done => setTimeout(done, 50))) {
    if (Date.now() > end) throw new Error([`Waited in vain until ${what}`, ...outputs()].join('\n'))
  }
}

const outputs = () => [...started].map(start => `A server that runs has written:\n${start.output()}`)

async function readyUrl(start: Start): Promise<string> {
  let over = false
  void start.ended.then(() => {
    over = true
  })
  const ready = () => /ready at (http:\S+)/.exec(start.output())?.[1]
  // The first start after a change builds.
  await until(
    () => over || ready() !== undefined,
    `the server is ready. It wrote:\n${start.output()}`,
    180_000,
  )
  const url = ready()
  if (!url) throw new Error(`The server ended before it was ready. It wrote:\n${start.output()}`)
  return url
}

/** Without what the test run itself has set. */
function cleanEnv(): NodeJS.ProcessEnv {
  const own = new RegExp(`^(${SETTINGS.join('|')}|NODE_ENV|NODE_OPTIONS|VITEST.*|npm_.*)$`)
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !own.test(name)),
  ) as NodeJS.ProcessEnv
}
