// Who may see an event is one rule. Random histories, the hub and the replay against a model that knows only the rule.
import { expect, test } from 'vitest'
import type { Tx } from '../../../db/client'
import { randomFrom } from '../../testing/log-faults'
import { testDb } from '../../testing/test-db'
import { type Entry, entryColumns } from './entry'
import { createHub } from './hub'
import { missed, newest } from './replay'

const { sql } = await testDb()

/** Who is in which conversation, and from which seq on they see it. */
type World = {
  people: string[]
  members: Map<string, Map<string, number>>
  report: { id: string; owner: string; conversation: string }
}

const copyOf = (world: World): World => ({
  ...world,
  members: new Map([...world.members].map(([id, crowd]) => [id, new Map(crowd)])),
})

/** The rule. One who is removed sees that, whatever else they may see. */
const sees = ({ members, report }: World, person: string, entry: Entry): boolean => {
  const crowd = members.get(entry.conversation_id ?? '')
  const together = [...members.values()].some(all => all.has(person) && all.has(entry.subject_id!))
  switch (entry.audience) {
    case 'members':
      if (entry.event === 'member-removed' && entry.subject_id === person) return true
      return crowd!.has(person) && (entry.seq === null || entry.seq >= crowd!.get(person)!)
    case 'own':
      return entry.subject_id === person && crowd!.has(person)
    case 'contacts':
      return entry.subject_id === person || together
    case 'report':
      return report.owner === person || members.get(report.conversation)!.has(person)
    case 'server':
      return false
  }
}

const id = async (tx: Tx, text: string) => {
  const [row] = await tx`insert into users (id, external_id, name, search_name)
    values (gen_random_uuid(), gen_random_uuid()::text, ${text}, ${text}) returning id`
  return row!.id as string
}

const found = async (): Promise<World> =>
  sql.begin(async tx => {
    const people = [await id(tx, 'a'), await id(tx, 'b'), await id(tx, 'c'), await id(tx, 'd')]
    const [first, second, third, owner] = people as [string, string, string, string]
    const [report] = await tx`insert into reports (id, external_id, kind, title, url, owner_id)
      values (gen_random_uuid(), gen_random_uuid()::text, 'report', 'A', '/a', ${owner}) returning id`
    const members = new Map<string, Map<string, number>>()
    let about = ''
    for (const crowd of [
      [first, second],
      [first, second, third],
    ]) {
      const [made] = await tx`select (create_conversation(gen_random_uuid(), 'group', 'private',
        ${about ? report!.id : null}, null, null, ${first}, ${crowd}, null, null)).id`
      about = made!.id
      members.set(about, new Map(crowd.map(person => [person, 0])))
    }
    return { people, members, report: { id: report!.id, owner, conversation: about } }
  })

/** One thing happens, in the database and in the model; nothing, where it cannot. */
const happen = async (world: World, { pick, next }: ReturnType<typeof randomFrom>) => {
  const [conversation, crowd] = pick([...world.members])
  const person = pick(world.people)
  const inside = crowd.has(person)
  await sql.begin(async tx => {
    await tx`select from conversations where id = ${conversation} for update`
    const what = next()
    if (what < 0.2 && !inside) {
      await tx`select add_member(${conversation}, ${person}, null)`
      const [row] = await tx`select seq from conversations where id = ${conversation}`
      const from = next() < 0.3 ? (row!.seq as number) : 0
      await tx`update members set visible_from_seq = ${from} where conversation_id = ${conversation} and user_id = ${person}`
      crowd.set(person, from)
    } else if (what < 0.4 && inside && crowd.size > 1) {
      await tx`select remove_member(${person}, ${conversation}, ${person}, null)`
      crowd.delete(person)
    } else if (what < 0.65 && inside) {
      await tx`select send_message(gen_random_uuid(), ${conversation}, ${person}, gen_random_uuid()::text, 'x', null, '\\x00', null)`
    } else if (what < 0.75 && inside) {
      await tx`select mark_read(${conversation}, ${person}, (select seq from conversations where id = ${conversation}), null)`
    } else if (what < 0.85 && inside) {
      await tx`select append_event('membership-updated', 'own', ${conversation}, null, ${person}, ${person}, '{}', null)`
    } else if (what < 0.95) {
      await tx`select append_event('user-updated', 'contacts', null, null, ${person}, ${person}, '{}', null)`
    } else {
      await tx`select append_event('report-updated', 'report', null, null, ${world.report.id}, ${world.report.id}, '{}', null)`
    }
  })
}

