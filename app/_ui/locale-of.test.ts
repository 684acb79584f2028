import { expect, test } from 'vitest'
import { localeOf } from './locale-of'

test.each([
  [undefined, 'es-ES,es;q=0.9,en;q=0.8', 'es'],
  [undefined, 'en-US,en;q=0.9,es;q=0.8', 'en'],
  [undefined, 'fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  [undefined, 'en;q=0.4, es;q=0.5', 'es'],
  [undefined, 'ES-mx', 'es'],
  [undefined, 'es;q=0, en', 'en'],
  [undefined, 'es;q=0', 'en'],
  [undefined, 'fr, de', 'en'],
  [undefined, '*', 'en'],
  [undefined, '', 'en'],
  [undefined, null, 'en'],
  [undefined, 'es;q=nonsense, en;q=0.1', 'en'],
  [undefined, 'est, eng', 'en'],
  [undefined, `${'xx,'.repeat(100_000)}es`, 'en'],
  ['es', 'en', 'es'],
  ['en', 'es', 'en'],
  ['fr', 'es', 'es'],
  ['__proto__', 'es', 'es'],
  ['', 'es', 'es'],
  ['ES', 'en', 'en'],
] as const)('cookie %j, Accept-Language %.40j: %s', (cookie, acceptLanguage, locale) => {
  expect(localeOf(cookie, acceptLanguage)).toBe(locale)
})
