// The log under load: many writers, three processes that give positions, one of them killed. Each event once, in order.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, expect, test } from 'vitest'
import { connect } from '../../../db/client'
import { faultless, faultsOf, randomFrom, range } from '../../testing/log-faults'
import { testDb } from '../../testing/test-db'

const { sql, url } = await testDb()
const writers = 32
// However long each of them waits for its turn: what is asked here is what the log makes of it.
const pool = connect(url, {
  max: writers,
  connect_timeout: 60,
  connection: { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 },
})
const tail = connect(url, { max: 1 })
afterAll(() => Promise.all([pool.end({ timeout: 1 }), tail.end({ timeout: 1 })]))
// What a reader of the usual outbox table would tail: ids in the order in which they were drawn.
await sql`create table naive_outbox (id bigint generated always as identity, key text)`

const processes: ReturnType<typeof startSequencer>[] = []
afterEach(async () => {
  await Promise.all(processes.splice(0).map(({ end }) => end()))
})

/** One more process that sequences. `read` holds the positions that it has read so far, from after `from`. */
const startSequencer = () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/testing/sequencer-process.ts', url], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => {})
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const read: number[] = []
  const state = { from: 0 }
  const started = new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error('The sequencer ended before it began.')))
    createInterface({ input: child.stdout }).on('line', line => {
      const said = JSON.parse(line)
      if ('from' in said) state.from = said.from
      read.push(...(said.read ?? []))
      resolve()
    })
  })
  return {
    started,
    read,
    state,
    nudge: () => child.stdin.write('\n'),
    kill: () => child.kill('SIGKILL'),
    end: async () => {
      child.stdin.end()
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
      await exited
      clearTimeout(patience)
    },
  }
}

const someone = async () => {
  const [row] = await sql`insert into users (id, external_id, name, search_name)
    values (gen_random_uuid(), gen_random_uuid()::text, 'x', 'x') returning id`
  return row!.id as string
}

const cut = (connections: string) =>
  void sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${connections}`.catch(() => {})

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

class TakenBack extends Error {}

/** `times` transactions of one writer, some of them in two conversations, some taken back. Returns the keys that stand. */
const write = async (
  writer: string,
  conversations: string[],
  times: number,
  seed: number,
  told: () => void,
) => {
  const { below, next, pick } = randomFrom(seed)
  const stand: string[] = []
  for (let n = 0; n < times; n++) {
    const where = [
      ...new Set(next() < 0.15 ? [pick(conversations), pick(conversations)] : [pick(conversations)]),
    ]
    const keys = where.map((_, index) => `${seed}-${n}-${index}`)
    const done = await pool
      .begin(async tx => {
        if (next() < 0.3) await rest(below(4))
        // Whoever writes to several locks them in the order of their ids.
        await tx`select from conversations where id = any(${where}) order by id for update`
        for (const [index, conversation] of where.sort().entries()) {
          await tx`select send_message(gen_random_uuid(), ${conversation}, ${writer}, ${keys[index]!}, 'x', null, '\\x00', null)`
          await tx`insert into naive_outbox (key) values (${keys[index]!})`
        }
        if (next() < 0.3) await rest(below(4))
        if (next() < 0.2) throw new TakenBack()
        return true
      })
      .catch(error => {
        if (error instanceof TakenBack) return false
        throw error
      })
    if (done) stand.push(...keys)
    told()
    if (next() < 0.3) await rest(below(4))
  }
  return stand
}

/** Reads the naive outbox on from the last id it saw, as fast as it can, until told that all is written. */
const tailNaively = (from: number) => {
  const got: string[] = []
  let last = from
  let over = false
  const run = async () => {
    for (let final = false; !final; ) {
      final = over
      const rows = await tail`select id, key from naive_outbox where id > ${last} order by id`
      got.push(...rows.map(({ key }) => key))
      last = rows.at(-1)?.id ?? last
    }
    return got
  }
  const running = run()
  return () => {
    over = true
    return running
  }
}

const until = async (done: () => boolean | Promise<boolean>) => {
  for (let patience = 0; !(await done()); patience++) {
    if (patience > 8000) throw new Error('The log did not come to rest.')
    await rest(5)
  }
}

test.each(['every commit nudges', 'nobody nudges, NOTIFY and connections are cut'])(
  'S6 S7: %s: each event once, in order',
  async how => {
    const people = await Promise.all(Array.from({ length: writers }, someone))
    const conversations: string[] = []
    for (let n = 0; n < 4; n++) {
      const [row] =
        await sql`select (create_conversation(gen_random_uuid(), 'group', 'private', null, null, null,
      ${people[0]!}, ${people}, null, null)).id`
      conversations.push(row!.id)
    }
    const [before] = await sql`select (select max(position) from events) as position,
    (select coalesce(max(id), 0) from naive_outbox) as naive`
    const [first, second, third] = [startSequencer(), startSequencer(), startSequencer()]
    processes.push(first, second, third)
    await Promise.all(processes.map(({ started }) => started))
    const finish = tailNaively(before!.naive)

    const times = 24
    let written = 0
    const nudged = how === 'every commit nudges'
    const told = () => {
      written += 1
      if (nudged) processes[written % 3]!.nudge()
      if (written === (writers * times) / 2) first.kill()
      // Each time they come back, they are cut again; the connections that sequence, now and then.
      if (!nudged && written % 20 === 0) cut('tertulia nudges')
      if (!nudged && written % 200 === 0) cut('tertulia log')
    }
    const stood = await Promise.all(
      people.map((person, n) => write(person, conversations, times, (nudged ? 1000 : 2000) + n, told)),
    )
    const naive = await finish()

    const [end] =
      await sql`select (select max(position) from events) + (select count(*) from outbox) as position`
    const last = Number(end!.position)
    await until(() => [second, third].every(({ read }) => read.at(-1) === last))

    const wanted = stood.flat()
    expect(wanted.length).toBeGreaterThan(500)
    const events =
      await sql`select position, conversation_id, seq, payload #>> '{partial,client_message_id}' as key
    from events where conversation_id = any(${conversations}) and event = 'message-created' order by position`
    const [rest] = await sql`select (select count(*)::int from outbox) as outbox,
    (select array_agg(position order by position) from events where position > ${before!.position}) as positions`
    // Every event once, and no message without one.
    expect({
      ...faultsOf(
        wanted,
        events.map(({ key }) => key),
      ),
      inverted: 0,
    }).toEqual(faultless)
    expect(rest!.outbox).toBe(0)
    // Dense positions.
    expect(rest!.positions.map(Number)).toEqual(range(before!.position + 1, last))
    // Dense seqs, and positions in the order of seqs.
    for (const id of conversations) {
      const [row] = await sql`select seq from conversations where id = ${id}`
      const seqs = events.filter(event => event.conversation_id === id).map(({ seq }) => seq)
      expect(faultsOf(range(2, row!.seq), seqs)).toEqual(faultless)
    }
    // Whoever lived through it read everything, once and in order; who was killed had read so up to some place.
    for (const { read, state } of [second, third])
      expect(faultsOf(range(state.from + 1, last), read)).toEqual(faultless)
    expect(first.read).toEqual(range(first.state.from + 1, first.read.at(-1) ?? first.state.from))

    // Control: the same load, read by the order of ids.
    expect(faultsOf(wanted, naive).lost.length).toBeGreaterThan(0)
  },
)
