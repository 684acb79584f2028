import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints, entities } from './all'
import { storedEvent, streamEvent } from './events'
import { content } from './message'
import { emoji, link, text, time } from './primitives'

const schemaOf = (schema: z.ZodType | null, io: 'input' | 'output') =>
  schema && z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'ref' })

/** Everything that goes over the wire, as JSON schema. */
const wire = (of = endpoints) => ({
  endpoints: Object.fromEntries(
    Object.entries(of).map(([name, { method, path, caller, params, query, body, answers }]) => [
      `${method} ${path}`,
      {
        name,
        caller,
        params: schemaOf(params, 'input'),
        query: schemaOf(query, 'input'),
        body: schemaOf(body, 'input'),
        answers: Object.fromEntries(
          Object.entries(answers).map(([status, schema]) => [status, schemaOf(schema, 'output')]),
        ),
      },
    ]),
  ),
  entities: Object.fromEntries(
    Object.entries(entities).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
  ),
  events: schemaOf(streamEvent, 'output'),
})

const written = (schemas: unknown) => `${JSON.stringify(schemas, null, 2)}\n`

test('the wire is as it was announced: when this fails you changed the contract, which may only grow', async () => {
  await expect(written(wire())).toMatchFileSnapshot('contract.snapshot.json')
})

test('control: the snapshot would notice one field less', () => {
  const { getMe, ...rest } = endpoints
  const poorer = {
    ...rest,
    getMe: { ...getMe!, answers: { 200: z.object({ user: entities.user.omit({ name: true }) }) } },
  }
  expect(written(wire(poorer))).not.toBe(written(wire()))
})

test('every endpoint has one address and says what it answers', () => {
  const addresses = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`)
  expect(addresses.length).toBeGreaterThan(20)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const { answers } of Object.values(endpoints)) expect(Object.keys(answers)).not.toEqual([])
})

test('every parameter of a path has a schema', () => {
  for (const { path, params } of Object.values(endpoints))
    expect([...path.matchAll(/:(\w+)/g)].map(match => match[1])).toEqual(Object.keys(params.shape))
})

test('log events carry a seq, registers do not', () => {
  const log =
    /^(conversation-(created|updated)|member-(added|updated|removed)|message-(created|updated|deleted)|reaction-updated)$/
  for (const option of storedEvent.options) {
    const name = option.shape.event.value
    expect('seq' in option.shape.payload.shape, name).toBe(log.test(name))
  }
})

test('text is trimmed and counted in code points; NUL and lone surrogates are refused', () => {
  expect(content.parse('  hola\n')).toBe('hola')
  expect(content.parse('🏮'.repeat(5000))).toHaveLength(10_000)
  for (const bad of [
    '',
    '   ',
    '\ufeff',
    'a'.repeat(5001),
    '🏮'.repeat(5001),
    'a\0b',
    'a\ud800',
    '\udc00a',
    7,
    null,
  ])
    expect(content.safeParse(bad).success, JSON.stringify(bad)?.slice(0, 20)).toBe(false)
  expect(text(2, 3).safeParse('🏮').success).toBe(false)
})

test('an emoji is one, however it is made', () => {
  for (const good of ['💡', '👩‍👩‍👧', '🇪🇸', '1️⃣', '👍🏽'])
    expect(emoji.safeParse(good).success, good).toBe(true)
  for (const bad of ['', 'a', '1', '💡💡', '<b>', ' 💡'])
    expect(emoji.safeParse(bad).success, bad).toBe(false)
})

test('a link is http, https or a path of the host', () => {
  for (const good of ['https://a.test/x?y#z', 'http://a.test', '/reports/1'])
    expect(link.safeParse(good).success, good).toBe(true)
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//a.test',
    '/\\a.test',
    'a',
    'https://',
    ' https://a.test',
  ])
    expect(link.safeParse(bad).success, bad).toBe(false)
})

test('a time is UTC with milliseconds', () => {
  expect(time.safeParse('2026-11-22T03:12:14.857Z').success).toBe(true)
  for (const bad of ['2026-11-22T03:12:14Z', '2026-11-22T03:12:14.857+01:00', '2026-11-22 03:12:14.857Z'])
    expect(time.safeParse(bad).success, bad).toBe(false)
})

test('every rule of SPEC.md is cited by the name of a test', () => {
  const rules = [...readFileSync('lib/contract/SPEC.md', 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
    match => match[1]!,
  )
  const names = ['app', 'lib', 'e2e']
    .flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
    )
    .filter(file => file.endsWith('.test.ts'))
    .flatMap(file => readFileSync(file, 'utf8').match(/['`]([A-Z]\d+,? ?)+:/g) ?? [])
    .join(' ')
  // Of every letter, or the pattern has missed a part.
  for (const letter of 'SEWRBAM')
    expect(
      rules.some(rule => rule.startsWith(letter)),
      letter,
    ).toBe(true)
  expect(new Set(rules).size).toBe(rules.length)
  expect(rules.filter(rule => !new RegExp(`\\b${rule}\\b`).test(names))).toEqual([])
  expect(/\bS99\b/.test(names)).toBe(false)
})
