import { expect, test } from 'vitest'
import { isFewEmoji, oneEmoji } from './emoji'

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

test.each(['👍🏽', '👩‍👩‍👧‍👦', '🇪🇸', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])('%j is one', emoji =>
  expect(oneEmoji(` ${emoji} `)).toBe(emoji),
)
test.each(['', '👍👍', '🇪🇸🇬🇧', 'a', '👍 a'])('%j is not one', text => expect(oneEmoji(text)).toBeNull())
