// Reading the cache: the one way in which every hook does it. Nothing is fetched here; the chat does that.
import { type QueryKey, skipToken, useQuery } from '@tanstack/react-query'
import { useChat } from './use-chat'

/** What the cache has under a key, or undefined. With `select` a component renders again only when the selected part differs. */
export const useCached = <T, S = T>(queryKey: QueryKey, select?: (value: T) => S): S | undefined =>
  useQuery<T, Error, S>(
    {
      queryKey,
      queryFn: skipToken,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      structuralSharing: false,
      select,
    },
    useChat().queryClient,
  ).data
