import { expect, test, vi } from 'vitest'
import { anyJson, randomFrom } from './any-json'
import { ask, call } from './api'
import { targets } from './bad-bodies'
import { encoded, queried } from './bad-queries'
import { brief } from './bad-values'
import { group, person } from './make'
import { nameOf, send } from './refused'
import { makeScene } from './scene'
import { stored } from './stored'
import { testDb } from './test-db'

// Anything at all in any field and any parameter: answered, never with a 5xx, and refused without a trace.

const { sql } = await testDb()
const scene = await makeScene()
const seed = Number(process.env.FUZZ_SEED ?? 20_260_101)
const ids = [scene.closed.conversation, scene.closed.message, scene.closed.owner, scene.closed.dm].map(
  ({ id }) => id,
)

test(`bodies (FUZZ_SEED=${seed})`, async () => {
  const { random, pick } = randomFrom(seed)
  const value = anyJson({ random, pick, ids })
  const answered = { taken: 0, refused: 0 }
  for (let round = 0; round < 400; round += 1) {
    const target = pick(targets)
    const body = target.good(scene)
    for (let changes = 1 + Math.floor(random() * 2); changes > 0; changes -= 1)
      body[pick([...Object.keys(target.fields), 'unknown'])] = value(3)
    const raw = JSON.stringify(random() < 0.1 ? value(4) : body)
    const before = await stored(sql)
    const { status } = await send(scene, target, { raw })
    const said = `round ${round}: ${nameOf(target)} ${brief(raw)}`
    expect(status, said).toBeLessThan(500)
    if (status >= 300) expect(await stored(sql), said).toEqual(before)
    answered[status < 300 ? 'taken' : 'refused'] += 1
  }
  // Of a table that is all refusals, or none, little could be learnt.
  expect(Math.min(answered.taken, answered.refused)).toBeGreaterThan(20)
})

test(`queries (FUZZ_SEED=${seed})`, async () => {
  const { random, pick } = randomFrom(seed)
  const value = anyJson({ random, pick, ids })
  for (let round = 0; round < 300; round += 1) {
    const { path, viewer, bad } = pick(queried)
    const query = new URLSearchParams()
    for (const name of [...Object.keys(bad), 'cursor'])
      if (random() < 0.6)
        query.append(name, pick([String(value(1)), String(Math.floor(random() * 10)), encoded(value(2))]))
    const response = await ask('GET', `${path(scene)}?${query}`, { token: scene.token(viewer) })
    await response.body?.cancel()
    expect(response.status, `round ${round}: ${path(scene)}?${query}`).toBeLessThan(500)
  }
})

test('control: what the server cannot do is a 5xx here', async () => {
  const ana = await person()
  const mine = await group(ana)
  await sql`update conversations set seq = -1 where id = ${mine.id}`
  const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { status } = await call('GET', `/api/conversations/${mine.id}`, { token: ana.token })
  silence.mockRestore()
  expect(status).toBe(500)
})
