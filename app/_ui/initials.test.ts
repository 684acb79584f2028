import { expect, test } from 'vitest'
import { initial, initials } from './initials'

test.each([
  ['Ana Ruiz', 'AR'],
  ['Carla Méndez', 'CM'],
  ['ángel ávila', 'ÁÁ'],
  ['Ana María Ruiz López', 'AL'],
  ['carla', 'C'],
  ['  Bruno   Díaz ', 'BD'],
  ["Conan O'Brien", 'CO'],
  ['(Ana) "Ruiz"', 'AR'],
  ['Ana 🦊', 'A'],
  ['🦊', '🦊'],
  ['🦊 Fox', 'F'],
  ['王小明', '王'],
  ['محمد علي', 'مع'],
  ['straße ßoden', 'SS'],
  ['7 Islas', '7I'],
  ['', '?'],
  ['   ', '?'],
  ['---', '?'],
  ['\u202eevil\u202c name', 'EN'],
  ['\u200b\u200bAna', 'A'],
  [`A${'\u0335'.repeat(100)} R${'\u0489'.repeat(100)}`, 'AR'],
  ['e\u0301lena vidal', 'ÉV'],
])('%j shows %j', (name, shown) => {
  expect(initials(name)).toBe(shown)
})

test('a name of any length costs little and shows at most two', () => {
  const long = initials('x '.repeat(50_000))
  expect(long).toBe('XX')
})

test('a small circle shows one', () => {
  expect(initial('Bruno Díaz')).toBe('B')
  expect(initial('🙂')).toBe('🙂')
  expect(initial('')).toBe('?')
})
