'use client'
// One name for a message from the first keystroke to the last tick, so that its row stays the same node in the page.
import { useCallback, useRef } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { isSettled } from './unseen'
import { useReader } from './use-reader'

/** `sender/client_message_id`: what a temporary id and the server's have in common. Remembered, since a long log asks often. */
export const useMessageKey = () => {
  const read = useReader()
  const { viewer } = useChat()
  const known = useRef(new Map<string, string>())
  return useCallback(
    (id: string): string => {
      const held = known.current.get(id)
      if (held) return held
      if (!isSettled(id)) return `${viewer.id}/${id.slice('temp-'.length)}`
      const message = read(id)
      if (!message) return id
      const key = `${message.sender_id}/${message.client_message_id}`
      known.current.set(id, key)
      return key
    },
    [read, viewer.id],
  )
}
