// How many messages are unread in all: what /api/unread-count says, without asking for it. The list of what is unread is kept
// right by events, and so is the sum over it.
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { Conversation } from '../contract/conversation'
import type { InboxFilter } from './cache/state'
import { cap, counted } from './cache/unread'
import { keys } from './queries'
import { useChat } from './use-chat'
import { useInbox } from './use-inbox'

const unread: InboxFilter = { filter: 'unread' }

/** As of `now` by the reader's clock, which ends mutes; exact up to 99, and at least 100 where it is more. */
export const useUnreadTotal = (now: number): number => {
  const { queryClient } = useChat()
  const { ids, hasMore, more, loadMore } = useInbox(unread)
  const total = () =>
    (ids ?? []).reduce((sum, id) => {
      const conversation = queryClient.getQueryData<Conversation>(keys.conversation(id))
      return conversation ? sum + counted(conversation, now) : sum
    }, 0)
  const subscribe = useCallback(
    (listener: () => void) => queryClient.getQueryCache().subscribe(listener),
    [queryClient],
  )
  const sum = useSyncExternalStore(subscribe, total, () => 0)
  const isShort = sum < cap && hasMore && more === 'idle'
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each page; muted ones may fill several.
  useEffect(() => {
    if (isShort) loadMore()
  }, [isShort, ids])
  return sum
}
