import { expect, test } from 'vitest'
import { languageOf } from './language.mjs'

test.each([
  ['es-ES,es;q=0.9,en;q=0.8', 'es'],
  ['en-US,en;q=0.9,es;q=0.8', 'en'],
  ['fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  ['en;q=0.4, es;q=0.5', 'es'],
  ['es;q=1.000;level=1, en', 'es'],
  ['ES-mx', 'es'],
  ['es;q=0, en', 'en'],
  ['es;q=0', 'en'],
  ['es;q=0.0, *', 'en'],
  ['fr, de', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
  [undefined, 'en'],
  ['es;q=nonsense, en;q=0.1', 'en'],
  ['es;q=, en;q=0.1', 'en'],
  ['es;q=-1', 'en'],
  ['es;q=1e9', 'en'],
  ['est, eng', 'en'],
  ['__proto__, constructor', 'en'],
  [',,;;=,q=1;es', 'en'],
  ['\u0000\uffff;q=\u0000, es', 'es'],
  [`${'xx,'.repeat(100_000)}es`, 'en'],
  [';'.repeat(100_000), 'en'],
] as const)('Accept-Language %.40j: %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
