import { expect, test } from 'vitest'
import { isFewEmoji } from './emoji'

test.each([
  '👍',
  '👍🏽',
  '❤️',
  '✌🏽',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '🇪🇸',
  '🇪🇸🇬🇧🇺🇸',
  '1️⃣',
  '👨🏽‍👩🏽‍👧🏽‍👦🏽👨🏽‍👩🏽‍👧🏽‍👦🏽👨🏽‍👩🏽‍👧🏽‍👦🏽',
  ' 😀 😃\n😄 ',
])('%j is shown larger', text => expect(isFewEmoji(text)).toBe(true))

test.each([
  '',
  ' ',
  'a',
  '1',
  '12',
  '#',
  '©',
  '↔',
  '😀 hola',
  '`😀`',
  '😀😃😄😁',
  '🇪',
  '🇪🇸🇬',
  '\u200D',
  '\uFE0F',
  '\u202E😀',
  '👩‍👩‍👧‍👦'.repeat(200),
  `😀${' '.repeat(5000)}`,
])('%j is not', text => expect(isFewEmoji(text)).toBe(false))
