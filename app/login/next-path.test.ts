import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test.each([
  '/inbox',
  '/inbox/01928c6e-1a2b-7c3d-8e4f-5a6b7c8d9e0f',
  '/reports/R-2041?panel=open#log',
  '/reports/a%2Fb',
  '/apiary',
  '/?next=//evil.example',
])('%s is ours', path => {
  expect(nextPath(path)).toBe(path)
})

test.each([
  undefined,
  null,
  ['/inbox'],
  '',
  'inbox',
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e%2e//evil.example',
  '/\\/evil.example',
  'javascript:alert(1)',
  '/login',
  '/login?next=/login',
  '/api/session',
  '/x/../api/me',
  '//[',
])('%j leads to the inbox', path => {
  expect(nextPath(path)).toBe('/inbox')
})

const bits = ['/', '\\', '.', '..', '\t', '@', 'evil.example', ':', '?', '#', '%2f', ' ', '//']

/** The same 20,000 each time: paths made of what confuses those who read them. */
const oddPaths = function* () {
  let seed = 7
  for (let n = 0; n < 20_000; n += 1) {
    let path = '/'
    for (let bit = 0; bit < 6; bit += 1) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      path += bits[(seed >>> 8) % bits.length]
    }
    yield path
  }
}

const leadsAway = (path: string) =>
  !URL.canParse(path, 'https://ours.example/login') ||
  new URL(path, 'https://ours.example/login').origin !== 'https://ours.example'

test('whatever is asked, a browser stays on the site', () => {
  expect([...oddPaths()].map(nextPath).filter(leadsAway)).toEqual([])
})

test('control: looking at the first two characters is not enough', () => {
  const naive = (path: string) => (/^\/(?!\/)/.test(path) ? path : '/inbox')
  expect([...oddPaths()].map(naive).filter(leadsAway).length).toBeGreaterThan(100)
})
