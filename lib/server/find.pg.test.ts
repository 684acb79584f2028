// One's own conversations by name: what they are called, who the other one is, what they are about.
import { expect, test } from 'vitest'
import { dm, group, type Made, must, people, person, publicGroup, report, say } from '../testing/make'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const found = ({ token }: Made, query: string, more = '') =>
  must('GET', `/api/conversations?query=${encodeURIComponent(query)}${more}`, { token })

/** Which of these are found, in the order in which they are. */
const namesOf = async (who: Made, talks: Record<string, { id: string }>, query: string, more = '') => {
  const { ids }: { ids: string[] } = await found(who, query, more)
  return ids.map(id => Object.keys(talks).find(name => talks[name]!.id === id))
}

/** Ana's: two groups, a dm with Zoë, one with Bruno about a listing of his, and what is not hers. */
const scene = async () => {
  const [ana, zoe, bruno] = await people('Ana Gil', 'Zoë Ángel', 'Bruno Díaz')
  const flat = await report(bruno)
  await sql`update reports set title = 'Sunny loft', metadata = '{"title_es": "Ático luminoso"}' where id = ${flat.id}`
  const talks = {
    choir: await group(ana, [bruno], { name: 'Coro de la Plaza' }),
    garage: await group(ana, [zoe], { name: '100% Garaje_1' }),
    zoe: await dm(ana, zoe),
    flat: await dm(ana, bruno, { report: flat }),
    strange: await group(zoe, [bruno], { name: 'Coro de otros' }),
    open: await publicGroup(zoe, [bruno], { name: 'Coro abierto' }),
  }
  return { ana, zoe, bruno, talks }
}

test('they are found by group, person and report, whatever the capitals and accents', async () => {
  const { ana, bruno, talks } = await scene()
  for (const [query, names] of [
    ['CORÓ', ['choir']],
    ['plaza', ['choir']],
    ['zoe', ['zoe']],
    ['ANGEL', ['zoe']],
    ['diaz', ['flat']],
    ['sunny', ['flat']],
    ['atico', ['flat']],
    // The viewer's own name is in none of them, and nobody else's in a group.
    ['Ana Gil', []],
    ['100%', ['garage']],
    ['e_1', ['garage']],
    ['%', ['garage']],
    ['_', ['garage']],
    // A mark alone is nothing to look for.
    ['\u0301', []],
    ['nothing of the kind', []],
  ] as const)
    expect([query, await namesOf(ana, talks, query)]).toEqual([query, names])
  expect(await namesOf(bruno, talks, 'coro')).toEqual(['open', 'strange', 'choir'])
  expect(await namesOf(bruno, talks, 'ana')).toEqual(['flat'])
})

test('archived ones too, and not those that one has left; a filter narrows as ever', async () => {
  const { ana, bruno, talks } = await scene()
  await must('PATCH', `/api/conversations/${talks.choir.id}/membership`, {
    token: bruno.token,
    body: { archived: true },
  })
  await must('DELETE', `/api/conversations/${talks.open.id}/members/${bruno.id}`, { token: bruno.token })
  expect(await namesOf(bruno, talks, 'coro')).toEqual(['strange', 'choir'])
  expect(await namesOf(bruno, talks, 'coro', '&filter=archived')).toEqual(['choir'])
  expect(await namesOf(bruno, talks, 'coro', '&filter=unread')).toEqual([])
  await say(ana, talks.choir)
  expect(await namesOf(bruno, talks, 'coro', '&filter=unread')).toEqual(['choir'])
  const { conversations, users, messages } = await found(bruno, 'plaza')
  expect(conversations[0]).toMatchObject({ membership: { unread_count: 1 } })
  expect([users.length, messages.length]).toEqual([2, 1])
})

test('at most 20 at a time, in the order of the inbox', async () => {
  const ana = await person()
  const made: string[] = []
  for (let n = 0; n < 23; n++) made.unshift((await group(ana, [], { name: `Piso ${n}` })).id)
  await group(ana, [], { name: 'Otro' })
  const first = await found(ana, 'piso', '&limit=100')
  expect(first.ids).toEqual(made.slice(0, 20))
  const rest = await found(ana, 'piso', `&before=${first.next}`)
  expect([rest.ids, rest.next]).toEqual([made.slice(20), null])
})
