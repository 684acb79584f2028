// How people are. Whoever is looked at here is asked for; nothing is known of those whom the viewer may not know of.
import { skipToken, useQueries } from '@tanstack/react-query'
import type { Known } from './presences'
import { keys } from './queries'
import { useCached } from './use-cached'
import { useChat } from './use-chat'

export const usePresence = (userId: string): Known => useCached<Known>(keys.presence(userId)) ?? null

/** How many of these are online. */
export const useOnlineCount = (userIds: readonly string[]): number =>
  useQueries(
    {
      queries: userIds.map(id => ({
        queryKey: keys.presence(id),
        queryFn: skipToken,
        ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY },
      })),
      combine: results =>
        results.filter(({ data }) => (data as Known | undefined)?.status === 'online').length,
    },
    useChat().queryClient,
  )
