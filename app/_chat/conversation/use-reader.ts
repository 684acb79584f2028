'use client'
// Looks into the cache without being told of changes: for the list, which reads a few neighbours each time its ids change
// and must not render again because a message did.
import { useCallback } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import type { Message } from '@/lib/contract/message'

export type Reader = (id: string) => Message | undefined

export const useReader = (): Reader => {
  const { queryClient } = useChat()
  return useCallback((id: string) => queryClient.getQueryData<Message>(keys.message(id)), [queryClient])
}
