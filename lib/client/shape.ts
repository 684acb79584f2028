// What comes from outside is looked at before it is believed. The contract's own schemas would do it, at the price of zod in
// every page (see decision 21); these are a few predicates, and the types they speak of are still the contract's.

// biome-ignore lint/suspicious/noExplicitAny: a guard of anything.
export type Guard<T = any> = (value: unknown) => value is T
export type Of<G extends Guard> = G extends Guard<infer T> ? T : never

export const anything = (_: unknown): _ is unknown => true
export const string = (value: unknown): value is string => typeof value === 'string'
export const boolean = (value: unknown): value is boolean => typeof value === 'boolean'
export const number = (value: unknown): value is number => Number.isFinite(value)
export const integer = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0
/** RFC 3339, as far as a clock can make sense of it. */
export const time = (value: unknown): value is string => string(value) && !Number.isNaN(Date.parse(value))

export const matching =
  (pattern: RegExp): Guard<string> =>
  (value): value is string =>
    string(value) && pattern.test(value)

export const oneOf =
  <const T extends string>(...words: T[]): Guard<T> =>
  (value): value is T =>
    words.includes(value as T)

export const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value)

export const optional =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value)

export const list =
  <T>(guard: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(guard)

/** An object with at least these; what else it has is no fault. */
export const object =
  <S extends Record<string, Guard>>(shape: S): Guard<{ [K in keyof S]: Of<S[K]> }> =>
  (value): value is { [K in keyof S]: Of<S[K]> } =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([name, guard]) => guard((value as Record<string, unknown>)[name]))
