// What a report was to the messages about it, and what is left when the host has it no more.
import { expect, test } from 'vitest'
import type { StoredEvent } from '../contract/events'
import { call } from '../testing/api'
import { dm, group, must, people, person, publicGroup, report, say, service } from '../testing/make'
import { settled, settledCursor } from '../testing/settled'
import { testDb } from '../testing/test-db'

const { sql } = await testDb()

const put = async (external_id: string, owner: { external_id: string }, more: object) =>
  (
    await must('PUT', `/api/reports/${external_id}`, {
      token: await service(),
      body: {
        kind: 'listing',
        title: 'Piso en Lavapiés',
        url: '/x',
        owner_external_id: owner.external_id,
        ...more,
      },
    })
  ).report
const remove = async (external_id: string) =>
  call('DELETE', `/api/reports/${external_id}`, { token: await service() })
const euros = (amount: number) => ({ price: { amount, currency: 'EUR' } })

test('R1: each message names the version of its time, and a page brings those that its messages name', async () => {
  const [elena, ana] = await people('Elena', 'Ana')
  const about = await report(elena)
  await put(about.external_id, elena, { metadata: euros(850) })
  const talk = await dm(ana, elena, { report: about })
  const asked = await say(ana, talk, '¿850?')
  await put(about.external_id, elena, { metadata: euros(825) })
  await put(about.external_id, elena, { metadata: euros(800) })
  // The same again is no new version.
  await put(about.external_id, elena, { metadata: euros(800) })
  const thanks = await say(ana, talk, '¡Gracias!')
  expect([asked.report_version, thanks.report_version]).toEqual([2, 4])
  const path = `/api/conversations/${talk.id}/messages`
  const page = await must('GET', path, { token: ana.token })
  expect(page.report_versions).toEqual(
    [2, 4].map(version => ({
      report_id: about.id,
      version,
      title: 'Piso en Lavapiés',
      metadata: euros(version === 2 ? 850 : 800),
      gone_at: null,
    })),
  )
  const older = await must('GET', `${path}?before=${thanks.seq}`, { token: ana.token })
  expect(older.report_versions.map(({ version }: { version: number }) => version)).toEqual([2])
})

test('R1: what happens in a group about a report names its version; what is about nothing names none', async () => {
  const [elena, ana, bruno] = await people('Elena', 'Ana', 'Bruno')
  const talk = await group(ana, [elena], { report: await report(elena) })
  const plain = await group(ana, [elena])
  for (const { id } of [talk, plain])
    await must('POST', `/api/conversations/${id}/members`, {
      token: ana.token,
      body: { user_ids: [bruno.id] },
    })
  const newest = async ({ id }: { id: string }) =>
    (await must('GET', `/api/conversations/${id}/messages`, { token: ana.token })).messages.at(-1)
  expect(await newest(talk)).toMatchObject({ type: 'system', report_version: 1 })
  expect(await newest(plain)).not.toHaveProperty('report_version')
})

test('R2: of a report that has gone only its owner and who talks about it know; they can go on, and nobody can begin', async () => {
  const [elena, ana, bruno, carla] = await people('Elena', 'Ana', 'Bruno', 'Carla')
  const about = await report(elena)
  const talk = await dm(ana, elena, { report: about })
  await group(elena, [carla], { report: about })
  expect((await remove(about.external_id)).status).toBe(204)

  const path = `/api/reports/${about.external_id}`
  const seen = await must('GET', path, { token: ana.token })
  expect(seen.report).toMatchObject({ version: 2, title: about.title, gone_at: expect.any(String) })
  await must('GET', path, { token: elena.token })
  expect((await call('GET', path, { token: bruno.token })).status).toBe(404)

  // Who talks already goes on talking.
  expect((await say(ana, talk, '¿Qué ha pasado?')).report_version).toBe(2)
  const again = await call('POST', `${path}/conversation`, { token: ana.token })
  expect([again.status, again.body.conversation.id]).toEqual([200, talk.id])

  const begin = async (who: { token: string }, type: 'dm' | 'group') =>
    call('POST', '/api/conversations', {
      token: who.token,
      body: { type, member_ids: [elena.id], report_id: about.id },
    })
  expect((await call('POST', `${path}/conversation`, { token: bruno.token })).status).toBe(404)
  expect((await begin(bruno, 'dm')).status).toBe(422)
  expect((await call('POST', `${path}/conversation`, { token: carla.token })).status).toBe(409)
  for (const type of ['dm', 'group'] as const) expect((await begin(carla, type)).status).toBe(409)
})

