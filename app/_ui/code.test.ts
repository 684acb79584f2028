import { expect, test } from 'vitest'
import { type Part, partsOf } from './code'

const text = (words: string): Part => ({ kind: 'text', text: words })
const code = (words: string): Part => ({ kind: 'code', text: words })
const block = (words: string): Part => ({ kind: 'block', text: words })

test.each<[string, Part[]]>([
  ['run `npm start` now', [text('run '), code('npm start'), text(' now')]],
  ['`a``b`', [code('a``b')]],
  ['``a `b` c``', [code('a `b` c')]],
  ['`` ` ``', [code('`')]],
  ['`a` and `b`', [code('a'), text(' and '), code('b')]],
  ['``` one line ```', [block(' one line ')]],
  ['so:\n```\nlet a = 1\n\nlet b\n```\nand on', [text('so:'), block('let a = 1\n\nlet b'), text('and on')]],
  ['```\n`inner`\n```', [block('`inner`')]],
  ['````\n```\n````', [block('```')]],
  ['```ts\nlet a\n```', [block('ts\nlet a')]],
  ['```a``````b```', [block('a``````b')]],
])('%j is %j', (words, parts) => expect(partsOf(words)).toEqual(parts))

test.each([
  '',
  'no marks at all',
  'it`s one',
  'unclosed `code',
  'unclosed ```\nblock',
  '`over a\nline`',
  '``',
  '` `',
  '``` \n ```',
  '`a``',
  '```a````',
  '`'.repeat(5000),
  '*bold* _italic_ # heading [link](https://a.example) > quote <b>b</b> &lt;',
])('%j is text as it was written', words => {
  expect(partsOf(words)).toEqual(words ? [text(words)] : [])
})

test('nothing but backticks and line ends at blocks is lost, and nothing is empty', () => {
  // Small words over few signs: every way to nest and to leave open that there is.
  const signs = ['`', '``', '```', 'a', ' ', '\n', '\u202E']
  for (let number = 0; number < signs.length ** 6; number += 7) {
    let rest = number
    let words = ''
    for (let at = 0; at < 6; at += 1) {
      words += signs[rest % signs.length]
      rest = Math.floor(rest / signs.length)
    }
    const parts = partsOf(words)
    const bare = (all: string) => all.replace(/[`\s]/g, '')
    expect(bare(parts.map(part => part.text).join('')), JSON.stringify(words)).toBe(bare(words))
    expect(parts.every(part => part.text !== '')).toBe(true)
    for (const part of parts) if (part.kind !== 'text') expect(part.text.trim()).not.toBe('')
  }
})

test('what is in it stays as it is: bidi, right-to-left, markup, addresses', () => {
  for (const inside of ['\u202Etxet\u202C', '\u2066open', 'שלום()', '<b onclick=x>', 'https://a.example/x'])
    expect(partsOf(`\`${inside}\``)).toEqual([code(inside)])
})

test('5,000 signs of fences lose none', () => {
  const everyLength = Array.from({ length: 99 }, (_, at) => '`'.repeat(at + 1)).join(' ')
  for (const words of [everyLength, '`\n'.repeat(2500), '``` '.repeat(1250), '` `` ``` '.repeat(555)])
    expect(
      partsOf(words)
        .map(part => part.text)
        .join(''),
    ).toMatch(/^[`\s]+$/)
  expect(partsOf('`a`'.repeat(1666))).toHaveLength(1)
  expect(partsOf('`a` '.repeat(1250))).toHaveLength(2500)
})
