// `npm run bench`: what the numbers in the README are made with. Starts a server of its own, measures, stops it.
//     npm run bench                      all measures, about ten minutes
//     npm run bench -- --quick           the same on a smaller scale, about two minutes
//     npm run bench -- --only send,pages some of: streams, deliver, send, pages, tabs
//     npm run bench -- --out file.json   the JSON into a file instead of stdout
//     npm run bench -- --profile folder  a CPU profile of the server besides (which costs some of its speed)
// JSON to stdout, a table for people to stderr. A figure is the median of its rounds; ratios come from one run on one
// machine, so they can be compared where rates cannot. Nothing here is ever a test's verdict.
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import { stopChildren } from './child'
import { deliver } from './deliver'
import { type Figure, isMet, table } from './figure'
import { pages } from './pages'
import { send } from './send'
import { closeServer, databaseFacts, fdatasyncMs, openServer, type Server } from './server'
import { streams } from './streams'
import { tabs } from './tabs'

const sizes = {
  full: {
    streams: { rounds: 3, streams: 1000, group: 500, messages: 100, perSecond: 500 },
    deliver: { rounds: 5, sends: 400, pacedSends: 100 },
    send: { rounds: 4, seconds: 4, conversations: 512 },
    pages: { rounds: 4, requests: 100, history: 12_000, conversations: 10_000, messages: 200_000 },
    tabs: { rounds: 5, tabs: 4, messages: 10_000, wheels: 200 },
    limitMs: 900_000,
  },
  quick: {
    streams: { rounds: 2, streams: 500, group: 250, messages: 60, perSecond: 500 },
    deliver: { rounds: 3, sends: 150, pacedSends: 50 },
    send: { rounds: 2, seconds: 2, conversations: 128 },
    pages: { rounds: 2, requests: 40, history: 10_000, conversations: 10_000, messages: 30_000 },
    tabs: { rounds: 1, tabs: 3, messages: 2000, wheels: 50 },
    limitMs: 200_000,
  },
}

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'streams,deliver,send,pages,tabs' },
    out: { type: 'string' },
    profile: { type: 'string' },
  },
})
const size = sizes[asked.quick ? 'quick' : 'full']

/** In this order: what an idle stream holds can only be told in a young process. */
const measures: Record<string, (server: Server) => Promise<Figure[]>> = {
  streams: server => streams(server, size.streams),
  deliver: server => deliver(server, size.deliver),
  send: server => send(server, size.send),
  pages: server => pages(server, size.pages),
  // In a browser, on a server of its own: some of it is killed.
  tabs: () => tabs(size.tabs),
}

const figures: Figure[] = []
const before = load()

const bench = async () => {
  say('Starting a server of its own (it builds first when its sources have changed) …')
  server = await openServer(asked.profile)
  const facts = { ...(await databaseFacts(server)), fdatasync_ms: fdatasyncMs(server.dataDir) }
  const began = Date.now()
  const tell = (whole: boolean) => report(facts, Math.round((Date.now() - began) / 1000), whole)
  setTimeout(() => {
    tell(false)
    void leave(`Stopped after ${size.limitMs / 1000} s: the figures that are missing were not reached.`, 1)
  }, size.limitMs).unref()
  for (const [name, measure] of Object.entries(measures)) {
    if (!asked.only.split(',').includes(name)) continue
    const started = Date.now()
    figures.push(...(await measure(server)))
    say(`Measured: ${name}, in ${Math.round((Date.now() - started) / 1000)} s.`)
  }
  tell(true)
}

type Facts = Awaited<ReturnType<typeof databaseFacts>> & { fdatasync_ms: number }

const report = (facts: Facts, seconds: number, whole: boolean) => {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memory_gb: Math.round(totalmem() / 1024 ** 3),
    system: type(),
    node: process.version,
    ...facts,
    load_average: { before, after: load() },
  }
  const told = figures.map(each => (each.goal ? { ...each, met: isMet(each) } : each))
  const at = new Date().toISOString()
  const json = `${JSON.stringify({ at, quick: asked.quick, whole, seconds, machine, figures: told }, null, 2)}\n`
  if (asked.out) writeFileSync(asked.out, json)
  else process.stdout.write(json)
  say(`\n${table(figures)}\n`)
  say(
    `${machine.cores} x ${machine.processor}, Node ${machine.node}, Postgres ${facts.postgres} (fsync ${facts.fsync}, ` +
      `${facts.fdatasync_ms} ms each here), ${seconds} s.`,
  )
  if (before[0]! > machine.cores / 4)
    say(`Others were using this machine (load ${before[0]} before): expect noise.`)
}

let server: Server | null = null
let leaving = false
function load() {
  return loadavg().map(value => Number(value.toFixed(2)))
}
const say = (line: string) => process.stderr.write(`${line}\n`)

const leave = async (why: string | null, code: number) => {
  if (leaving) return
  leaving = true
  if (why) say(why)
  stopChildren()
  await closeServer(server)
  process.exit(code)
}

// What is cut off on the way out fails, and nobody waits for it any more.
process.on('unhandledRejection', error => {
  if (!leaving) void leave(String(error), 1)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void leave(`${signal}: stopping …`, 130))
bench().then(
  () => leave(null, 0),
  error => leave(error instanceof Error ? (error.stack ?? error.message) : String(error), 1),
)
