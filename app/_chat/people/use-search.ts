'use client'
// Looking for something while its name is being typed. What a newer search has overtaken is dropped.
import { useEffect, useState } from 'react'
import type { Done } from '@/lib/client/chat'

/** Shorter than this nobody is looked for. */
export const least = 2
/** Between two letters of somebody who types. */
const pauseMs = 150

export type Search<T> = {
  status: 'idle' | 'searching' | 'found' | 'failed'
  found: readonly T[]
  /** What was looked for. */
  query: string
  detail: string | null
}

const idle: Search<never> = { status: 'idle', found: [], query: '', detail: null }

/** While a new search is under way its predecessor's results stay. `ask` must be the same function from render to render. */
export const useSearch = <T>(
  text: string,
  ask: (query: string, signal: AbortSignal) => Promise<Done<readonly T[]>>,
): Search<T> => {
  const [search, setSearch] = useState<Search<T>>(idle)
  const query = text.trim()
  const asks = [...query].length >= least
  useEffect(() => {
    if (!asks) return setSearch(idle)
    setSearch(before => ({ ...before, status: 'searching', detail: null }))
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const done = await ask(query, stop.signal)
      if (stop.signal.aborted) return
      if (done.ok) setSearch({ status: 'found', found: done.value, query, detail: null })
      else setSearch({ status: 'failed', found: [], query, detail: done.detail })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [ask, query, asks])
  return asks ? search : idle
}
