import { expect, test } from 'vitest'
import { emoji } from '@/lib/contract/primitives'
import data from './emoji.json'
import { named } from './emojis'

const english = named(data, 'en')
const spanish = named(data, 'es')
const found = ({ emojis }: typeof english, word: string) =>
  emojis
    .filter(({ label, tags }) => [label, ...tags].some(text => text.toLowerCase().includes(word)))
    .map(one => one.emoji)

test('every emoji of the picker is one to the server, and is there once', () => {
  const all = english.emojis.map(one => one.emoji)
  expect(all.length).toBeGreaterThan(1800)
  expect(all.filter(one => !emoji.safeParse(one).success)).toEqual([])
  expect(new Set(all).size).toBe(all.length)
  expect(emoji.safeParse('👍\ufe0f').success).toBe(false)
})

test('each has a name in both languages, and a group that is shown', () => {
  for (const { emojis, categories } of [english, spanish]) {
    const groups = new Set(categories.map(({ index }) => index))
    expect(emojis.filter(({ label, category }) => !label || !groups.has(category))).toEqual([])
  }
  expect(english.emojis.find(one => one.emoji === '❤️')!.label).toBe('Red heart')
  expect(spanish.emojis.find(one => one.emoji === '❤️')!.label).toBe('Corazón rojo')
})

test('it is found by its name in either language, with its accents or without', () => {
  for (const word of ['heart', 'corazón', 'corazon', 'pasión', 'pasion'])
    for (const one of [english, spanish]) expect(found(one, word), word).toContain('❤️‍🔥')
  expect(found(english, 'nothing is called that')).toEqual([])
})
