'use client'
// The directory as far as it is shown: pages that follow each other, begun anew with every other search.
import { useCallback, useEffect, useState } from 'react'
import { createJoining, type DirectoryPage } from '@/lib/client/joining'
import { useChat } from '@/lib/client/use-chat'

/** Between two letters of somebody who types. */
const pauseMs = 150

type Shown = DirectoryPage & {
  status: 'searching' | 'found' | 'failed'
  /** What was looked for. */
  query: string
  detail: string | null
}

const nothing: Shown = {
  status: 'searching',
  listings: [],
  users: [],
  reports: [],
  next: null,
  query: '',
  detail: null,
}

export const useDirectory = (text: string) => {
  const joining = useChat().part(createJoining)
  const [shown, setShown] = useState(nothing)
  const query = text.trim()

  useEffect(() => {
    setShown(before => ({ ...before, status: 'searching', detail: null }))
    const stop = new AbortController()
    const timer = setTimeout(
      async () => {
        const done = await joining.directory({ query, signal: stop.signal })
        if (stop.signal.aborted) return
        if (done.ok) setShown({ ...done.value, status: 'found', query, detail: null })
        else setShown({ ...nothing, status: 'failed', query, detail: done.detail })
      },
      query ? pauseMs : 0,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [joining, query])

  const more = useCallback(async () => {
    const { next } = shown
    if (!next) return
    const done = await joining.directory({ query: shown.query, before: next })
    setShown(before => {
      if (before.next !== next) return before
      if (!done.ok) return { ...before, detail: done.detail }
      const { listings, users, reports } = done.value
      return {
        ...before,
        listings: [...before.listings, ...listings],
        users: [...before.users, ...users],
        reports: [...before.reports, ...reports],
        next: done.value.next,
        detail: null,
      }
    })
  }, [joining, shown])

  return { ...shown, more }
}
