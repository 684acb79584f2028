// Random JSON with a taste for the ends of what is allowed. A seed gives the same values again.

export type Random = ReturnType<typeof randomFrom>

/** A small generator (mulberry32 by Tommy Ettinger, public domain): `random` is in [0, 1). */
export const randomFrom = (seed: number) => {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return { random, pick: <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]! }
}

const characters = ['a', '😀', '\ud800', '\0', '\u202e', ' ', '%', "'", '\u0301']
const numbers = [0, 1, -1, 1.5, 100, 2 ** 31, 2 ** 53, 2 ** 63, 1e21, 5e-324, Number.MAX_VALUE]
const words = ['group', 'dm', 'public', '2026-02-30T00:00:00.000Z', '/\\x', '😀', '__proto__']
const names = ['type', 'seq', 'content', '__proto__', 'a', '']

/** Makes values of at most `depth` levels; among their texts are these `ids`. */
export const anyJson = ({ random, pick, ids }: Random & { ids: string[] }) => {
  const character = () => (random() < 0.1 ? String.fromCharCode(random() * 65_536) : pick(characters))
  const odd = () => Array.from({ length: pick([0, 1, 2, 5, 64, 65, 101, 201]) }, character).join('')
  const plain = () => 'x'.repeat(pick([0, 1, 64, 65, 100, 101, 200, 201, 5000, 5001]))
  const leaf = () =>
    pick([
      odd,
      plain,
      random,
      () => pick(numbers),
      () => pick(words),
      () => pick(ids),
      () => null,
      () => true,
    ])()

  const value = (depth: number): unknown => {
    const kind = random()
    if (depth === 0 || kind < 0.6) return leaf()
    const length = Math.floor(random() * 4)
    if (kind < 0.8) return Array.from({ length }, () => value(depth - 1))
    return Object.fromEntries(
      Array.from({ length }, () => [random() < 0.2 ? odd() : pick(names), value(depth - 1)]),
    )
  }
  return value
}
