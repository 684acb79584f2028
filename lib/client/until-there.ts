// Code that comes after the page: asked for until it is there, since a line that is gone comes back.
import { backoff } from './backoff'

/** Resolves with what `fetch` brings, however often it failed before; asks again after a while, and at once when back online. */
export const untilThere = async <T>(fetch: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch()
    } catch {
      await aWhile(backoff(Math, attempt))
    }
  }
}

const aWhile = (ms: number) =>
  new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
