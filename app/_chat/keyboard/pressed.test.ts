import { expect, test } from 'vitest'
import { shortcutOf } from './pressed'

const press = (keys: string) => {
  const parts = keys.split('+')
  return {
    key: parts.at(-1)!,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
    isComposing: false,
  }
}
const usual = { inText: false, singleKeys: true, isMac: false }

test.each([
  ['Ctrl+k', 'jump'],
  ['Ctrl+K', 'jump'],
  ['Cmd+k', null],
  ['Ctrl+Shift+k', null],
  ['Ctrl+Alt+k', null],
  ['k', null],
  ['?', 'help'],
  ['Shift+?', 'help'],
  ['Ctrl+?', null],
  ['Alt+?', null],
  ['Alt+ArrowUp', 'previous'],
  ['Alt+ArrowDown', 'next'],
  ['Alt+Shift+ArrowDown', null],
  ['Ctrl+Alt+ArrowDown', null],
  ['ArrowDown', null],
  ['Escape', 'escape'],
  ['Shift+Escape', null],
])('%s is %s', (keys, expected) => expect(shortcutOf(press(keys), usual)).toBe(expected))

test('on a Mac Cmd takes the part of Ctrl', () => {
  expect(shortcutOf(press('Cmd+k'), { ...usual, isMac: true })).toBe('jump')
  expect(shortcutOf(press('Ctrl+k'), { ...usual, isMac: true })).toBeNull()
})

test('a single key is none where letters are written, nor when turned off; the others stay', () => {
  for (const off of [{ inText: true }, { singleKeys: false }]) {
    expect(shortcutOf(press('?'), { ...usual, ...off })).toBeNull()
    for (const keys of ['Ctrl+k', 'Alt+ArrowUp', 'Escape'])
      expect(shortcutOf(press(keys), { ...usual, ...off })).not.toBeNull()
  }
})

test('what an input method is composing is its own', () => {
  for (const keys of ['Escape', '?', 'Ctrl+k'])
    expect(shortcutOf({ ...press(keys), isComposing: true }, usual)).toBeNull()
})
