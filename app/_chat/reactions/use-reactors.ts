'use client'
// The people who reacted to a message, page by page. An answer that a later question has overtaken is dropped.
import { useCallback, useEffect, useRef, useState } from 'react'
import { createReactors, type ReactorsPage } from '@/lib/client/reactors'
import { useChat } from '@/lib/client/use-chat'

/**
 * `counts`: what the cache knows of them; when that is another, the first page is asked for anew, if it is all that is shown.
 * `more` goes on, and asks again for what failed.
 */
export const useReactors = (messageId: string, emoji: string | null, counts: unknown) => {
  const { page } = useChat().part(createReactors)
  const [pages, setPages] = useState<readonly ReactorsPage[]>([])
  const [state, setState] = useState<'loading' | 'idle' | 'failed'>('loading')
  const turn = useRef(0)
  const isFurther = useRef(false)
  const next = pages.at(-1)?.next ?? null

  const ask = useCallback(
    async (after?: string) => {
      const mine = ++turn.current
      setState('loading')
      const done = await page(messageId, emoji, after)
      if (turn.current !== mine) return
      setState(done.ok ? 'idle' : 'failed')
      if (!done.ok) return
      isFurther.current = after !== undefined
      setPages(known => (after ? [...known, done.value] : [done.value]))
    },
    [page, messageId, emoji],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever somebody reacted, or took it back.
  useEffect(() => {
    if (!isFurther.current) void ask()
  }, [ask, counts])

  const users = new Map(pages.flatMap(one => one.users).map(user => [user.id, user]))
  const reactors = pages
    .flatMap(one => one.reactions)
    .flatMap(({ user_id, emoji: given }) => {
      const user = users.get(user_id)
      return user ? [{ user, emoji: given }] : []
    })
  return { reactors, hasMore: next !== null, state, more: () => void ask(next ?? undefined) }
}
