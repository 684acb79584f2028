// What no field of a kind ever takes: too long, half a character, another type, an address that leads elsewhere.
import { v7 as uuidv7 } from 'uuid'

export const nul = 'a\0b'
const halves = ['\ud800', '\udc00', 'a\udfffb', '\ud83d\ud83d\ude00']
export const unknownId = '0192f0a0-0000-7000-8000-000000000000'
export const noIds = [
  '',
  'abc',
  ' ',
  `${unknownId}x`,
  ` ${unknownId}`,
  unknownId.replaceAll('-', ''),
  `{${unknownId}}`,
]
export const noStrings: unknown[] = [5, 0, true, [], {}, ['text'], { toString: 'text' }]
export const noObjects = [5, 'text', true, [], ['text'], null]

/** Values that a field of this kind never takes. */
/** Of what is kept as it was typed. */
export const written = (max: number) => [
  ...noStrings,
  'x'.repeat(max + 1),
  '😀'.repeat(max + 1),
  nul,
  ...halves,
]
export const text = (max: number) => [
  ...noStrings,
  '',
  '   ',
  '\n\t\u00a0\u2003\ufeff',
  'x'.repeat(max + 1),
  '😀'.repeat(max + 1),
  nul,
  ...halves,
]
/** Of what may be left empty. */
export const note = [...noStrings, 'x'.repeat(1001), '😀'.repeat(1001), nul, ...halves]
export const token = [...noStrings, '', 'x'.repeat(8193), nul]
export const name = text(100)
export const id = [...noStrings, ...noIds, nul]
export const key = [...noStrings, '', 'x'.repeat(65), 'a b', 'ñ', 'a/b', 'a\n', ' a', '😀', nul]
export const seq = [-1, 1.5, -0.5, 2 ** 53, 1e21, Number.MAX_VALUE, '1', '', '0x1', true, [], [1], {}]
export const boolean = [...noStrings.filter(value => value !== true), '', 'true', 'false', 0, 1, [true]]
export const ids = [
  ...[5, 'text', unknownId, true, {}, { 0: unknownId, length: 1 }],
  ...[[5], [null], [[]], [{}], ['abc'], [''], [nul], [[unknownId]]],
  Array.from({ length: 502 }, () => uuidv7()),
]
export const link = [
  ...noStrings,
  ...['', ' ', 'x', 'example.com', '//example.com', '/\\example.com', '\\\\example.com', '\\/example.com'],
  ...['/\t/example.com', '/\n/example.com', '/\r\n/example.com', '\t//example.com', ' /reports/1'],
  ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)'],
  ...[
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'ftp://example.com',
  ],
  ...['http:', 'http://', 'https://', 'https://[', 'https:// example.com', 'https:/\\', 'about:blank'],
  ...[`https://example.com/${'x'.repeat(2000)}`, `/${'x'.repeat(2000)}`, `/${nul}`, '/\ud800'],
]
export const emoji = [
  ...noStrings,
  '',
  'a',
  '1',
  '#',
  'ñ',
  '😀😀',
  '😀x',
  ' 😀',
  '<b>',
  '\u200d',
  '😀'.repeat(40),
  nul,
]
/** Not a time as we write it; or not one to come. */
export const times = [
  ...noStrings,
  ...[
    '',
    'tomorrow',
    '2999-01-01',
    '2999-01-01T00:00:00Z',
    '2999-01-01T00:00:00.000+01:00',
    ' 2999-01-01T00:00:00.000Z',
  ],
  ...[
    '2999-02-30T00:00:00.000Z',
    '2999-13-01T00:00:00.000Z',
    '2999-01-01T24:00:00.000Z',
    '12999-01-01T00:00:00.000Z',
  ],
  ...['0000-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '-2999-01-01T00:00:00.000Z', 'infinity', nul],
]
export const oneOf = ['', 'x', ' private', 'PRIVATE', '__proto__', 'constructor', ...noStrings]

/** A value that a log or an answer should not repeat at length. */
export const brief = (value: unknown) => {
  const said = JSON.stringify(value) ?? String(value)
  return said.length > 60 ? `${said.slice(0, 57)}...` : said
}
