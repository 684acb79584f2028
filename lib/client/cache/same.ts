// Whether two pieces of JSON say the same, so that what arrives a second time need not be shown a second time.

export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && same(a[key as keyof typeof a], b[key as keyof typeof b]))
}

/** `next`, or `held` itself if it says the same. */
export const kept = <T>(held: T | undefined, next: T): T =>
  held !== undefined && same(held, next) ? held : next
