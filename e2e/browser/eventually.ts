// Waiting in pages: until something holds in all of them, with what it was instead where it never does.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** Reads again and again until it reads `wanted`; fails with the difference. */
export const eventually = async <T>(read: () => T | Promise<T>, wanted: T, ms = 40_000) => {
  let got: T | undefined
  for (const end = Date.now() + ms; Date.now() < end; await new Promise(done => setTimeout(done, 25))) {
    got = await read()
    if (isDeepStrictEqual(got, wanted)) return
  }
  expect(got).toEqual(wanted)
}

/** The same of each of several. */
export const eventuallyAll = <S, T>(
  several: readonly S[],
  read: (one: S) => T | Promise<T>,
  wanted: T,
  ms?: number,
) => Promise.all(several.map(one => eventually(() => read(one), wanted, ms)))
