// Who asks for a page, by their cookie, and what becomes of a page while the database does not answer.
import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Person } from '@/lib/server/caller'
import { AppError } from '@/lib/server/error'
import { toAppError } from '@/lib/server/http/problem'
import { instance } from '@/lib/server/instance'
import { report } from '@/lib/server/report-error'
import { authenticate } from '@/lib/server/viewer'

/** Asked once a request, however many parts of the page want to know. Null: nobody has signed in. */
export const pageViewer = cache(async (): Promise<Read<Person | null>> => {
  const cookie = (await headers()).get('cookie') ?? ''
  return read(async () => {
    try {
      const viewer = await authenticate(new Request('http://page.internal/', { headers: { cookie } }), null)
      return viewer.kind === 'person' ? viewer : null
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return null
      throw error
    }
  })
})

/** The person, who has to sign in first if need be. */
export const signedIn = async (path: string): Promise<Read<Person>> => {
  const viewer = await pageViewer()
  if (viewer !== away && viewer.value === null) redirect(`/login?next=${encodeURIComponent(path)}`)
  return viewer as Read<Person>
}

/** What the database said, or that it said nothing. */
export type Read<T> = { value: T } | typeof away
export const away = Symbol('away')

/** No longer than anybody waits for the API. */
const patienceMs = 10_000
/** Whoever waits is told soon when the log cannot be read either. */
const lookEveryMs = 1_000

/** Not for what redirects or says "not found": that is thrown too, and is no failure. */
export const read = async <T>(ask: () => Promise<T>): Promise<Read<T>> => {
  try {
    return { value: await inTime(ask()) }
  } catch (thrown) {
    const error = toAppError(thrown)
    report(error, crypto.randomUUID(), 'GET page')
    if (error.code !== 'unavailable') throw thrown
    return away
  }
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const began = Date.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (instance().pump.healthy && Date.now() - began < patienceMs) return
      reject(new AppError('unavailable', 'This took too long. Try again in a moment.'))
    }, lookEveryMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearInterval(timer)
  }
}
