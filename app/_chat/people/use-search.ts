'use client'
// Looking for people while their name is being typed. What a newer search has overtaken is dropped.
import { useEffect, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import type { User } from '@/lib/contract/user'

/** Shorter than this nobody is looked for. */
export const least = 2
/** Between two letters of somebody who types. */
const pauseMs = 150

export type Search = {
  status: 'idle' | 'searching' | 'found' | 'failed'
  users: readonly User[]
  /** What was looked for. */
  query: string
  detail: string | null
}

const idle: Search = { status: 'idle', users: [], query: '', detail: null }

/** While a new search is under way its predecessor's people stay. */
export const useSearch = (text: string): Search => {
  const chat = useChat()
  const [search, setSearch] = useState<Search>(idle)
  const query = text.trim()
  const asks = [...query].length >= least
  useEffect(() => {
    if (!asks) return setSearch(idle)
    setSearch(before => ({ ...before, status: 'searching', detail: null }))
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const done = await chat.searchUsers(query, stop.signal)
      if (stop.signal.aborted) return
      if (done.ok) setSearch({ status: 'found', users: done.value, query, detail: null })
      else setSearch({ status: 'failed', users: [], query, detail: done.detail })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [chat, query, asks])
  return asks ? search : idle
}
