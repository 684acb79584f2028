// The viewer's conversations: pinned ahead, then newest activity first.
import { useEffect } from 'react'
import { type InboxFilter, listId } from './cache/state'
import type { Extent } from './chat'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'
import { useLoad } from './use-load'

const everything: InboxFilter = { filter: 'all' }

/** `ids` is undefined while nothing is loaded. `asked` must be the same object from render to render, or equal in content. */
export const useInbox = (asked: InboxFilter = everything) => {
  const chat = useChat()
  const { filter, report_id } = asked
  useEffect(() => chat.openInbox({ filter, ...(report_id ? { report_id } : {}) }), [chat, filter, report_id])
  const ids = useCached<readonly string[]>(keys.list(asked))
  const extent = useCached<Extent>(keys.extent('list', listId(asked)))
  return {
    ids,
    ...useLoad(`inbox:${listId(asked)}`),
    hasMore: extent?.hasMore ?? false,
    more: extent?.more ?? 'idle',
    loadMore: () => chat.loadMoreInbox(asked),
  }
}
