import { expect, test } from 'vitest'
import { withNewest } from './recent'

test('what was used last stands first, each once, and the oldest go', () => {
  expect(withNewest([], '👍')).toEqual(['👍'])
  expect(withNewest(['🎉', '👍', '❤️'], '👍')).toEqual(['👍', '🎉', '❤️'])
  const full = Array.from({ length: 16 }, (_, n) => String.fromCodePoint(0x1f400 + n))
  expect(withNewest(full, '👍')).toEqual(['👍', ...full.slice(0, 15)])
})
