// @ts-check
// Makes app/_chat/reactions/emoji.json out of emojibase-data, which is 49 MB and so no dependency:
//   npm install --no-save emojibase-data@17.0.0 && node scripts/emoji.mjs && npm run fix
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { project } from './project.mjs'

/** Newer ones the oldest Node that we support does not know, and its server would refuse them. */
const newest = 15
/** Skin tones and hair alone. */
const component = 2

const { resolve } = createRequire(import.meta.url)
/** @param {string} locale @param {string} file */
const read = (locale, file) =>
  JSON.parse(readFileSync(resolve(`emojibase-data/${locale}/${file}.json`), 'utf8'))

/** As the contract spells it: emojibase also marks those as pictures that are pictures anyway. @param {string} emoji */
const spelled = emoji =>
  [emoji, emoji.replaceAll('\ufe0f', '')].find(one => /^\p{RGI_Emoji}$/v.test(one)) ?? emoji

/** @param {{ label: string, tags?: string[] }} one */
const words = ({ label, tags = [] }) => [label, tags.join(' ')]
const spanish = new Map(read('es', 'data').map((/** @type {any} */ one) => [one.hexcode, one]))
const emojis = read('en', 'data')
  .filter(
    (/** @type {any} */ { group, version }) =>
      group !== undefined && group !== component && version <= newest,
  )
  .sort((/** @type {any} */ a, /** @type {any} */ b) => a.order - b.order)
  .map((/** @type {any} */ one) =>
    [spelled(one.emoji), one.group, ...words(one), ...words(spanish.get(one.hexcode))].join('\t'),
  )

const groups = (/** @type {string} */ locale) =>
  read(locale, 'messages')
    .groups.filter((/** @type {any} */ { order }) => order !== component)
    .map((/** @type {any} */ { order, message }) => [order, message])

const made = {
  source: 'emojibase-data 17.0.0 by Miles Johnson, MIT; made by scripts/emoji.mjs',
  groups: { en: groups('en'), es: groups('es') },
  emojis,
}
writeFileSync(join(project, 'app/_chat/reactions/emoji.json'), `${JSON.stringify(made, null, 1)}\n`)
