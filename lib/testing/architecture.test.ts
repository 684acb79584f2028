import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// Imports go one way. A few lines of fs and a regular expression keep them so.

type Import = { from: string; to: string }

const sources = ['app', 'db', 'lib', 'bench', 'e2e']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => /\.(tsx?|mjs)$/.test(file))

const importsOf = (file: string, source: string): Import[] =>
  [
    ...source.matchAll(
      /(?:^|\s)(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(?\s*['"]([^'"]+)['"]/g,
    ),
  ].map(([, named, bare]) => {
    const to = named ?? bare!
    if (to.startsWith('.')) return { from: file, to: normalize(join(dirname(file), to)) }
    return { from: file, to: to.startsWith('@/') ? to.slice(2) : to }
  })

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith('lib/testing/')
const product = sources.filter(file => !isTest(file))
const imports = product.flatMap(file => importsOf(file, readFileSync(file, 'utf8')))

/** What a folder may import: prefixes of paths, or names of packages. Everything else is refused. */
const rules: Record<string, (to: string) => boolean> = {
  'lib/contract/': to => to.startsWith('lib/contract/') || to === 'zod',
  'lib/client/cache/': to => to.startsWith('lib/client/cache/') || to.startsWith('lib/contract/'),
  'lib/client/': to => !/^(lib\/server|db|app|drizzle)\b/.test(to),
  'lib/server/': to => !/^(lib\/client|app|lib\/testing)\b/.test(to) && !/^(next|react)\b/.test(to),
  'db/': to => !/^(lib\/(client|contract)|app)\b/.test(to),
  'app/api/': to => /^lib\/(contract|server)\//.test(to),
  'app/_chat/': to => !/^(lib\/server|db|drizzle|app\/(?!_chat|_ui))/.test(to),
  'app/_ui/': to => !/^(lib|db|drizzle|app\/(?!_ui))/.test(to),
}

const broken = (all: Import[]) =>
  all.filter(({ from, to }) => {
    const folder = Object.keys(rules).find(prefix => from.startsWith(prefix))
    return folder && !rules[folder]!(to)
  })

test('imports go one way', () => {
  expect(imports.length).toBeGreaterThan(150)
  expect(broken(imports)).toEqual([])
})

test('control: an import that goes the other way is found', () => {
  const seen = importsOf(
    'lib/contract/user.ts',
    `import { db } from '../server/instance'\nexport * from "drizzle-orm"`,
  )
  expect(broken(seen)).toHaveLength(2)
  expect(broken(importsOf('lib/client/call.ts', `const x = await import('../server/viewer')`))).toHaveLength(
    1,
  )
})

test('no circle of imports', () => {
  expect(circles(imports)).toEqual([])
})

test('control: a circle is found', () => {
  const circle = [
    { from: 'lib/a.ts', to: 'lib/b' },
    { from: 'lib/b.ts', to: 'lib/a' },
  ]
  expect(circles(circle)).not.toEqual([])
})

/** Files that import each other in a loop, each loop once from where it was met. */
function circles(all: Import[]): string[][] {
  const bare = (file: string) => file.replace(/\.(tsx?|mjs)$/, '').replace(/\/index$/, '')
  const next = new Map<string, Import[]>()
  for (const one of all) next.set(bare(one.from), [...(next.get(bare(one.from)) ?? []), one])
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file])
    if (done.has(file) || path.includes(file)) return
    for (const { to } of next.get(file) ?? []) visit(bare(to), [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

test('a route file is one line a verb', () => {
  const routes = product.filter(file => /^app\/api\/.*route\.ts$/.test(file))
  expect(routes.length).toBeGreaterThan(10)
  for (const file of routes) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line.trim() && !line.startsWith('import'))
    const verbs = lines.filter(line => /^ {2}(GET|POST|PUT|PATCH|DELETE): handle\(/.test(line))
    expect(lines.length - verbs.length, file).toBeLessThanOrEqual(2)
  }
})

test('nothing of the server reaches a browser, and nothing there invalidates', () => {
  for (const file of product.filter(name => name.startsWith('lib/client/')))
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/invalidateQueries|refetchQueries/)
})

test('no schema reaches a page: types of the contract are imported, values are not (decision 21)', () => {
  const value =
    /import (?!type )(?!\{(?: *type \w+,?)+ *\})[^'"]*from '[^']*(?:contract\/(?!code-points)[\w-]+|\bzod)'/
  const pages = product.filter(file => /^(lib\/client|app\/(?!api|_pages))/.test(file))
  const shown = pages.filter(file => !/^app\/.*(page|layout)\.tsx$/.test(file))
  expect(shown.length).toBeGreaterThan(100)
  expect(shown.filter(file => value.test(readFileSync(file, 'utf8')))).toEqual([])
  for (const control of [`import { user } from '../contract/user'`, `import * as z from 'zod'`])
    expect(value.test(control)).toBe(true)
  expect(value.test(`import { type User } from '../contract/user'`)).toBe(false)
})

test('no transaction is held from Node while it serves: see decision 12', () => {
  const held = /\.(begin|reserve)\(/
  const serving = product.filter(file => /^(lib\/server|app)\//.test(file))
  expect(serving.filter(file => held.test(readFileSync(file, 'utf8')))).toEqual([])
  expect(held.test('await db().begin(async tx => {})')).toBe(true)
})

test('every file says where in the story it stands', () => {
  const silent = product.filter(
    file => /^(lib|db)\//.test(file) && !/^(\/\/|\/\*\*)/.test(readFileSync(file, 'utf8').trimStart()),
  )
  expect(silent).toEqual([])
})
