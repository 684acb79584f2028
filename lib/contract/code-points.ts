// The measure of every text of the contract; by itself, since whoever writes a text counts it too.

/** Length in Unicode code points, which is what every limit of the contract counts. */
export const codePoints = (value: string) => {
  let count = 0
  for (const _ of value) count += 1
  return count
}
