// @ts-check
// The story of a start, step by step: packages, settings, port, database, migrations, build, serving.
import { createServer } from 'node:http'
import { buildIfStale } from './build.mjs'
import { openFront } from './front.mjs'
import { becomesHealthy } from './health.mjs'
import { installIfStale } from './install.mjs'
import { project } from './project.mjs'
import { run } from './run.mjs'
import { say, sayProblem } from './say.mjs'
import { secretIn } from './secret.mjs'
import { onTheWayOut } from './shutdown.mjs'

const CAST =
  'Ana Ruiz (ana), Bruno Díaz (bruno), Carla Méndez (carla), Diego Soto (diego), Elena Vidal (elena)'

/** @param {{ dev: boolean }} options */
export async function launch({ dev }) {
  const exit = onTheWayOut({ whenAsked: 0 })
  process.chdir(project)
  try {
    await start({ dev, exit })
  } catch (error) {
    if (exit.leaving) return // a step that was cut off by it
    sayProblem(error)
    await exit.now(1)
  }
}

/** @param {{ dev: boolean, exit: import('./shutdown.mjs').Exit }} options */
async function start({ dev, exit }) {
  const began = Date.now()
  await installIfStale()
  const { readEnv, SETTINGS } = await import('../lib/server/env.mjs')
  const env = readEnv()
  const front = await openFront({ port: env.PORT, host: env.HOST, dev })
  exit.server(front.close)

  const settings = { ...env, PORT: front.port, ...(await database(env, exit)) }
  for (const name of SETTINGS) {
    const value = settings[name]
    if (value === undefined) delete process.env[name]
    else process.env[name] = typeof value === 'boolean' ? String(Number(value)) : String(value)
  }
  await run('node', ['--import', 'tsx', 'db/prepare.ts'], { failure: null })
  if (!dev) await buildIfStale({ hide: SETTINGS })

  const app = await openApp({ dev, front, host: env.HOST })
  exit.server(app.close)
  front.serve(app.handle)
  if (!(await becomesHealthy(front.url)))
    say('It serves, but its health check still fails: see what it wrote above.')
  say(`Tertulia is ready at ${front.url} (${((Date.now() - began) / 1000).toFixed(1)} s).`)
  if (env.SEED_DEMO) say(`Sign in as ${CAST}.`)
}

/**
 * @param {import('../lib/server/env.mjs').Env} env
 * @param {import('./shutdown.mjs').Exit} exit
 * @returns {Promise<{ DATABASE_URL: string, AUTH_JWT_SECRET?: string }>}
 */
async function database(env, exit) {
  if (env.DATABASE_URL) return { DATABASE_URL: env.DATABASE_URL }
  const { startEmbedded } = await import('../db/embedded.mjs')
  const starting = startEmbedded({ dataDir: env.DATA_DIR, log: say })
  exit.database(async () => (await starting.catch(() => null))?.stop())
  const postgres = await starting
  postgres.onExit(problem => {
    sayProblem(problem)
    void exit.now(1)
  })
  const secret = env.AUTH_JWT_SECRET ?? secretIn(env.DATA_DIR)
  return { DATABASE_URL: postgres.url, AUTH_JWT_SECRET: secret }
}

/** @param {{ dev: boolean, front: import('./front.mjs').Front, host: string | undefined }} options */
async function openApp({ dev, front, host }) {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { default: next } = await import('next')
  // Next hangs up on whoever offers to switch protocols (h2c, as Java and `curl --http2` do). Where nobody listens for that,
  // Node answers in the protocol it has. Development needs its WebSocket.
  const upgrades = dev ? front.server : createServer()
  const app = next({
    dev,
    dir: project,
    hostname: host ?? 'localhost',
    port: front.port,
    httpServer: upgrades,
  })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    handle,
    async close() {
      // Closes streams and pools, and is put there by instrumentation.ts.
      await /** @type {any} */ (globalThis)[Symbol.for('tertulia')]?.stop()
      if (dev) await app.close()
    },
  }
}