test('R2: what has gone goes once, and comes back by a PUT; what never was is not found', async () => {
  const owner = await person()
  const about = await report(owner)
  const versions = async () =>
    (await sql`select version from reports where external_id = ${about.external_id}`)[0]!.version
  await remove(about.external_id)
  expect((await remove(about.external_id)).status).toBe(204)
  expect(await versions()).toBe(2)
  expect((await remove(`${about.external_id}-not`)).status).toBe(404)
  expect(await put(about.external_id, owner, {})).toMatchObject({ version: 3, gone_at: null })
})

test('the inbox is narrowed to groups, and to what is about a report', async () => {
  const [elena, ana] = await people('Elena', 'Ana')
  const about = await report(elena)
  const talks = {
    plain: await dm(ana, elena),
    listing: await dm(ana, elena, { report: about }),
    group: await group(ana, [elena]),
    both: await group(ana, [elena], { report: about }),
    away: await group(ana, [elena], { report: about }),
  }
  await must('PATCH', `/api/conversations/${talks.away.id}/membership`, {
    token: ana.token,
    body: { archived: true },
  })
  const listed = async (filter: string) => {
    const { ids } = await must('GET', `/api/conversations?filter=${filter}`, { token: ana.token })
    return Object.entries(talks).flatMap(([name, { id }]) => (ids.includes(id) ? [name] : []))
  }
  expect(await listed('groups')).toEqual(['group', 'both'])
  expect(await listed('reports')).toEqual(['listing', 'both'])
})

test.each(['joins', 'is brought'])(
  'R1 who %s while it changes is brought its new version, or told of it after',
  async how => {
    const [elena, ana, bruno] = await people('Elena', 'Ana', 'Bruno')
    const about = await report(elena)
    const talk = await publicGroup(ana, [], { report: about })
    const cursor = await settledCursor(sql, bruno)
    let coming: Promise<unknown> = Promise.resolve()
    await sql.begin(async tx => {
      // Nothing gets its position until this is committed.
      await tx`select pg_advisory_xact_lock(7468726, 1)`
      await tx`select put_report(${about.id}, ${about.external_id}, 'listing', 'Reservado', '/x', ${elena.id}, '{}', null)`
      const { token } = how === 'joins' ? bruno : ana
      coming = must('POST', `/api/conversations/${talk.id}/members`, {
        token,
        body: { user_ids: [bruno.id] },
      })
      await throughOrWaiting(talk.id)
    })
    await coming
    await settled(sql)
    const { events } = await must('GET', `/api/events?cursor=${cursor}`, { token: bruno.token })
    const versions = (events as StoredEvent[]).flatMap(({ event, payload }) => {
      if (event === 'report-updated') return [payload.partial.version]
      const { reports = [] } = ('related' in payload && payload.related) as {
        reports?: { version: number }[]
      }
      return reports.map(({ version }) => version)
    })
    expect(versions.at(-1)).toBe(2)
  },
)

/** Resolves when somebody has come into a conversation, or waits for what others have locked. */
const throughOrWaiting = async (id: string) => {
  for (;;) {
    const [row] =
      await sql`select exists (select from outbox where event = 'member-added' and conversation_id = ${id})
      or exists (select from pg_stat_activity
        where datname = current_database() and wait_event in ('transactionid', 'tuple')) as is_so`
    if (row!.is_so) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
