import { expect, test } from 'vitest'
import { content } from '@/lib/contract/message'
import { cleaned, isSendable, longest, roomLeft } from './outgoing'

test('spaces alone are nothing', () => {
  for (const text of ['', ' ', '\n\n', '\t \u00a0', '\0']) expect(isSendable(text)).toBe(false)
  expect(isSendable(' a ')).toBe(true)
})

test('a text of the longest length goes through, one character more does not, however it is written', () => {
  for (const sign of ['a', 'ñ', '🦊', '\n a']) {
    const per = [...sign].length
    const full = `a${sign.repeat((longest - 1) / per)}`
    const length = [...full.trim()].length
    expect(isSendable(full)).toBe(length <= longest)
    expect(isSendable(`${full}${'b'.repeat(longest - length)}`)).toBe(true)
    expect(isSendable(`${full}${'b'.repeat(longest - length + 1)}`)).toBe(false)
  }
})

test('room is told when it runs out, and spaces around the text take none', () => {
  expect(roomLeft('a'.repeat(4499))).toBeNull()
  expect(roomLeft('🦊'.repeat(4499))).toBeNull()
  expect(roomLeft('a'.repeat(4500))).toBe(500)
  expect(roomLeft(`${'a'.repeat(longest)}${' '.repeat(900)}`)).toBe(0)
  expect(roomLeft('🦊'.repeat(longest + 3))).toBe(-3)
})

test('what goes through is what the contract takes', () => {
  for (const text of [
    'a\0b',
    `half \ud83e`,
    'a'.repeat(longest),
    '🦊'.repeat(longest),
    '  a  ',
    'x\u202ey',
  ]) {
    expect(isSendable(text)).toBe(true)
    expect(content.safeParse(cleaned(text)).success).toBe(true)
  }
})
