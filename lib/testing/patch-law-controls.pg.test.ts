import { beforeAll, expect, test } from 'vitest'
import { advance } from '../client/cache/advance'
import type { Guard, TableName } from '../client/cache/state'
import type { StoredEvent } from '../contract/events'
import { call, tokenFor } from './api'
import { add, dm, group, type Made, must, people, react, remove, report, say, service, unreact } from './make'
import { type How, holdToLaw, type Told } from './patch-law'
import { testDb } from './test-db'
import { witnessed } from './verify-action'

// A day on which everything happens, and what of it the law would miss if a part of the cache were broken.

const { sql } = await testDb()

const read = (who: Made, { id }: { id: string }, seq: number) =>
  must('POST', `/api/conversations/${id}/read`, { token: who.token, body: { seq } })

const day = async () => {
  const [ana, bruno, carla, diego, elena] = await people(
    'Ana Ruiz',
    'Bruno Díaz',
    'Carla Méndez',
    'Diego Soto',
    'Elena Vidal',
  )
  const about = await report(ana)
  const plaza = await group(ana, [bruno, carla, diego], { name: 'Plaza', report: about })
  const casa = await group(ana, [bruno, carla], { name: 'Casa' })
  const direct = await dm(ana, bruno)
  const [uno, dos] = [await say(bruno, plaza, 'uno'), await say(bruno, plaza, 'dos')]
  for (const word of ['tres', 'cuatro', 'cinco']) await say(bruno, plaza, word)
  await say(carla, casa)
  const first = await say(carla, plaza, 'primero')
  await react(ana, first)
  await must('PUT', `/api/blocks/${diego.id}`, { token: carla.token })
  const action = async () => {
    const six = await say(bruno, plaza, 'seis')
    await say(ana, direct)
    await must('PATCH', `/api/conversations/${plaza.id}`, { token: ana.token, body: { name: 'Plaza Mayor' } })
    await read(ana, plaza, 4)
    await react(ana, six)
    await react(diego, six, '🎉')
    await unreact(ana, first)
    await must('PATCH', `/api/messages/${uno.id}`, { token: bruno.token, body: { content: 'Uno' } })
    await must('DELETE', `/api/messages/${dos.id}`, { token: ana.token })
    await must('PUT', `/api/blocks/${bruno.id}`, { token: carla.token })
    await must('DELETE', `/api/blocks/${diego.id}`, { token: carla.token })
    await remove(ana, plaza, bruno)
    await say(carla, plaza, 'siete')
    await say(diego, plaza, 'ocho')
    await add(ana, plaza, bruno, elena)
    await remove(ana, casa, carla)
    await group(bruno, [elena, diego], { name: 'Taller' })
    await must('PUT', `/api/reports/${about.external_id}`, {
      token: await service(),
      body: {
        kind: 'report',
        title: 'Fixed',
        url: '/reports/streetlight',
        owner_external_id: ana.external_id,
      },
    })
    const token = await tokenFor({ sub: diego.external_id, name: 'Diego Soto Gil' })
    await call('POST', '/api/session', { body: { token } })
  }
  return witnessed({ sql, viewers: { ana, bruno, carla, diego, elena }, action })
}

let told: Awaited<ReturnType<typeof day>>
beforeAll(async () => {
  told = await day()
})

/** Who was away when they were added hears first what was said before, of a conversation that they do not know yet. */
const asks: Record<string, How['asks']> = { bruno: ['conversation'], elena: ['conversation'] }

/** What of the law does not hold, over all viewers. */
const broken = async (how: How): Promise<string[]> => {
  const wrong: string[] = []
  for (const [name, one] of told as Map<string, Told>)
    await holdToLaw(name, one, { asks: asks[name], ...how }).catch(error =>
      wrong.push(error.message.split('\n')[0]),
    )
  return wrong
}

test('P1 P4: after a day on which everything happens every tab of everybody sees what a new one sees', async () => {
  expect(await broken({})).toEqual([])
})

const tables: TableName[] = [
  'conversations',
  'lists',
  'windows',
  'memberLists',
  'members',
  'messages',
  'users',
  'reports',
  'blocks',
]

test.each(tables)('control: a cache whose %s no event changes breaks the law', async table => {
  const step: typeof advance = (before, one) => {
    const { state, ...outcome } = advance(before, one)
    return {
      ...outcome,
      state: { ...state, tables: { ...state.tables, [table]: before.tables[table] } },
    }
  }
  expect(await broken({ step })).not.toEqual([])
})

const events: StoredEvent['event'][] = [
  'conversation-created',
  'conversation-updated',
  'member-added',
  'member-removed',
  'message-created',
  'reaction-updated',
  'message-updated',
  'message-deleted',
  'receipt-updated',
  'user-updated',
  'report-updated',
  'block-updated',
]

test.each(events)('control: a cache to which %s says nothing breaks the law', async name => {
  const step: typeof advance = (before, { event, ...one }) =>
    advance(before, { ...one, event: event?.event === name ? null : event })
  expect(await broken({ step })).not.toEqual([])
})

/** The others are for what goes wrong on the way: see convergence.test.ts. */
const guards: Guard[] = ['seq', 'position', 'recent', 'newer', 'unknown']

test.each(guards)('control: a cache that lacks %s breaks the law', async lacks => {
  expect(await broken({ lacks })).not.toEqual([])
})
