// The directory: every open conversation once, in order, to everybody; no closed one, and no word of what is said.
import { describe, expect, test } from 'vitest'
import { call } from '../testing/api'
import {
  add,
  dm,
  group,
  join,
  type Made,
  must,
  people,
  person,
  publicGroup,
  remove,
  report,
  say,
  service,
  unique,
} from '../testing/make'
import { testDb } from '../testing/test-db'

await testDb()

type Shown = { id: string; name: string; is_member: boolean; member_count: number }

const look = async ({ token }: Made, query = '', more = '') =>
  must('GET', `/api/directory?query=${encodeURIComponent(query)}${more}`, { token })
const ids = ({ listings }: { listings: Shown[] }) => listings.map(({ id }) => id)

describe('the directory', () => {
  test('shows open conversations alone, those joined marked, and what they are about', async () => {
    const [ana, bruno, carla] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
    const word = unique('plaza')
    const about = await report(carla)
    const open = await publicGroup(ana, [bruno], { name: `${word} abierta`, icon: '🏮', report: about })
    await group(ana, [bruno], { name: `${word} cerrada` })
    await dm(ana, bruno)
    const outside = await look(carla, word)
    expect(outside.listings).toEqual([
      {
        id: open.id,
        name: `${word} abierta`,
        icon: '🏮',
        report_id: about.id,
        member_count: 2,
        preview_member_ids: [ana.id, bruno.id],
        is_member: false,
      },
    ])
    expect(outside.reports.map(({ id }: { id: string }) => id)).toEqual([about.id])
    const named = outside.users.map(({ id }: { id: string }) => id).sort()
    expect(named).toEqual([ana.id, bruno.id, carla.id].sort())
    await join(carla, open)
    expect((await look(carla, word)).listings[0]).toMatchObject({ is_member: true, member_count: 3 })
    expect((await look(ana, word)).listings[0]).toMatchObject({ is_member: true })
  })

  test('R2: shows nobody a report that has gone, but its owner and who is in a conversation about it', async () => {
    const [ana, bruno, carla, diego] = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez', 'Diego Soto')
    const word = unique('plaza')
    const about = await report(carla)
    const open = await publicGroup(ana, [bruno], { name: word, report: about })
    await must('DELETE', `/api/reports/${about.external_id}`, { token: await service() })
    for (const [who, sees] of [
      [ana, true],
      [carla, true],
      [diego, false],
    ] as const) {
      const one = await must('GET', `/api/conversations/${open.id}`, { token: who.token })
      for (const answer of [await look(who, word), one]) {
        expect(answer.reports.length > 0).toBe(sees)
        expect(JSON.stringify(answer).includes(about.title)).toBe(sees)
        if (who === diego) expect(JSON.stringify(answer)).not.toContain(carla.id)
      }
    }
  })

  test('tells nothing of what is said there', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const open = await publicGroup(ana, [], { name: unique('plaza') })
    const secret = unique('secret')
    const message = await say(ana, open, secret)
    const answer = JSON.stringify(await call('GET', '/api/directory', { token: bruno.token }))
    for (const part of [secret, message.id, 'last_message']) expect(answer).not.toContain(part)
  })

  test('finds a part of a name whatever its accents and capitals, and takes signs as they are', async () => {
    const ana = await person()
    const word = unique('x')
    const square = await publicGroup(ana, [], { name: `Ñandú ${word} 100%_\\` })
    for (const query of [`ÑANDÚ ${word}`, `nandu ${word} 100%_\\`, `${word.toUpperCase()} 1`])
      expect(ids(await look(ana, query)), query).toEqual([square.id])
    for (const query of [`${word}%1`, `${word}_1`, `nandu  ${word}`])
      expect(ids(await look(ana, query)), query).toEqual([])
  })

  test('pages lead through all of them once, those with most members first', async () => {
    const all = await people('Ana Ruiz', 'Bruno Díaz', 'Carla Méndez')
    const [ana, ...others] = all
    const word = unique('page')
    const made: Shown[] = []
    for (const size of [0, 2, 1, 0, 2, 1, 0])
      made.push((await publicGroup(ana, others.slice(0, size), { name: word })) as never)
    const seen: Shown[] = []
    for (let before: string | null = ''; before !== null; ) {
      const page: { listings: Shown[]; next: string | null } = await look(
        ana,
        word,
        `&limit=2${before && `&before=${before}`}`,
      )
      seen.push(...page.listings)
      before = page.next
    }
    const sorted = [...made].sort((a, b) => b.member_count - a.member_count || (a.id < b.id ? 1 : -1))
    expect(seen.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
  })

  test('what is closed again or has nobody left goes from it', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const [closed, left] = [
      await publicGroup(ana, [], { name: unique('closed') }),
      await publicGroup(ana, [], { name: unique('left') }),
    ]
    await must('PATCH', `/api/conversations/${closed.id}`, {
      token: ana.token,
      body: { visibility: 'private' },
    })
    await remove(ana, left, ana)
    const shown = ids(await look(bruno))
    expect([shown.includes(closed.id), shown.includes(left.id)]).toEqual([false, false])
  })

  test('who is removed is no member there', async () => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const open = await publicGroup(ana, [], { name: unique('plaza') })
    await add(ana, open, bruno)
    await remove(ana, open, bruno)
    expect((await look(bruno, open.name!)).listings[0]).toMatchObject({ is_member: false, member_count: 1 })
  })
})
