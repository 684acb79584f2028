import { expect, test } from 'vitest'
import { pieces } from './links'

const linksOf = (text: string) =>
  pieces(text).flatMap(piece => (typeof piece === 'string' ? [] : [piece.text]))
const hrefsOf = (text: string) =>
  pieces(text).flatMap(piece => (typeof piece === 'string' ? [] : [piece.href]))
const joined = (text: string) =>
  pieces(text)
    .map(piece => (typeof piece === 'string' ? piece : piece.text))
    .join('')

test.each([
  ['see https://a.example/x.', 'https://a.example/x'],
  ['https://a.example/x?y=1&z=%20#here, and', 'https://a.example/x?y=1&z=%20#here'],
  ['(https://a.example/x)', 'https://a.example/x'],
  ['(see https://en.wikipedia.org/wiki/Foo_(bar)).', 'https://en.wikipedia.org/wiki/Foo_(bar)'],
  ['https://en.wikipedia.org/wiki/Foo_(bar)', 'https://en.wikipedia.org/wiki/Foo_(bar)'],
  ['[https://a.example/[x]]', 'https://a.example/[x]'],
  ['https://a.example/x (', 'https://a.example/x'],
  ['https://a.example/x(', 'https://a.example/x'],
  ['«https://a.example/x»', 'https://a.example/x'],
  ['“https://a.example/x”', 'https://a.example/x'],
  ["'https://a.example/x'", 'https://a.example/x'],
  ['https://a.example/x…', 'https://a.example/x'],
  ['¿https://a.example/x?', 'https://a.example/x'],
  ['https://a.example/x?!', 'https://a.example/x'],
  ['*https://a.example/x*', 'https://a.example/x'],
  ['https://a.example/x。次', 'https://a.example/x'],
  ['<https://a.example/x>', 'https://a.example/x'],
  ['HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
  ['http://localhost:3000/reports/R-2041', 'http://localhost:3000/reports/R-2041'],
  ['https://a.example/\ttab', 'https://a.example/'],
  ['https://a.example/ñandú', 'https://a.example/ñandú'],
  ['https://a.example/🦊', 'https://a.example/🦊'],
  ['www.madrid.es, por ejemplo', 'www.madrid.es'],
  ['write to ana@example.org.', 'ana@example.org'],
  ['mailto:ana@example.org?', 'mailto:ana@example.org'],
  ['line\nhttps://a.example/x\nline', 'https://a.example/x'],
])('%j holds the link %s', (text, link) => {
  expect(linksOf(text)).toEqual([link])
  expect(joined(text)).toBe(text)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'ftp://a.example/x',
  'file:///etc/passwd',
  'blob:https',
  '//evil.example/x',
  'https://',
  'http://?',
  'https://.',
  'https:// a.example',
  'https://bank.example@evil.example/',
  'https://user:secret@evil.example/',
  'xhttps://a.example',
  'hecho.Ahora vamos, fin.me',
  'www.',
  'www.and',
  'www...',
  '@ana',
  'ana@',
  'ana@localhost',
  'mailto:',
  'mailto:nobody',
  'mailto:javascript:alert(1)',
  '<a href="x">x</a>',
  '<img src=x onerror=alert(1)>',
  '10:42',
  'R-2041',
])('%j holds none', text => {
  expect(pieces(text)).toEqual(text ? [text] : [])
})

test('every address leads to http, https or mailto, whatever stands around it', () => {
  const hostile = [
    'javascript:alert(1)//https://a.example',
    'data:text/html,https://a.example/<script>',
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/'onmouseover='alert(1)",
    'view-source:https://a.example',
    'mailto:a@b.example,javascript:alert(1)',
    'https://a.example/javascript:alert(1)',
  ]
  for (const text of hostile) {
    expect(joined(text)).toBe(text)
    for (const href of hrefsOf(text)) expect(href).toMatch(/^(https?:\/\/a\.example\/|mailto:a@b\.example)/)
  }
})

test('an address ends where a bidi override begins, so that it reads as it leads', () => {
  for (const sign of [
    '\u202e',
    '\u202d',
    '\u2066',
    '\u2067',
    '\u200f',
    '\u061c',
    '\u200b',
    '\ufeff',
    '\u0000',
    '\u00ad',
  ])
    expect(hrefsOf(`https://a.example/${sign}gpj.exe`)).toEqual(['https://a.example/'])
})

test('a host in another script leads to its ASCII name', () => {
  expect(hrefsOf('https://аррӏе.com/')[0]).toMatch(/^https:\/\/xn--/)
})

test('several in one text, in their order', () => {
  expect(pieces('a https://a.example b ana@example.org c www.c.example')).toEqual([
    'a ',
    { text: 'https://a.example', href: 'https://a.example/' },
    ' b ',
    { text: 'ana@example.org', href: 'mailto:ana@example.org' },
    ' c ',
    { text: 'www.c.example', href: 'https://www.c.example/' },
  ])
  expect(pieces('')).toEqual([])
})

// Not a matter of milliseconds: a search that goes over the text again from each place would take minutes here.
test('the longest hostile texts are searched in one go', () => {
  const n = 400_000
  for (const text of [
    'a'.repeat(n),
    'a@'.repeat(n / 2),
    `a@${'b'.repeat(n)}`,
    `a@${'b.'.repeat(n / 2)}`,
    'http://'.repeat(n / 7),
    `https://a.example/${')'.repeat(n)}`,
    `https://a.example/${'('.repeat(n)}`,
    `https://a.example/${'.'.repeat(n)}`,
    'www.'.repeat(n / 4),
    'mailto:'.repeat(n / 7),
    '.-+'.repeat(n / 3),
  ])
    expect(joined(text)).toBe(text)
})
