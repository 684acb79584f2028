import { expect, test } from 'vitest'
import { localeOf } from './locale-of'

test.each([
  ['es', 'en', 'es'],
  ['en', 'es', 'en'],
  [undefined, 'es', 'es'],
  ['fr', 'es', 'es'],
  ['__proto__', 'es', 'es'],
  ['', 'es', 'es'],
  ['ES', 'en', 'en'],
] as const)('cookie %j, the browser asks for %s: %s', (cookie, asked, locale) => {
  expect(localeOf(cookie, asked)).toBe(locale)
})
