// The checker that all tests of the log share: what came, held against what was to come.

/** `inverted` counts neighbours in the wrong order. All empty and 0: everything came once and in order. */
export const faultsOf = <T extends string | number>(wanted: T[], got: T[]) => {
  const place = new Map(wanted.map((one, index) => [one, index]))
  const seen = new Set<T>()
  const twice: T[] = []
  const strange: T[] = []
  let inverted = 0
  let last = -1
  for (const one of got) {
    const at = place.get(one)
    if (at === undefined) strange.push(one)
    else if (seen.has(one)) twice.push(one)
    else {
      if (at < last) inverted += 1
      last = at
      seen.add(one)
    }
  }
  return { lost: wanted.filter(one => !seen.has(one)), twice, strange, inverted }
}

export const faultless = { lost: [], twice: [], strange: [], inverted: 0 }

/** Numbers from `first` to `last`. */
export const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

/** A small generator of randomness (mulberry32): a failure can be had again by its seed. */
export const randomFrom = (seed: number) => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    /** A whole number from 0, below `end`. */
    below: (end: number) => Math.floor(next() * end),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  }
}
