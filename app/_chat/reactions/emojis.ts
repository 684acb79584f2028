// All emojis, under their names and what else they are called: in the reader's language, in the other one, and without accents.
import type { EmojiData } from 'frimousse'
import { untilThere } from '@/lib/client/until-there'

type Data = { groups: Record<string, (string | number)[][]>; emojis: string[] }

/** What the picker shows in this language. Fetched once: it comes with the page's own code, from nobody else. */
export const emojisIn = async (locale: string): Promise<EmojiData> => {
  const { default: data } = await untilThere(() => import('./emoji.json'))
  return named(data, locale)
}

/** Each emoji in the one tone that it has by itself. */
export const named = ({ groups, emojis }: Data, locale: string): EmojiData => ({
  locale,
  categories: groups[locale]!.map(([index, label]) => ({
    index: index as number,
    label: capital(label as string),
  })),
  emojis: emojis.map(line => {
    const [emoji, group, english, englishTags, spanish, spanishTags] = line.split('\t') as [
      string,
      ...string[],
    ]
    const label = capital((locale === 'es' ? spanish : english)!)
    const called = [english, englishTags, spanish, spanishTags].join(' ')
    return { emoji, category: Number(group), label, version: 0, tags: [...new Set([called, plain(called)])] }
  }),
  skinTones: { light: '', 'medium-light': '', medium: '', 'medium-dark': '', dark: '' },
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
