// Sends a second: 16 senders over many conversations through the API, beside the bare function on the same database.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../db/client'
import { openCaller, say, words } from './caller'
import { run } from './child'
import { type Figure, figure, ratio } from './figure'
import { makeGroup, makePeople, type Someone, settled } from './people'
import { cpuOf } from './process-usage'
import type { Server } from './server'

export type Size = { rounds: number; seconds: number; conversations: number }

const senders = 16

type Talk = { conversation: string; sender: Someone }

export const send = async (server: Server, size: Size): Promise<Figure[]> => {
  const { sql, pid } = server
  const people = await makePeople(sql, 'send', senders)
  const talks: Talk[] = []
  for (let n = 0; n < size.conversations; n++) {
    const sender = people[n % senders]!
    talks.push({ sender, conversation: await makeGroup(sql, [sender, people[(n + 1) % senders]!]) })
  }
  const bare = await bareFunction(server, talks)
  await throughApi(server, people, talks, 1) // warm
  await bare.send(1)

  const api: number[] = []
  const cpu: number[] = []
  const own: number[] = []
  const alone: number[] = []
  const beside: number[] = []
  for (let round = 0; round < size.rounds; round++) {
    await settled(sql)
    let sent = 0
    const before = process.cpuUsage()
    const used = await cpuOf(pid, async () => {
      sent = await throughApi(server, people, talks, size.seconds)
    })
    const { user, system } = process.cpuUsage(before)
    api.push(sent / size.seconds)
    cpu.push((used * 1000) / sent)
    own.push((user + system) / 1000 / sent)
    await settled(sql)
    beside.push(await bare.send(size.seconds))
    await settled(sql)
    alone.push(await whileStopped(pid, () => bare.send(size.seconds)))
  }
  await settled(sql)
  const all = (rates: number[]) => Math.round(rates.reduce((sum, rate) => sum + rate * size.seconds, 0))
  return [
    figure('send: API, 16 senders', 'a second', api, all(api)),
    figure('send: server CPU of one', 'ms', cpu, all(api)),
    figure('send: CPU of one in this bench', 'ms', own, all(api)),
    figure(`send: bare function in ${bare.tool}, no log read`, 'a second', alone, all(alone)),
    figure(`send: bare function in ${bare.tool}, log read`, 'a second', beside, all(beside)),
    ratio('send: API / bare function, no log read', api, alone, all(api), { at_least: 0.25 }),
    ratio('send: API / bare function, log read', api, beside, all(api)),
  ]
}

/** Each sender one request after the other, in a conversation of theirs at random. Returns how many were answered. */
const throughApi = async ({ url }: Server, people: Someone[], talks: Talk[], seconds: number) => {
  const until = performance.now() + seconds * 1000
  let sent = 0
  const write = async (sender: Someone) => {
    const caller = openCaller(url, sender.token)
    const own = talks.filter(talk => talk.sender === sender)
    while (performance.now() < until) {
      await say(caller, own[Math.floor(Math.random() * own.length)]!.conversation)
      if (performance.now() < until) sent += 1
    }
    caller.close()
  }
  await Promise.all(people.map(write))
  return sent
}

/** The server sleeps meanwhile, and with it the giving of positions: what is left is the function and Postgres. */
const whileStopped = async <T>(pid: number, work: () => Promise<T>): Promise<T> => {
  if (process.platform === 'win32') return work()
  process.kill(pid, 'SIGSTOP')
  try {
    return await work()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

type Bare = { tool: 'pgbench' | 'postgres.js'; send(seconds: number): Promise<number> }

/** The same function by 16 clients without a server: in pgbench where it is installed, else in postgres.js. */
const bareFunction = async (server: Server, talks: Talk[]): Promise<Bare> => {
  const { sql, dataDir, databaseUrl } = server
  await sql`create table bench_talks (n int primary key, conversation uuid not null, sender uuid not null)`
  await sql`insert into bench_talks ${sql(talks.map(({ conversation, sender }, n) => ({ n, conversation, sender: sender.id })))}`
  const [known] = await sql`select to_regproc('uuidv7') is not null as v7`
  const id = known!.v7 ? 'uuidv7()' : 'gen_random_uuid()'
  const statement = (n: string) => `select send_message(${id}, conversation, sender, gen_random_uuid()::text,
    '${words}', null, sha256('${words}'), null) from bench_talks where n = ${n}`

  const script = join(dataDir, 'send.sql')
  writeFileSync(
    script,
    `\\set n random(0, ${talks.length - 1})\n${statement(':n').replaceAll(/\s*\n\s*/g, ' ')};\n`,
  )
  const program = await findPgbench()
  const pgbench = async (seconds: number) => {
    const clients = ['-c', String(senders), '-j', '2', '-T', String(seconds)]
    const output = await run(program!, ['-n', '-M', 'prepared', ...clients, '-f', script, databaseUrl])
    return Number(/tps = ([\d.]+)/.exec(output)?.[1])
  }
  const postgresJs = async (seconds: number) => {
    const pool = connect(databaseUrl, { max: senders })
    const until = performance.now() + seconds * 1000
    let sent = 0
    const write = async () => {
      for (; performance.now() < until; sent += 1)
        await pool.unsafe(statement('$1'), [Math.floor(Math.random() * talks.length)], { prepare: true })
    }
    await Promise.all(Array.from({ length: senders }, write))
    await pool.end()
    return sent / seconds
  }
  return program ? { tool: 'pgbench', send: pgbench } : { tool: 'postgres.js', send: postgresJs }
}

/** On the PATH, or where Debian keeps it for each version; null where there is none. */
const findPgbench = async (): Promise<string | null> => {
  const versions = '/usr/lib/postgresql'
  const kept = existsSync(versions)
    ? readdirSync(versions).map(name => `${versions}/${name}/bin/pgbench`)
    : []
  for (const program of ['pgbench', ...kept.reverse()]) {
    const answers = await run(program, ['--version']).then(
      () => true,
      () => false,
    )
    if (answers) return program
  }
  return null
}
