// Finding by name while it is being typed: every word begun counts, accents and capitals do not.

/** Lower case and without marks: "Díaz" is found by "diaz". */
export const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/**
 * How well a name answers what was typed: 0 at its very beginning, 1 where each word typed begins one of it, 2 where it is
 * somewhere in it; null if it does not. Nothing typed answers everything. Both folded.
 */
export const rankOf = (name: string, query: string): 0 | 1 | 2 | null => {
  const wanted = query.split(/\s+/)
  if (!wanted.every(word => name.includes(word))) return null
  if (name.startsWith(query)) return 0
  const words = name.split(/[^\p{L}\p{N}]+/u)
  return wanted.every(word => words.some(one => one.startsWith(word))) ? 1 : 2
}

/** What is found of a list, the best first and otherwise in its order; at most `most`. */
export const found = <T>(all: readonly T[], nameOf: (one: T) => string, query: string, most: number): T[] => {
  const wanted = folded(query)
  const ranked = all.flatMap(one => {
    const rank = rankOf(folded(nameOf(one)), wanted)
    return rank === null ? [] : [{ one, rank }]
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one)
}
