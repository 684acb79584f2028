// Pages: a long conversation's history at its end and at its beginning, and the inbox of somebody with 10,000
// conversations beside that of somebody with 100.
import type { Sql } from '../db/client'
import { type Caller, openCaller, words } from './caller'
import { run } from './child'
import { type Figure, latencies, percentile, ratio } from './figure'
import { makeGroup, makePeople, tokenFor } from './people'
import type { Server } from './server'

/** `requests` of each kind a round; `conversations` and `messages` as `npm run seed -- --large` takes them. */
export type Size = {
  rounds: number
  requests: number
  history: number
  conversations: number
  messages: number
}

export const pages = async (server: Server, size: Size): Promise<Figure[]> => {
  const args = ['--conversations', String(size.conversations), '--messages', String(size.messages)]
  await run(process.execPath, ['--import', 'tsx', 'db/seed-command.ts', '--large', ...args], {
    env: { DATA_DIR: server.dataDir },
  })
  return [...(await history(server, size)), ...(await inbox(server, size))]
}

const history = async ({ url, sql }: Server, size: Size): Promise<Figure[]> => {
  const [ana, bruno] = await makePeople(sql, 'history', 2)
  const conversation = await makeGroup(sql, [ana!, bruno!])
  await fill(sql, conversation, [ana!.id, bruno!.id], size.history)
  const caller = openCaller(url, ana!.token)
  const path = `/api/conversations/${conversation}/messages?limit=50`
  const [newest, oldest, middle] = await inTurns(size, [
    () => caller.get(path),
    () => caller.get(`${path}&before=60`),
    () => caller.get(`${path}&around=${Math.floor(size.history / 2)}`),
  ])
  caller.close()
  const of = `of ${size.history.toLocaleString('en-US')},`
  return [
    ...latencies(`history: newest 50 ${of}`, newest!),
    ...latencies(`history: oldest 50 ${of}`, oldest!),
    ...latencies(`history: 50 in the middle ${of}`, middle!),
    compared('history: oldest / newest, p50', oldest!, newest!),
  ]
}

/** The messages of a long conversation as they stand when it has been written, without the writing of each. */
const fill = async (sql: Sql, conversation: string, people: string[], count: number) => {
  await sql`insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, created_at, sent_hash)
    select gen_random_uuid(), ${conversation}, n, (${people}::uuid[])[1 + n % 2], 'history-' || n, 'text', ${words},
      now() - (${count} - n) * interval '1 minute', ''
    from generate_series(2, ${count + 1}) n`
  await sql`update conversations set seq = ${count + 1},
    (last_message_id, last_message_at) = (select id, created_at from messages where conversation_id = ${conversation} and seq = ${count + 1})
    where id = ${conversation}`
  // As autovacuum leaves it a minute later.
  await sql`vacuum (analyze) messages, conversations`
}

/** The seed's two people: `large` has all of its conversations, `small` a hundredth as many. */
const inbox = async ({ url }: Server, size: Size): Promise<Figure[]> => {
  const small = openCaller(url, await tokenFor('small'))
  const large = openCaller(url, await tokenFor('large'))
  const many = size.conversations.toLocaleString('en-US')
  const few = String(size.conversations / 100)
  const figures: Figure[] = []
  for (const [what, ask] of Object.entries(asked)) {
    const [short, long] = await inTurns(size, [await ask(small), await ask(large)])
    figures.push(
      ...latencies(`${what} ${few} conversations,`, short!),
      ...latencies(`${what} ${many} conversations,`, long!),
      compared(`${what} ${many} / ${few}, p50`, long!, short!, { at_most: 1.5 }),
    )
  }
  small.close()
  large.close()
  return figures
}

type Ask = () => Promise<{ text: string; ms: number }>

/** Thirty at a time, so that whoever has a hundred fills a page of any kind as well. */
const first = '/api/conversations?limit=30'

const asked: Record<string, (caller: Caller) => Promise<Ask>> = {
  'inbox: first 30 of': async caller => () => caller.get(first),
  'inbox: 30 in the middle of': async caller => {
    const next = await halfway(caller)
    return () => caller.get(`${first}&before=${next}`)
  },
  'inbox: first 30 unread of': async caller => () => caller.get(`${first}&filter=unread`),
  'inbox: unread count of': async caller => () => caller.get('/api/unread-count'),
}

/** The `before` of a page in the middle, found as a reader would: by turning the pages. */
const halfway = async (caller: Caller): Promise<string> => {
  const nexts: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { text } = await caller.get(`${first}${next && `&before=${next}`}`)
    next = JSON.parse(text).next
    if (next) nexts.push(next)
  }
  // The page after this one is the last but one at the latest, and so a full one.
  return nexts[Math.floor((nexts.length - 1) / 2)]!
}

/** All asks turn by turn, so that what disturbs one disturbs all. Returns for each its rounds of latencies. */
const inTurns = async (size: Size, asks: Ask[]): Promise<number[][][]> => {
  for (let n = 0; n < 30; n++) for (const ask of asks) await ask() // warm
  const rounds: number[][][] = asks.map(() => [])
  for (let round = 0; round < size.rounds; round++) {
    for (const each of rounds) each.push([])
    for (let n = 0; n < size.requests; n++)
      for (const [index, ask] of asks.entries()) rounds[index]!.at(-1)!.push((await ask()).ms)
  }
  return rounds
}

const compared = (name: string, over: number[][], under: number[][], goal?: { at_most: number }) => {
  const medians = (rounds: number[][]) => rounds.map(values => percentile(values, 50))
  return ratio(name, medians(over), medians(under), over.flat().length, goal)
}