const sequenced = async (after: number) => {
  await sql`select sequence_batch()`
  return sql<Entry[]>`select ${entryColumns(sql)} from events e where position > ${after} order by position`
}

type Sabotage = (entry: Entry) => Entry

/**
 * Plays one history with a stream open for everyone, in batches of up to `most` events. Returns what somebody got that
 * they may neither have seen when it happened nor when it was sent, and what they may have seen at both times and did not get.
 */
const play = async (seed: number, most: number, sabotage: Sabotage = entry => entry) => {
  const random = randomFrom(seed)
  const world = await found()
  await sql`select sequence_batch()`
  const hub = createHub({ sql, now: () => 0, random: () => 0.5 })
  const { epoch, ...place } = await newest(sql)
  hub.startAt(epoch, place)
  let at = place.position
  const got = new Map(world.people.map(person => [person, new Set<number>()]))
  for (const person of world.people) {
    const taken = got.get(person)!
    const write = (chunk: Uint8Array) => {
      for (const [, position] of Buffer.from(chunk)
        .toString()
        .matchAll(/^id: \w+\.(\d+)/gm))
        taken.add(Number(position))
    }
    const sink = { write, queued: () => 0, drained: async () => {}, end() {} }
    hub.open({ kind: 'person', id: person, credential: { kind: 'bearer', exp: 2e9 } }, sink, null)
    taken.clear()
  }
  await new Promise(resolve => setImmediate(resolve))

  const leaked: string[] = []
  const lost: string[] = []
  const all: Entry[] = []
  for (let step = 0; step < 60; ) {
    const passed: [Entry, World][] = []
    for (let size = 1 + random.below(most); size > 0; size--, step++) {
      await happen(world, random)
      const entries = await sequenced(at)
      at = entries.at(-1)?.position ?? at
      passed.push(...entries.map(entry => [entry, copyOf(world)] as [Entry, World]))
    }
    if (passed.length) await hub.publish(passed.map(([entry]) => sabotage(entry)))
    for (const [entry, then] of passed)
      for (const person of world.people) {
        const may = [sees(then, person, entry), sees(world, person, entry)]
        const has = got.get(person)!.has(entry.position)
        if (has && !may.includes(true)) leaked.push(`${entry.event} ${entry.position}`)
        if (!has && !may.includes(false)) lost.push(`${entry.event} ${entry.position}`)
      }
    all.push(...passed.map(([entry]) => entry))
  }
  hub.stop()
  const resumed: string[] = []
  for (const person of world.people) {
    const { entries } = await missed(sql, person, place.position, at, 500)
    const wanted = all.filter(entry => sees(world, person, entry)).map(({ position }) => position)
    if (JSON.stringify(entries.map(({ position }) => position)) !== JSON.stringify(wanted))
      resumed.push(`${person} from ${place.position}`)
  }
  return { leaked, lost, resumed, events: all.length }
}

test.each([1, 12])('S10: hub and replay show what the rule allows, in batches of up to %i', async most => {
  for (let seed = 1; seed <= 12; seed++) {
    const { events, ...faults } = await play(seed, most)
    expect({ seed, ...faults }).toEqual({ seed, leaked: [], lost: [], resumed: [] })
    expect(events).toBeGreaterThan(20)
  }
})

test('control: a hub that did not notice removals or additions would be found out', async () => {
  const blind =
    (event: string): Sabotage =>
    entry =>
      entry.event === event ? { ...entry, event: 'conversation-updated' } : entry
  const deaf = await play(1, 1, blind('member-removed'))
  expect(deaf.leaked.length).toBeGreaterThan(0)
  const dumb = await play(1, 1, blind('member-added'))
  expect(dumb.lost.length).toBeGreaterThan(0)
})
