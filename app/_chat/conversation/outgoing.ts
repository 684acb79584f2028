// What the composer lets through: as the contract counts it, in code points after trimming.

export const longest = 5000
/** From here on the composer says how much is left. */
const near = 4500

/** Half a surrogate pair and NUL cannot be stored, and nobody means to write them. */
export const cleaned = (text: string) => text.replaceAll('\0', '').toWellFormed()

export const isEmpty = (text: string) => cleaned(text).trim() === ''

/** How many characters may still be written, below 0 when there are too many; null while that is far off. */
export const roomLeft = (text: string): number | null => {
  if (text.length < near) return null
  const { length } = [...cleaned(text).trim()]
  return length < near ? null : longest - length
}

export const isSendable = (text: string) => !isEmpty(text) && (roomLeft(text) ?? 0) >= 0
