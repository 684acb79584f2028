// Streams: how fast they are taken, what an idle one holds, and what a delivery costs, each beside a bare server.
import { once } from 'node:events'
import { openCaller, say } from './caller'
import { start } from './child'
import { type Figure, figure, latencies, ratio } from './figure'
import { makeGroup, makePeople, settled } from './people'
import { cpuOf, usage } from './process-usage'
import type { Server } from './server'
import { openSwarm, type Swarm } from './swarm'

/** `streams` of as many people, in groups of `group`; `perSecond` of them connect. */
export type Size = { rounds: number; streams: number; group: number; messages: number; perSecond: number }

type Stream = { path: string; token: string; group: number }
/** A server with all its streams open, and how a message is sent to a group on it. */
type Subject = { pid: number; swarm: Swarm; idle: number; say(group: number): Promise<unknown> }

/** Runs first: what an idle stream holds can only be told in a process that has not yet grown. */
export const streams = async (server: Server, size: Size): Promise<Figure[]> => {
  const { sql, url, pid } = server
  const people = await makePeople(sql, 'stream', size.streams)
  const groups: string[] = []
  for (let first = 0; first < people.length; first += size.group)
    groups.push(await makeGroup(sql, people.slice(first, first + size.group)))
  await settled(sql)
  const own: Stream[] = people.map(({ token }, index) => ({
    path: '/api/stream',
    token,
    group: Math.floor(index / size.group),
  }))
  const callers = groups.map((_, group) => openCaller(url, own.find(one => one.group === group)!.token))
  // Loads what serves, so that it is not counted as a stream's.
  for (const [group, caller] of callers.entries())
    for (let n = 0; n < 20; n++) await say(caller, groups[group]!)
  await warmUp(url, own)

  const cold = await openAll(url, pid, own, size)
  const ours: Subject = { ...cold, pid, say: group => say(callers[group]!, groups[group]!) }
  const bare = await openBare(own, size)
  try {
    await ours.say(0)
    await ours.swarm.until(size.group)
    bare.frame = ours.swarm.sample
    const costs = await compare(ours, bare, groups.length, size)
    ours.swarm.close()
    const again: number[][] = []
    for (let round = 0; round < size.rounds; round++) {
      await rest(500)
      const swarm = await openSwarm(url, own, size.perSecond)
      again.push(swarm.ready)
      swarm.close()
    }
    return [
      ...latencies(`accept: ${size.perSecond} a second to ready, tokens new to it,`, [cold.swarm.ready]),
      ...latencies(`accept: ${size.perSecond} a second to ready, tokens known,`, again),
      ...latencies('accept: the same by bare node:http,', [bare.swarm.ready]),
      figure('streams: RSS of an idle one', 'KB', [ours.idle], size.streams),
      figure('streams: RSS of an idle one, bare node:http', 'KB', [bare.idle], size.streams),
      ratio('streams: RSS, ours / bare', [ours.idle], [bare.idle], size.streams),
      ...costs,
    ]
  } finally {
    ours.swarm.close()
    await bare.close()
    for (const caller of callers) caller.close()
  }
}

/** The same messages through both, turn by turn: each waits until every stream of the group has the last one. */
const compare = async (ours: Subject, bare: Subject, groups: number, size: Size): Promise<Figure[]> => {
  const rateOf = async ({ pid, swarm, say }: Subject, messages: number) => {
    const seconds = await cpuOf(pid, async () => {
      for (let n = 0; n < messages; n++) {
        const all = swarm.received + size.group
        await say(n % groups)
        await swarm.until(all)
      }
    })
    return (messages * size.group) / seconds
  }
  // So quick a server needs more of them until the kernel's clock has something to count.
  const more = 6
  const rates: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
  await rateOf(ours, size.messages) // warm
  await rateOf(bare, size.messages)
  for (let round = 0; round < size.rounds; round++) {
    rates.ours.push(await rateOf(ours, size.messages))
    rates.bare.push(await rateOf(bare, size.messages * more))
  }
  const samples = size.messages * size.group * size.rounds
  return [
    figure('streams: deliveries a server CPU second', '', rates.ours, samples),
    figure('streams: deliveries a CPU second, bare node:http', '', rates.bare, samples * more),
    ratio('streams: deliveries a CPU second, ours / bare', rates.ours, rates.bare, samples),
  ]
}

/** A few streams come and go, and what the start has left behind is cleared away: only then is memory looked at. */
const warmUp = async (base: string, all: Stream[]) => {
  ;(await openSwarm(base, all.slice(0, 50), 100)).close()
  await rest(1500)
}

const openAll = async (base: string, pid: number, all: Stream[], { perSecond, streams }: Size) => {
  const before = usage(pid).rss
  const swarm = await openSwarm(base, all, perSecond)
  await rest(2000)
  return { swarm, idle: (usage(pid).rss - before) / streams / 1024 }
}

const openBare = async (all: Stream[], size: Size) => {
  let said: (port: number) => void
  const port = new Promise<number>(resolve => {
    said = resolve
  })
  const { child, ended } = start(process.execPath, ['bench/bare-sse.mjs'], {
    onOutput: text => /^\d+\n/.test(text) && said(Number(text)),
  })
  const failed = ended.then(({ output }) => {
    throw new Error(`The bare server ended: ${output}`)
  })
  failed.catch(() => {})
  const base = `http://127.0.0.1:${await Promise.race([port, failed])}`
  const caller = openCaller(base, '')
  const groups = all.map(one => ({ ...one, path: `/stream?group=${one.group}` }))
  await warmUp(base, groups)
  const subject = {
    ...(await openAll(base, child.pid!, groups, size)),
    pid: child.pid!,
    frame: '',
    say: (group: number) => caller.postText(`/say?group=${group}`, subject.frame),
    async close() {
      subject.swarm.close()
      caller.close()
      child.stdin.end()
      await once(child, 'close')
    },
  }
  return subject
}

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
