'use client'
// One list of the moderators' page, page by page. It is read again when the page is looked at anew, after each act, and now and then.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Done } from '@/lib/client/chat'
import { createModeration } from '@/lib/client/moderation'
import { useChat } from '@/lib/client/use-chat'
import type { User } from '@/lib/contract/user'

export type Paged<T> = { items: T[]; users: User[]; next: string | null }

/** `first`: what the page came with. A later answer to an earlier question is dropped. */
export const usePages = <T>(load: (before?: string) => Promise<Done<Paged<T>>>, first: Paged<T> | null) => {
  const [held, setHeld] = useState(first)
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>(first ? 'idle' : 'loading')
  const { watch } = useChat().part(createModeration)
  const turn = useRef(0)
  /** Further pages are held than the first. */
  const isFurther = useRef(false)

  const ask = useCallback(
    async (before?: string) => {
      const mine = ++turn.current
      setState('loading')
      const done = await load(before)
      if (turn.current !== mine) return
      setState(done.ok ? 'idle' : 'failed')
      if (!done.ok) return
      isFurther.current = before !== undefined
      setHeld(known =>
        before && known
          ? {
              items: [...known.items, ...done.value.items],
              users: [...known.users, ...done.value.users],
              next: done.value.next,
            }
          : done.value,
      )
    },
    [load],
  )

  const isFirst = useRef(first !== null)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else void ask()
    const again = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    document.addEventListener('visibilitychange', again)
    window.addEventListener('focus', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('focus', again)
    }
  }, [ask])

  // Nobody is told that it is read, and nothing changes under who is about to decide or has gone on to further pages.
  useEffect(
    () =>
      watch(async () => {
        const mine = turn.current
        const isLeftAlone = () =>
          turn.current !== mine || isFurther.current || document.querySelector('dialog[open]') !== null
        if (isLeftAlone()) return true
        const done = await load()
        if (done.ok && !isLeftAlone()) {
          setHeld(done.value)
          setState('idle')
        }
        return done.ok
      }),
    [watch, load],
  )

  return { held, state, refresh: () => void ask(), more: () => void ask(held?.next ?? undefined) }
}
