// What an avatar without a picture shows. Names come from outside: any script, emoji, control characters, stacked marks.

/** One or two capitals: of the first and the last word that have a letter. An emoji for want of letters, else "?". */
export const initials = (name: string): string => {
  const words = name.normalize('NFC').split(/\s+/).map(firstLetter).filter(Boolean)
  return words.length > 1 ? words[0]! + words.at(-1)! : initial(name)
}

/** One capital, for the small circles of a group. */
export const initial = (name: string): string =>
  firstLetter(name.normalize('NFC')) || name.match(/\p{Extended_Pictographic}/u)?.[0] || '?'

/** Without its marks, of which there may be a hundred; NFC has joined the ones that belong to it. */
const firstLetter = (word: string): string => {
  const [letter = ''] = word.match(/[\p{L}\p{N}]/u) ?? []
  const [capital = ''] = letter.toUpperCase()
  return capital
}
